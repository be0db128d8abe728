import {expect, test} from 'vitest'
import {suggest} from '../../src/author/index.ts'
import {parseChecklist} from '../../src/markdown/index.ts'
import {Fact, Setting} from '../../src/model/index.ts'
import {canonical} from './score.ts'

const declared = {settings: {}, facts: {}}
const read = (source: string, more: Partial<Parameters<typeof suggest>[0]> = {}) =>
  suggest({...parseChecklist({file: 'docs/list.md', source}), bound: new Set(), declared, ...more})
const words = (source: string): string[] => read(source).proposals.flatMap(({parts}) => canonical(parts))

test.each([
  ['a value under a condition that no fact states', '- [ ] Wenn `FAST_MODE=true`, dann `CACHE_SIZE=9`'],
  ['a check for when something breaks', '- [ ] If the deploy fails, `ROLL_BACK=true`'],
  ['two values of one name', '- [ ] Change `POOL_SIZE=10` to `POOL_SIZE=40`'],
  ['a name that has a value elsewhere', '- [ ] `LOG_LEVEL=debug` in staging'],
  ['a value that gives way at times', '- [ ] `RETRY_COUNT=3` unless the queue is slow'],
  ['a value that somebody took away', '- [ ] We removed `OLD_FLAG=1`'],
  ['what is struck out', '- [ ] ~~`OLD_MODE=true`~~'],
])('no check is proposed out of %s', (_, source) => {
  expect(words(source).filter((word) => /^(?:env|http|json|file|link)/.test(word))).toEqual([])
})

test('what nobody can read is listed, with the reason', () => {
  const {unclear} = read(
    '- [ ] Change `POOL_SIZE=10` to `POOL_SIZE=40`\n- [ ] `mailctl flush --all`\n- [ ] If possible, `TLS_STRICT=true`\n',
  )
  expect(unclear.map(({why}) => why)).toEqual([
    'the sentence says two things of one name',
    'a command that acts is never run, and nothing is said of what must be so',
    'what it says holds under a condition that no fact can state',
  ])
})

test('a choice whose option is bound already is left to its author', () => {
  const source = '- [ ] Choose a mode:\n  - [ ] fast\n  - [ ] safe\n'
  const {checklist} = parseChecklist({file: 'docs/list.md', source})
  const [, fast] = checklist.items
  const {proposals, facts} = read(source, {bound: new Set([`list:${fast?.id}`])})
  expect(proposals).toEqual([])
  expect(facts).toEqual({})
})

test('a declared secret is never compared, and junk is never proposed', () => {
  const settings = {APP_TOKEN: Setting.parse({secret: true}), POOL_SIZE: Setting.parse({as: 'int'})}
  const source = '- [ ] Set `APP_TOKEN=abc`\n- [ ] Set `POOL_SIZE=many`\n'
  const {proposals} = read(source, {declared: {settings, facts: {}}})
  expect(proposals.map(({parts}) => canonical(parts))).toEqual([['env APP_TOKEN']])
})

test('one name never means two facts: in one project a second choice gets a name of its own', () => {
  const source = '- [ ] Choose a mode:\n  - [ ] fast\n  - [ ] safe\n- [ ] If fast:\n  - [ ] `FAST_PATH=true`\n'
  const facts = {mode: Fact.parse({values: ['a', 'b']})}
  const told = read(source, {declared: {settings: {}, facts}})
  expect(told.facts).toEqual({mode_2: {take: 'one', values: ['fast', 'safe']}})
  expect(told.proposals.flatMap(({binding}) => ('when' in binding ? [binding.when] : []))).toEqual([
    'facts.mode_2.fast',
  ])
  expect(read(source, {others: [told]}).facts).toEqual({mode: {take: 'one', values: ['fast', 'safe']}})
})
