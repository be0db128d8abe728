import {afterAll, beforeAll, expect, test} from 'vitest'
import type {Break} from '../recsys-service/breaks.ts'
import type {Table, Turn} from './table/turn.ts'
import {cellOf, type Demo, idOf, type Judged, openDemo} from './world.ts'

/** Opens the healthy production once, then tries each break on it: exactly the items of its row turn, and no other. */
export function holdBreaks(breaks: readonly Break[], table: Table): {demo(): Demo; turns(): Promise<Turn[]>} {
  let opened: Demo
  let healthy: Judged

  async function turns(): Promise<Turn[]> {
    const before = new Map(healthy.results.results.map((result) => [cellOf(result), result.own.status]))
    const {results} = await opened.judged('production')
    return results.results.flatMap((result) => {
      const {key, tenant, own} = result
      const from = before.get(cellOf(result))
      if (from == null || own.status === null || from === own.status) return []
      const turn = {item: idOf(key), sentence: healthy.sentences.get(key) ?? '', from, to: own.status}
      return [tenant === 'acme' || tenant === 'globex' ? {...turn, tenant} : turn]
    })
  }

  beforeAll(async () => {
    opened = await openDemo()
    expect(await opened.open('production')).toHaveProperty('url')
    await opened.records()
    healthy = await opened.judged('production')
  }, 60_000)

  afterAll(() => opened.close(), 30_000)

  test('the healthy production fails nowhere and is blocked nowhere', () => {
    const {results, counts} = healthy.results
    expect(results.filter(({own}) => own.status === 'fail' || own.status === 'blocked').map(cellOf)).toEqual([])
    expect(counts.pass).toBeGreaterThan(40)
  })

  test.each(breaks.map((one) => ({name: one.name, one})))('break $name', {timeout: 30_000}, async ({name, one}) => {
    await opened.breakWith(one)
    try {
      expectTurns(await turns(), table[name])
    } finally {
      opened.mend(one)
    }
  })

  return {demo: () => opened, turns}
}

/** Holds what was seen against a row; a row that is missing turns nothing. */
export function expectTurns(seen: readonly Turn[], row: readonly Turn[] = []): void {
  expect(sorted(inTheWordsOf(row, seen))).toEqual(sorted(row))
}

/** The seen turns with their sentences cut to what the table names, so that a reworded sentence shows. */
const inTheWordsOf = (expected: readonly Turn[], seen: readonly Turn[]): Turn[] =>
  seen.map((turn) => {
    const row = expected.find(({item}) => item === turn.item)
    return row !== undefined && turn.sentence.startsWith(row.sentence) ? {...turn, sentence: row.sentence} : turn
  })

const sorted = (rows: readonly Turn[]): Turn[] =>
  [...rows].sort((a, b) => `${a.item} ${a.tenant}`.localeCompare(`${b.item} ${b.tenant}`))
