import type {Claim, ClaimResult, ClaimVerdict, Plan, Problem, Results, Status} from '../model/index.ts'
import {problem} from '../model/index.ts'
import {placesOf} from './cells.ts'

/** What a box says, held against the roll-up; the table of claims as it stands. */
const verdicts = {
  ticked: {
    pass: 'proven',
    fail: 'contradicted',
    blocked: 'unproven',
    'not-applicable': 'moot',
  },
  'not-ticked': {
    pass: 'unclaimed',
    fail: 'open',
    blocked: 'open',
    'not-applicable': 'moot',
  },
  'not-applicable': {
    pass: 'contradicted',
    fail: 'contradicted',
    blocked: 'unproven',
    'not-applicable': 'proven',
  },
} as const satisfies Record<Claim, Record<Status, ClaimVerdict>>

/** Every box against the worst roll-up over tenants; nothing where the boxes speak of another environment. */
export const claimsOf = (plan: Plan, items: Results['items']): ClaimResult[] =>
  plan.claimsHere
    ? [...placesOf(plan)].map(([key, {item}]) => {
        const status = items[key]?.rollUp ?? null
        return {key, claim: item.claim, status, verdict: status === null ? null : verdicts[item.claim][status]}
      })
    : []

/** Ticked boxes over an applicable child whose box is not ticked, in the environment that the boxes speak of. */
export function claimProblems(plan: Plan, results: Results): Problem[] {
  if (!plan.claimsHere) return []
  const places = placesOf(plan)
  const applicable = new Set(
    results.results
      .filter(({condition, own}) => condition === null && own.status !== 'not-applicable')
      .map(({key}) => key),
  )
  return [...places.values()].flatMap(({planned, item}) => {
    const open = planned.children
      .filter((key) => applicable.has(key) && results.items[key]?.rollUp !== 'not-applicable')
      .flatMap((key) => places.get(key)?.item ?? [])
      .filter(({claim}) => claim === 'not-ticked')
    if (item.claim !== 'ticked' || open.length === 0) return []
    const ids = open.map(({id}) => `\`${id}\``).join(', ')
    const message = `Unexpected \`[x]\` over unticked ${ids}, expected every applicable child to be ticked first: tick them, or untick \`${item.id}\``
    return [
      problem(
        'claim-over-open-child',
        message,
        item.at,
        open.map(({at}) => at),
      ),
    ]
  })
}
