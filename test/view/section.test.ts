import {expect, test} from 'vitest'
import {emptyMarker, fill} from '../../src/view/index.ts'
import {checklist, environment, item, result, snapshot} from '../setup/snapshot.ts'
import {tagless} from './tagless.ts'

const list = checklist([item('access/a', 'A'), item('access/b', 'B')])
const key = (id: string) => `readiness:access/${id}`
const head = (...environments: ReturnType<typeof environment>[]): string =>
  fill(emptyMarker('section', 'readiness#access'), snapshot([list], environments))

test('beside its heading a section says how it stands in each environment', () => {
  const html = head(
    environment('production', [result(key('a'), 'fail'), result(key('b'), 'pass')]),
    environment('staging', [result(key('a'), 'pass'), result(key('b'), 'pass')]),
  )
  expect(tagless(html)).toBe('production fail 1 of 2 to mend staging pass all 2')
})

test('why a section does not apply is one sentence under its heading, and nothing has to be opened', () => {
  const off = {own: {reason: 'condition' as const, because: 'x'}, condition: '`serving mode`: db only'}
  const results = [result(key('a'), 'not-applicable', off), result(key('b'), 'not-applicable', off)]
  const html = head(environment('production', results))
  expect(tagless(html)).toBe('production not applicable Not applicable in production: serving mode: db only.')
  expect(html).not.toContain('<details')
})
