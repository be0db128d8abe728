import {readFile} from 'node:fs/promises'
import fc from 'fast-check'
import {format} from 'prettier'
import {describe, expect, test} from 'vitest'
import {type Synced, syncBoxes} from '../../src/author/index.ts'
import type {Checklist, Item, Reason, Results} from '../../src/model/index.ts'
import {corpus} from '../markdown/read.ts'
import {type Cell, read, resultsOf} from './sync-world.ts'

/** Properties and Prettier take their time on a busy machine. */
const patient = {timeout: 60_000}
const folder = new URL('../fixtures/sync/', import.meta.url)
const [before, after] = await Promise.all(
  ['before.md', 'after.md'].map((name) => readFile(new URL(name, folder), 'utf8')),
)
const pages: [string, string][] = [...(await corpus()), ['before.md', before ?? '']]

/** A line of anything: whatever nests, quotes, numbers, marks, and what only looks like it. */
const line = fc
  .tuple(
    fc.constantFrom(
      '',
      '',
      '',
      '  ',
      '   ',
      '    ',
      '\t',
      '\t\t',
      ' \t',
      '      ',
      '> ',
      '>',
      '> > ',
      '>\t',
      '- ',
      '1. ',
    ),
    fc.constantFrom('- ', '- ', '* ', '+ ', '-\t', '1. ', '2) ', '10.\t', '-    ', '', '-', '## ', '```'),
    fc.constantFrom(
      '[ ] ',
      '[ ] ',
      '[x] ',
      '[x] ',
      '[X] ',
      '[\t] ',
      '[ ]\t',
      '[-] ',
      '[~] ',
      '[n/a] ',
      '[ ]',
      '[x]',
      '[]',
      '',
    ),
    fc.constantFrom(
      'one',
      'two words',
      '🚀 fuel',
      '**bold**',
      '`[x]`',
      '[x]',
      '[ ]',
      '[a](b.md)',
      '[x]: y',
      '𝄞',
      '語',
      '',
      'group:',
    ),
    fc.constantFrom('', '', '  ', '\t', ' <!-- proofmark: pinned -->', ' <b>'),
    fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '\n\n', '\r\n\r\n'),
  )
  .map((parts) => parts.join(''))
/** Weighted, so that most lines are items. */
const item = fc
  .tuple(
    fc.constantFrom('', '', '  ', '    ', '\t', '> ', '>'),
    fc.constantFrom('- [ ] a\n', '- [x] b\r\n', '*\t[X] c \n', '1. [ ] d:\n', '- [ ] 🚀\n'),
  )
  .map((parts) => parts.join(''))
const start = fc.constantFrom('', '', '\uFEFF', '---\ntitle: T\n---\n', '\uFEFF---\r\ntitle: T\r\n---\r\n')
const end = fc.constantFrom('', '- [ ] last', '- [x] last', '  > - [ ] 👩‍🚀')
const texts = fc
  .tuple(start, fc.array(fc.oneof(line, item), {minLength: 1, maxLength: 16}), end)
  .map(([first, lines, last]) => first + lines.join('') + last)

const reasons = ['stale', 'vantage', 'needs', 'unbound', 'changed', 'undetermined'] as const satisfies readonly Reason[]
const cell: fc.Arbitrary<Cell> = fc.record({
  status: fc.constantFrom('pass', 'pass', 'pass', 'fail', 'blocked', 'not-applicable', null),
  reason: fc.constantFrom(...reasons),
  level: fc.constantFrom('required', 'required', 'recommended'),
  unsure: fc.boolean(),
})
const cells = fc.array(cell, {minLength: 1, maxLength: 8})

/** Gives each item one of these cells, always the same. */
const standing =
  (some: readonly Cell[], {items}: Checklist) =>
  ({id}: Item): Cell[] => {
    const index = items.findIndex((item) => item.id === id)
    const found = some[index % some.length]
    return found === undefined ? [] : [found]
  }

function synced(source: string, some: readonly Cell[], factsUnread = false) {
  const checklist = read(source)
  const results = resultsOf(checklist, standing(some, checklist))
  return {checklist, results, ...syncBoxes({checklist, source, results, factsUnread})}
}

/** Everything but boxes and places. */
const meaning = ({title, sections, items}: Checklist) => ({
  title,
  sections: sections.map(({anchor, parent}) => ({anchor, parent})),
  items: items.map(({id, forms, text, own, parent, section, duplicate, fingerprint}) => ({
    id,
    forms,
    text,
    own,
    parent,
    section,
    duplicate,
    fingerprint,
  })),
})

const claims = ({items}: Checklist) => items.map(({claim}) => claim)

const applies = (results: Results, id: string): boolean =>
  results.items[`list:${id}`]?.rollUp !== 'not-applicable' &&
  results.results.some(
    ({key, condition, own}) => key === `list:${id}` && condition === null && own.status !== 'not-applicable',
  )

/** What must be so after any sync. */
function holds({
  source,
  checklist,
  results,
  text,
  changes,
}: {source: string; checklist: Checklist; results: Results} & Synced) {
  const expected = source.split('')
  for (const {id, to} of changes) {
    const {box} = checklist.items.find((item) => item.id === id) ?? {box: -1}
    expect(source.slice(box - 1, box + 2)).toMatch(/^\[[ \txX]\]$/)
    expected[box] = to === 'ticked' ? 'x' : ' '
  }
  expect(text).toBe(expected.join(''))
  const now = read(text)
  expect(meaning(now)).toEqual(meaning(checklist))
  const wanted = new Map(changes.map(({id, to}) => [id, to]))
  expect(claims(now)).toEqual(checklist.items.map(({id, claim}) => wanted.get(id) ?? claim))
  const statusOf = (id: string) => results.items[`list:${id}`]?.rollUp ?? null
  for (const {id, to} of changes)
    expect(to === 'ticked' ? ['pass'] : ['pass', 'fail', 'blocked']).toContain(statusOf(id))
  for (const {id, claim} of now.items) {
    const status = statusOf(id)
    if (claim !== 'ticked' || status === null || status === 'not-applicable') continue
    expect(status).not.toBe('fail')
    const open = now.items.filter(({parent, claim}) => parent === id && claim === 'not-ticked')
    expect(open.filter((child) => applies(results, child.id))).toEqual([])
  }
  const again = syncBoxes({checklist: now, source: text, results})
  expect({text: again.text, changes: again.changes}).toEqual({text, changes: []})
}

describe('whatever stands in a checklist, and wherever its items stand', patient, () => {
  test('only boxes change, and what they say is proven', () => {
    let boxes = 0
    fc.assert(
      fc.property(texts, cells, (source, some) => {
        const one = synced(source, some)
        boxes += one.changes.length
        holds({source, ...one})
      }),
      {numRuns: 400, seed: 6},
    )
    expect(boxes).toBeGreaterThan(400)
  })

  test.each(pages)('only boxes change in %s', (_, source) => {
    fc.assert(
      fc.property(cells, (some) => holds({source, ...synced(source, some)})),
      {numRuns: 20, seed: 7},
    )
  })
})

describe('Prettier finds nothing to change in what a sync means', patient, () => {
  const options = [{}, {proseWrap: 'always', printWidth: 60} as const, {tabWidth: 4, useTabs: true}]
  test.each(pages)('%s', async (_, source) => {
    for (const [index, some] of fc.sample(cells, {numRuns: 6, seed: 8}).entries()) {
      const {text} = synced(source, some)
      const formatted = read(await format(text, {parser: 'markdown', ...options[index % options.length]}))
      expect(meaning(formatted)).toEqual(meaning(read(text)))
      expect(claims(formatted)).toEqual(claims(read(text)))
    }
  })
})

test('CRLF, tabs, quotes, a byte order mark: byte for byte', () => {
  const recommended = new Set(['boxes-every/nice'])
  const failing = new Set(['boxes-every/nice', 'boxes-every/one-begins-brackets-own', 'boxes-every/there-code'])
  const checklist = read(before ?? '')
  const results = resultsOf(checklist, ({id}) => [
    {status: failing.has(id) ? 'fail' : 'pass', level: recommended.has(id) ? 'recommended' : 'required'},
  ])
  const {text} = syncBoxes({checklist, source: before ?? '', results})
  expect(Buffer.from(text)).toEqual(Buffer.from(after ?? ''))
})
