import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {breaks} from '../recsys-service/breaks.ts'
import {type Turn, table} from './table.ts'
import {cellOf, type Demo, idOf, type Judged, openDemo} from './world.ts'

let demo: Demo
let healthy: Judged

beforeAll(async () => {
  demo = await openDemo()
  expect(await demo.start('production')).toHaveProperty('url')
  healthy = await demo.judged('production')
})

afterAll(() => demo.close())

/** What differs from the healthy production, as rows of the table. */
async function turns(): Promise<Turn[]> {
  const {results, sentences} = await demo.judged('production')
  const before = new Map(healthy.results.results.map((result) => [cellOf(result), result.own.status]))
  return results.results.flatMap((result) => {
    const {key, tenant, own} = result
    const from = before.get(cellOf(result))
    if (from == null || own.status === null || from === own.status) return []
    const turn = {item: idOf(key), sentence: sentences.get(key) ?? '', from, to: own.status}
    return [tenant === 'acme' || tenant === 'globex' ? {...turn, tenant} : turn]
  })
}

/** The seen turns with their sentences cut to what the table names, so that a reworded sentence shows. */
const inTheWordsOf = (expected: readonly Turn[], seen: readonly Turn[]): Turn[] =>
  seen.map((turn) => {
    const row = expected.find(({item}) => item === turn.item)
    return row !== undefined && turn.sentence.startsWith(row.sentence) ? {...turn, sentence: row.sentence} : turn
  })

const sorted = (rows: readonly Turn[]): Turn[] =>
  [...rows].sort((a, b) => `${a.item} ${a.tenant}`.localeCompare(`${b.item} ${b.tenant}`))

test('the healthy production fails nowhere', () => {
  const failing = healthy.results.results.filter(({own}) => own.status === 'fail').map(cellOf)
  expect(failing).toEqual([])
  expect(healthy.results.counts.pass).toBeGreaterThan(10)
})

test('the table knows every break, and no other', () => {
  expect(Object.keys(table).sort()).toEqual([...breaks.map(({name}) => name), 'stop'].sort())
})

describe.each(breaks.map(({name, variables}) => ({name, variables})))('break $name', ({name, variables}) => {
  test('turns exactly the items of its row', async () => {
    const expected = table[name] ?? []
    await demo.breakWith('production', variables)
    try {
      expect(sorted(inTheWordsOf(expected, await turns()))).toEqual(sorted(expected))
    } finally {
      await demo.mend('production')
    }
  })
})

test('a stopped production turns exactly the items of its row, by one cause', async () => {
  await demo.stop('production')
  const expected = table.stop ?? []
  expect(sorted(inTheWordsOf(expected, await turns()))).toEqual(sorted(expected))
})
