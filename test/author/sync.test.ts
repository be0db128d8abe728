import {describe, expect, it, test} from 'vitest'
import {syncBoxes, unifiedDiff} from '../../src/author/index.ts'
import type {Reason} from '../../src/model/index.ts'
import {type Cell, read, resultsOf} from './sync-world.ts'

/** Syncs lines whose items stand as given, in their order. */
function sync(lines: readonly string[], cells: readonly (Cell | Cell[])[], factsUnread = false) {
  const source = lines.join('\n')
  const checklist = read(source)
  expect(checklist.items).toHaveLength(cells.length)
  const results = resultsOf(checklist, ({id}) =>
    [cells[checklist.items.findIndex((each) => each.id === id)] ?? []].flat(),
  )
  const {text, changes, left} = syncBoxes({checklist, source, results, factsUnread})
  return {lines: text.split('\n'), because: changes.map(({because}) => because), left, changes}
}

const pass: Cell = {status: 'pass'}
const fail: Cell = {status: 'fail', reason: 'expectation', because: 'it says no'}
const blocked = (reason: Reason): Cell => ({status: 'blocked', reason, because: reason})
const none: Cell = {status: null, reason: 'grouping'}
const away: Cell = {status: 'not-applicable', reason: 'condition'}
const recommended = (cell: Cell): Cell => ({...cell, level: 'recommended'})

describe('a box says what is proven', () => {
  const rows: [says: string, box: string, cell: Cell | Cell[], becomes: string][] = [
    ['an open one that passes is ticked', '[ ]', pass, '[x]'],
    ['a ticked one that passes stays as it is written', '[X]', pass, '[X]'],
    ['a ticked one that fails is unticked', '[x]', fail, '[ ]'],
    ['an open one that fails stays', '[ ]', fail, '[ ]'],
    ['a ticked one that nothing proves is unticked', '[X]', blocked('unbound'), '[ ]'],
    ['an open one that is blocked stays', '[ ]', blocked('unbound'), '[ ]'],
    ['a ticked one that does not apply stays', '[x]', away, '[x]'],
    ['an open one that does not apply stays', '[ ]', away, '[ ]'],
    ['one without a status stays', '[x]', {status: null, reason: 'dropped'}, '[x]'],
    ['one marked not applicable stays, whatever the proof', '[-]', pass, '[-]'],
    ['so does its other form', '[~]', fail, '[~]'],
    ['and the third', '[n/a]', blocked('unbound'), '[n/a]'],
    ['a recommended one counts by its own', '[x]', recommended(fail), '[ ]'],
    [
      'it must pass for every tenant',
      '[ ]',
      [
        {...pass, tenant: 'a'},
        {...fail, tenant: 'b'},
      ],
      '[ ]',
    ],
    [
      'it does where it passes or does not apply',
      '[ ]',
      [
        {...pass, tenant: 'a'},
        {...away, tenant: 'b'},
      ],
      '[x]',
    ],
  ]
  it.each(rows)('%s', (_, box, cell, becomes) => {
    expect(sync([`- ${box} text`], [cell]).lines).toEqual([`- ${becomes} text`])
  })

  test('what nothing ever judged is left alone', () => {
    expect(sync(['- [x] a', '- [ ] b'], [[], []]).lines).toEqual(['- [x] a', '- [ ] b'])
  })
})

describe('what only a run mends unticks nothing, and is told', () => {
  const rows: [reason: Reason, stays: boolean, factsUnread?: boolean][] = [
    ['stale', true],
    ['not-run', true],
    ['vantage', true],
    ['unreachable', true],
    ['interrupted', true],
    ['needs', true],
    ['undetermined', true, true],
    ['undetermined', false],
    ['error', false],
    ['changed', false],
    ['void', false],
    ['expired', false],
    ['missing', false],
    ['capability', false],
    ['credential', false],
    ['no-target', false],
    ['duplicate', false],
  ]
  it.each(rows)('%s: stays %s', (reason, stays, factsUnread = false) => {
    const {lines, left, changes} = sync(['- [x] text', '- [ ] other'], [blocked(reason), blocked(reason)], factsUnread)
    expect(lines).toEqual([stays ? '- [x] text' : '- [ ] text', '- [ ] other'])
    const told = [{id: 'list/text', line: 1, because: `blocked: ${reason}`}]
    expect(left).toEqual(stays ? told : [])
    expect(changes).toEqual(stays ? [] : told.map((one) => ({...one, from: 'ticked', to: 'not-ticked'})))
  })

  test('unless something else stands against it too', () => {
    const both: Cell[] = [
      {...blocked('stale'), tenant: 'a'},
      {...blocked('unbound'), tenant: 'b'},
    ]
    expect(sync(['- [x] text'], [both])).toMatchObject({lines: ['- [ ] text'], because: ['blocked for b: unbound']})
  })
})

describe('a parent', () => {
  const family = (parent: string, ...children: string[]) => [
    `- ${parent} parent:`,
    ...children.map((box, index) => `  - ${box} child${index}`),
  ]
  it('follows its roll-up', () => {
    expect(sync(family('[ ]', '[ ]', '[x]'), [none, pass, pass])).toMatchObject({
      lines: family('[x]', '[x]', '[x]'),
      because: ['all that is required below it is proven', 'proven'],
    })
    expect(sync(family('[x]', '[x]'), [pass, fail])).toMatchObject({
      lines: family('[ ]', '[ ]'),
      because: ['`list/child0` below it: fail: it says no', 'fail: it says no'],
    })
    expect(sync(family('[ ]', '[ ]'), [pass, pass]).because[0]).toBe('proven, with all that is required below it')
  })

  it('is never ticked over an applicable open child', () => {
    expect(sync(family('[ ]', '[ ]'), [pass, recommended(fail)]).lines).toEqual(family('[ ]', '[ ]'))
    expect(sync(family('[x]', '[x]'), [pass, recommended(fail)])).toMatchObject({
      lines: family('[ ]', '[ ]'),
      because: ['`list/child0` below it is not ticked', 'fail: it says no'],
    })
    expect(sync(family('[x]', '[ ]'), [pass, blocked('stale')])).toMatchObject({lines: family('[ ]', '[ ]'), left: []})
  })

  it('and neither is what stands above it', () => {
    const lines = (box: string) => [`- ${box} a:`, `  - ${box} b:`, `    - ${box} c`, `    - [x] d`]
    expect(sync(lines('[x]'), [none, none, recommended(fail), pass]).lines).toEqual(lines('[ ]'))
  })

  it('is ticked over a child that does not apply, that says so, or that nobody knows to apply', () => {
    const expected = {lines: family('[x]', '[ ]')}
    expect(sync(family('[ ]', '[ ]'), [pass, away])).toMatchObject(expected)
    const unsure: Cell = {...recommended(blocked('undetermined')), unsure: true}
    expect(sync(family('[ ]', '[ ]'), [pass, unsure])).toMatchObject(expected)
    expect(sync(family('[ ]', '[-]'), [pass, recommended(fail)]).lines).toEqual(family('[x]', '[-]'))
  })

  it('stays where only a run can say of what is below it', () => {
    const {lines, left} = sync(family('[x]', '[x]'), [none, blocked('stale')])
    expect(lines).toEqual(family('[x]', '[x]'))
    expect(left.map(({because}) => because)).toEqual(['`list/child0` below it: blocked: stale', 'blocked: stale'])
  })
})

test('plain bullets that count as items have no box to write', () => {
  const lines = ['---', 'checklist: {bullets: true}', '---', '- plain', '- [ ] boxed', '- [ ]']
  expect(sync(lines, [pass, pass]).lines).toEqual([...lines.slice(0, 4), '- [x] boxed', '- [ ]'])
})

test.each([
  ['blanks behind the box', ['- [x]  ', '  [ ] one']],
  ['a break behind the box', ['>- [x]', '> [ ] one']],
  ['brackets of its own', ['- [x] [ ] one']],
])('the box is not taken for what stands behind it: %s', (_, lines) => {
  expect(sync(lines, [fail]).lines).toEqual(lines.map((line) => line.replace('[x]', '[ ]')))
})

describe('a diff', () => {
  const texts = (...boxes: string[]): string => boxes.map((box, index) => `${box}${index}\n`).join('')
  it('is nothing where nothing differs', () => {
    expect(unifiedDiff('a.md', 'a\n', 'a\n')).toBe('')
    expect(unifiedDiff('a.md', '', '')).toBe('')
  })

  it('has one line around what changes, and joins what is near', () => {
    const before = texts(...'aaaaaaaaa')
    const after = texts(...'aabaaabaa')
    expect(unifiedDiff('d/a.md', before, after)).toBe(
      '--- a/d/a.md\n+++ b/d/a.md\n@@ -2,3 +2,3 @@ d/a.md:3\n a1\n-a2\n+b2\n a3\n@@ -6,3 +6,3 @@ d/a.md:7\n a5\n-a6\n+b6\n a7\n',
    )
    const near = unifiedDiff('a.md', texts(...'aaaaa'), texts(...'baaba'))
    expect(near).toBe('--- a/a.md\n+++ b/a.md\n@@ -1,5 +1,5 @@ a.md:1\n-a0\n+b0\n a1\n a2\n-a3\n+b3\n a4\n')
    const beside = unifiedDiff('a.md', texts(...'aaa'), texts(...'bba'))
    expect(beside).toBe('--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,3 @@ a.md:1\n-a0\n-a1\n+b0\n+b1\n a2\n')
  })

  it('keeps line ends, and says where the last one is missing', () => {
    expect(unifiedDiff('a.md', 'a\r\nb', 'b\r\nb')).toBe(
      '--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@ a.md:1\n-a\r\n+b\r\n b\n\\ No newline at end of file\n',
    )
  })
})
