import {parseChecklist} from '../../src/markdown/index.ts'
import {
  type Checklist,
  type Item,
  keyOf,
  type Reason,
  type Result,
  type Results,
  type Status,
} from '../../src/model/index.ts'

/** Where one cell of an item stands. */
export interface Cell {
  status: Status | null
  reason?: Reason
  because?: string
  level?: 'required' | 'recommended'
  tenant?: string
  /** Whether it applies is unknown. */
  unsure?: boolean
}

export const read = (source: string): Checklist => parseChecklist({file: 'docs/list.md', source}).checklist

const worst = (statuses: readonly (Status | null)[]): Status | null =>
  (['fail', 'blocked', 'pass', 'not-applicable'] as const).find((status) => statuses.includes(status)) ?? null

/** Results in which each item stands as given, one cell for each tenant. */
export function resultsOf(checklist: Checklist, cellsOf: (item: Item) => readonly Cell[]): Results {
  const key = (item: Item): string => keyOf({checklist, item})
  const below = (item: Item): Item[] =>
    checklist.items.filter(({parent}) => parent === item.id).flatMap((child) => [child, ...below(child)])
  const statusesOf = (item: Item) => cellsOf(item).map(({status}) => status)
  const items = checklist.items.map((item) => {
    const required = below(item).filter((each) => cellsOf(each).every(({level}) => level !== 'recommended'))
    const rollUp = worst([item, ...required].flatMap(statusesOf))
    return [key(item), {status: worst(statusesOf(item)), rollUp}] as const
  })
  return {
    environment: 'production',
    judgedAt: '2026-11-24T14:00:00.000Z',
    freshUntil: null,
    results: checklist.items.flatMap((item) => cellsOf(item).map((cell) => resultOf(key(item), cell))),
    claims: [],
    items: Object.fromEntries(items),
    counts: {pass: 0, fail: 0, blocked: 0, 'not-applicable': 0, none: 0},
    coverage: {automatic: 0, 'semi-automatic': 0, manual: 0, unbound: 0},
    gates: [],
    decision: null,
  }
}

const resultOf = (key: string, cell: Cell): Result => ({
  key,
  tenant: cell.tenant ?? '-',
  own: {status: cell.status, reason: cell.reason ?? null, because: cell.because ?? ''},
  rollUp: {status: null, recommendedNotSo: 0},
  level: cell.level ?? 'required',
  proof: 'automatic',
  owner: null,
  findings: [],
  condition: cell.unsure === true || cell.status === 'not-applicable' ? 'a condition' : null,
  fact: null,
  flaky: false,
  attestation: null,
  waiver: null,
  since: null,
  lapses: null,
  seenRed: [],
  elsewhere: [],
})
