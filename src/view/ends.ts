import type {Result} from '../model/index.ts'
import type {EnvironmentLens} from './lens.ts'

const soon = 90 * 86_400_000

export interface End {
  until: string
  what: string
}

/** What a result leans on that ends on a day: somebody's word, or somebody's acceptance. */
function ends({attestation, waiver}: Result): End[] {
  const word = attestation?.until
    ? [{until: attestation.until, what: `the attestation${attestation.by === '' ? '' : ` of ${attestation.by}`}`}]
    : []
  const accepted =
    waiver === null
      ? []
      : [{until: waiver.until, what: `the waiver${waiver.approver === '' ? '' : ` that ${waiver.approver} approved`}`}]
  return [...word, ...accepted]
}

/** What of it ends in the ninety days after the judging. */
export function endingSoon({snapshot: {results}}: EnvironmentLens, result: Result): End[] {
  const now = Date.parse(results.judgedAt)
  return ends(result).filter(({until}) => Date.parse(until) > now && Date.parse(until) <= now + soon)
}

export const endsSoon = (environment: EnvironmentLens, result: Result): boolean =>
  endingSoon(environment, result).length > 0
