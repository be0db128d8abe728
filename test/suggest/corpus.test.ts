import {readFile} from 'node:fs/promises'
import {expect, test} from 'vitest'
import {parseChecklist} from '../../src/markdown/index.ts'
import type {Item} from '../../src/model/index.ts'
import {Label, type Labelled, readCorpus, readLabelled, traps} from './read.ts'
import {tableOf59} from './table-of-59.ts'

const open = await readCorpus('open')
const heldOut = await readCorpus('held-out')
const all = [...open, ...heldOut]
const count = (files: Labelled[]) => files.reduce((sum, {checklist}) => sum + checklist.items.length, 0)
const labels = all.flatMap((file) => [...file.labels.values()])
const onlyFor = (...allowed: string[]) => labels.filter(({must}) => must.every((word) => allowed.includes(word))).length

test('there are enough labelled items, in three languages, and a third of them is held out', () => {
  expect(all.length).toBeGreaterThanOrEqual(12)
  expect(count(all)).toBeGreaterThanOrEqual(320)
  expect(labels).toHaveLength(count(all))
  expect(count(heldOut)).toBeGreaterThanOrEqual(105)
  expect(count(heldOut) / count(all)).toBeGreaterThan(0.3)
  expect(count(heldOut) / count(all)).toBeLessThan(0.4)
})

test.each(['en', 'de', 'fr'])('both parts hold lists in %s', (language) => {
  const of = (files: Labelled[]) => count(files.filter((file) => file.language === language))
  expect(of(open)).toBeGreaterThan(40)
  expect(of(heldOut)).toBeGreaterThan(20)
})

test('every kind of trap is there', () => {
  const found = new Set(labels.flatMap(({trap}) => trap ?? []))
  expect([...found].sort()).toEqual(Object.keys(traps).sort())
})

test('as in real checklists, more than half of the items need a person or nothing', () => {
  expect(onlyFor('attest', 'when') / labels.length).toBeGreaterThan(0.5)
  expect(onlyFor()).toBeGreaterThan(15)
})

test.each(all)('in $file an option stands below a choice, a choice has options, and no item is twice', (file) => {
  const must = ({id}: Item) => file.labels.get(id)?.must ?? []
  for (const item of file.checklist.items) {
    expect(item.duplicate, item.text).toBe(false)
    const children = file.checklist.items.filter(({parent}) => parent === item.id)
    const options = children.filter((child) => must(child).includes('option'))
    if (must(item).includes('choice')) expect(options.length, item.text).toBeGreaterThan(1)
    else expect(options, item.text).toEqual([])
    if (must(item).includes('option')) expect(item.parent, item.text).not.toBeNull()
  }
})

test.each(all)('in $file a link that is asked for is there, and every link stays in the project', (file) => {
  for (const item of file.checklist.items) {
    if (file.labels.get(item.id)?.must.includes('link item')) expect(item.links, item.text).not.toEqual([])
    for (const link of item.links) expect(link.dead, item.text).toBe(false)
  }
})

test('the readiness checklist has a row for each item, in its order and in the same words', async () => {
  const page = new URL('../../docs/recsys/operations/production-readiness-checklist.md', import.meta.url)
  const {checklist} = parseChecklist({file: 'docs/list.md', source: await readFile(page, 'utf8')})
  expect(Object.keys(tableOf59)).toEqual(checklist.items.map(({id}) => id))
  for (const [id, row] of Object.entries(tableOf59)) expect(Label.safeParse(row).error, id).toBeUndefined()
})

const source = '# A list\n\n- [ ] Turn the lights off\n- [ ] Lock the door\n'
const read = (...items: string[]) =>
  readLabelled({name: 'a.md', part: 'open', source, yaml: ['language: en', 'items:', ...items].join('\n')})

test('labels find their items', () => {
  const file = read('  3 Turn the lights: {must: [attest]}', '  4 Lock: {must: [], may: [file a/b.md]}')
  expect([...file.labels]).toEqual([
    ['list/turn-lights-off', {must: ['attest'], may: []}],
    ['list/lock-door', {must: [], may: ['file a/b.md']}],
  ])
})

test.each([
  ['an item without a label', ['  3 Turn: {must: []}'], 'docs/launch/a.md:4:1: Unexpected item without a label'],
  ['a line without an item', ['  2 Turn: {must: []}'], 'Unexpected label `2 Turn`, expected the line of an item'],
  ['a key without words', ['  "3": {must: []}'], 'Unexpected label `3`'],
  [
    'lines that moved',
    ['  3 Lock: {must: []}'],
    'docs/launch/a.md:3:1: Unexpected label `3 Lock`, expected `3 Turn the lights off`',
  ],
  ['a word of no grammar', ['  3 Turn: {must: [http /a]}'], 'Unexpected word `http /a`, expected `env NAME[=VALUE]`'],
  ['a setting set to nothing', ['  3 Turn: {must: [env A=]}'], 'Unexpected word `env A=`'],
  ['a word twice', ['  3 Turn: {must: [attest], may: [attest]}'], 'Unexpected word twice'],
  ['an unknown trap', ['  3 Turn: {must: [], trap: door}'], 'trap'],
  ['an unknown key', ['  3 Turn: {must: [], might: []}'], 'might'],
])('%s is refused', (_, items, sentence) => {
  expect(() => read(...items)).toThrow(sentence)
})
