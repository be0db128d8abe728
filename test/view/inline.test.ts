import {expect, test} from 'vitest'
import {drawAnswer, drawVerdict} from '../../src/view/index.ts'
import {fixtureRoot, projectIn, readFixture} from '../setup/fixture.ts'

const {broken} = await readFixture(projectIn(fixtureRoot))
const [{name = '', items = []} = {}] = broken.checklists
const keys = items.map(({id}) => `${name}:${id}`)
const words = (html: string): string => html.replaceAll(/<[^>]*>/g, '')

test('a verdict says of each environment how its tenants stand, and leads to the page of the item', () => {
  const all = keys.map((key) => words(drawVerdict(broken, key)))
  expect(all).toContainEqual(expect.stringMatching(/^production (pass|fail|blocked)[^,]*, staging (pass|fail|blocked)/))
  expect(all).toContainEqual(
    expect.stringMatching(/^production fail \((acme|globex)\), pass \((acme|globex)\), staging /),
  )
  expect(drawVerdict(broken, keys[0] ?? '')).toMatch(
    /^<span class="pm-verdict not-content"><a href="\/items\/readiness\//,
  )
  expect(drawVerdict(broken, items[0]?.id ?? '')).toBe(drawVerdict(broken, keys[0] ?? ''))
})

test('an item or a gate that is not there is told, with what may have been meant', () => {
  const [key = ''] = keys
  expect(() => drawVerdict(broken, `${key}s`)).toThrow(`Unexpected item \`${key}s\`, did you mean \`${key}\`?`)
  expect(() => drawVerdict(broken, `${items[0]?.id}s`)).toThrow(`did you mean \`${items[0]?.id}\`?`)
  const [gate = ''] = broken.environments.flatMap(({results}) => results.gates.map((each) => each.name))
  expect(() => drawAnswer(broken, `${gate}s`)).toThrow(`Unexpected gate \`${gate}s\`, did you mean \`${gate}\`?`)
  expect(() => drawVerdict(broken, '__proto__')).toThrow('Unexpected item `__proto__`')
})

test('an id that several checklists have must be said in full', () => {
  const [checklist] = broken.checklists
  if (checklist === undefined) throw new Error('expected a checklist')
  const twice = {...broken, checklists: [checklist, {...checklist, name: 'other'}]}
  const id = items[0]?.id ?? ''
  expect(() => drawVerdict(twice, id)).toThrow(/^Unexpected item `[^`]+`, (did you mean|expected) `(readiness|other):/)
})

test('the answers are those of all gates, or of one', () => {
  expect(words(drawAnswer(broken))).toMatch(/^Production: .*Staging: /)
})

test('what others wrote is text', () => {
  const [environment, ...rest] = broken.environments
  const [checklist] = broken.checklists
  if (environment === undefined || checklist === undefined) throw new Error('expected an environment')
  const hostile = '"><script>alert(1)</script>'
  const made = {
    ...broken,
    checklists: [{...checklist, items: checklist.items.map((item) => ({...item, text: hostile}))}],
    environments: [{...environment, name: hostile}, ...rest],
  }
  const html = drawVerdict(made, keys[0] ?? '') + drawAnswer(made)
  // In an attribute it is no tag: no quote of theirs ends one.
  expect(html.replaceAll(/"[^"]*"/g, '')).not.toContain('<script')
  expect(html).toContain('&#x22;>')
})
