import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {describe, expect, test} from 'vitest'
import {parseChecklist} from '../../src/markdown/index.ts'
import {type Part, readCorpus} from './read.ts'
import {numbers, scoreOf} from './score.ts'
import {tableOf59} from './table-of-59.ts'

const root = path.join(import.meta.dirname, '../..')
const guide = await readFile(path.join(root, 'docs/guide/suggest.md'), 'utf8')

const scored = async (part: Part) =>
  (await readCorpus(part)).flatMap(({checklist, labels}) => scoreOf(checklist, labels))

/** A part in the words of the guide: cut, never rounded up. */
function row(part: string, {precision, recall}: {precision: number; recall: number}): string {
  const cut = (share: number): string => (Math.floor(share * 1000) / 1000).toFixed(3)
  return `| ${part} | ${cut(precision)} | ${cut(recall)} |`
}

test('on the open part nearly nothing is wrong, and the guide says how much', async () => {
  const all = await scored('open')
  const {precision, recall} = numbers(all)
  expect(all.filter(({verdict}) => verdict === 'wrong').map(({text, proposed}) => [text, proposed])).toEqual([])
  expect(recall).toBeGreaterThanOrEqual(0.95)
  expect(guide).toContain(row('open', {precision, recall}))
})

// Whatever fails here must not show which items it was: these two numbers are all that may be known of the part.
test('on the part that no rule was written for nearly nothing is wrong, and the guide says how much', async () => {
  const {precision, recall} = numbers(await scored('held-out'))
  expect(precision).toBeGreaterThanOrEqual(0.97)
  expect(recall).toBeGreaterThanOrEqual(0.8)
  expect(guide).toContain(row('held-out', {precision, recall}))
})

const labels = new Map(Object.entries(tableOf59).map(([id, {must, may = []}]) => [id, {must, may}]))
const ours = path.join(root, 'docs/recsys/operations/production-readiness-checklist.md')
const seed = process.env.PROOFMARK_SEED

describe('on the readiness checklist', () => {
  test.each([[seed === undefined ? 'in our words' : 'in the words of its authors', seed ?? ours]])(
    '%s',
    async (_, file) => {
      const {checklist} = parseChecklist({
        file: 'docs/operations/readiness.md',
        source: await readFile(file, 'utf8'),
      })
      const all = scoreOf(checklist, labels)
      const {right} = numbers(all)
      expect(all).toHaveLength(59)
      expect(all.filter(({verdict}) => verdict === 'wrong').map(({text, proposed}) => [text, proposed])).toEqual([])
      expect(right).toBeGreaterThanOrEqual(seed === undefined ? 45 : 50)
    },
  )
})

test('the same words give the same proposals, and one wrong word in a label is found', async () => {
  const [first] = await readCorpus('open')
  if (first === undefined) throw new Error('expected a corpus')
  expect(scoreOf(first.checklist, first.labels)).toEqual(scoreOf(first.checklist, first.labels))
  const nothing = new Map(first.checklist.items.map(({id}) => [id, {must: [], may: []}]))
  expect(numbers(scoreOf(first.checklist, nothing)).precision).toBe(0)
})
