import type {Difference, Line, Stood, Stretch} from '../model/compared.ts'
import {capText, type Outcome, type Result, type Results, type Run, type StoodCell} from '../model/index.ts'
import {compareResults, isWorse} from './compare.ts'

/** One run, and what it and those of other vantages before it came to when it finished. */
export interface JudgedThen {
  run: Run
  results: Results
}

const deciding: readonly Outcome[] = ['fail', 'error', 'not-run', 'pass']

/** Where an item stood, with what decided that. */
export function stoodBy({own, findings, waiver}: Result, {run: {causes}}: Pick<JudgedThen, 'run'>): Stood {
  const finding = deciding.flatMap((outcome) => findings.filter((each) => each.outcome === outcome))[0] ?? null
  const shared = causes.find(({calls, cause}) => cause === finding?.cause && calls.includes(finding.call))
  return {
    ...own,
    known: own.reason !== 'not-run' || findings.length > 0,
    waived: isWaived({own, waiver}),
    expected: finding?.expected ?? null,
    saw: finding?.saw ?? null,
    cause: shared?.message ?? null,
  }
}

const isWaived = ({own, waiver}: Pick<Result, 'own' | 'waiver'>): boolean =>
  waiver !== null && (own.status === 'fail' || own.status === 'blocked')

/** A run is kept with what it saw; of this a line is kept for longer. */
const longestWhy = 160

/** What decided that it is not so, in a line; null where nobody said. */
function whyOf({own: {status, because}, findings}: Result): string | null {
  if (status !== 'fail' && status !== 'blocked') return null
  const failing = status === 'fail' ? findings.find(({outcome}) => outcome === 'fail') : undefined
  const saw = failing?.saw == null ? failing?.message : `expected ${failing.expected}, saw ${failing.saw}`
  const line = (saw ?? because).replaceAll(/\s+/g, ' ').trim()
  return line === '' ? null : capText(line, longestWhy)
}

/** Where every item stood that has a status of its own, as it is kept of a run. */
export function whatStood({results}: Results): Record<string, StoodCell[]> {
  const stood: Record<string, StoodCell[]> = {}
  for (const result of results) {
    const {key, tenant, own} = result
    if (own.status === null) continue
    const why = whyOf(result)
    const cell: StoodCell = {
      ...{tenant, status: own.status},
      ...(isWaived(result) ? {waived: true} : {}),
      ...(why === null ? {} : {why}),
    }
    stood[key] = [...(stood[key] ?? []), cell]
  }
  return stood
}

/** What stands otherwise by the second of two runs, in document order. */
export function differences(before: JudgedThen, after: JudgedThen): Difference[] {
  return compareResults(before.results, after.results).flatMap(({key, tenant, from, to, worse}): Difference[] => {
    const was = before.results.results.find(({own}) => own === from)
    const now = after.results.results.find(({own}) => own === to)
    if (now === undefined) return []
    // Whether what only groups applies is told of what is below it.
    if (!worse && to.reason === 'grouping' && !isWorse(null, from?.status ?? null)) return []
    if (from?.reason === 'grouping' && to.status === 'not-applicable') return []
    const better = from !== null && isWorse(to.status, from.status)
    return [
      {
        ...{key, tenant, change: worse ? 'worse' : better ? 'better' : 'other'},
        from: was === undefined ? null : stoodBy(was, before),
        to: stoodBy(now, after),
      },
    ]
  })
}

/** Items by what became of them: the worst that became of any tenant counts. */
export function countDifferences(
  found: readonly Difference[],
  {items}: Results,
): Record<Difference['change'] | 'same', number> {
  const counts = {worse: 0, better: 0, other: 0, same: 0}
  const byKey = Map.groupBy(found, ({key}) => key)
  for (const [key, {status}] of Object.entries(items)) {
    const all = byKey.get(key)?.map(({change}) => change) ?? []
    const change = (['worse', 'better', 'other'] as const).find((each) => all.includes(each))
    if (change !== undefined) counts[change] += 1
    else if (status !== null) counts.same += 1
  }
  return counts
}

/** An item over runs, the oldest first: a stretch for each change, the newest first; tenants of which all is alike share a line. */
export function linesOf(key: string, past: readonly JudgedThen[]): Line[] {
  const tenants = [...new Set(past.flatMap(({results}) => cellsOf(results, key).map(({tenant}) => tenant)))]
  const lines = tenants.map((tenant) => ({tenant, stretches: stretchesOf(key, tenant, past)}))
  return [...Map.groupBy(lines, ({stretches}) => JSON.stringify(stretches)).values()].map((alike) => {
    const stretches = alike[0]?.stretches ?? []
    const lastRed = stretches.find(({status}) => status === 'fail')?.lastSeen ?? null
    return {tenants: alike.map(({tenant}) => tenant), lastRed, stretches}
  })
}

const cellsOf = ({results}: Results, key: string): Result[] => results.filter((each) => each.key === key)

function stretchesOf(key: string, tenant: string, past: readonly JudgedThen[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const then of past) {
    const cell = cellsOf(then.results, key).find((each) => each.tenant === tenant)
    if (cell === undefined) continue
    const stood = stoodBy(cell, then)
    const {id, finishedAt, release} = then.run
    const last = stretches.at(-1)
    if (last !== undefined && isAlike(last, stood)) {
      last.lastSeen = finishedAt
      last.runs += 1
    } else stretches.push({...stood, since: finishedAt, run: id, release, lastSeen: finishedAt, runs: 1})
  }
  return stretches.reverse()
}

const isAlike = (a: Stood, b: Stood): boolean =>
  a.status === b.status && a.reason === b.reason && a.known === b.known && a.waived === b.waived
