import {type PlannedItem, proofOf, type Result} from '../model/index.ts'
import {shownAttestation} from './attestations.ts'
import type {Basis} from './basis.ts'
import {lastRed, shownFindings} from './calls.ts'
import {factInWords} from './choice.ts'
import {type Later, lapseOf, laterOf} from './later.ts'
import type {Part} from './part.ts'
import {nodesOf, weigh} from './weigh.ts'

/** A judged cell: its result but for the roll-up, the part that decided, and what becomes of it by itself. */
export interface Cell {
  planned: PlannedItem
  decided: Part
  later: readonly Later[]
  result: Omit<Result, 'rollUp'>
}

/** Judges one item for one tenant. */
export function judgeCell(basis: Basis, planned: PlannedItem, tenant: string): Cell {
  const weighed = weigh(basis, planned, tenant)
  const {evidence, decided, waiver} = weighed
  const {applies: applicable, attested: word} = evidence
  const {status, reason, because, since} = decided
  const nodes = applicable.truth === 'false' ? [] : nodesOf(planned, tenant)
  const findings = shownFindings(basis, nodes, tenant)
  const fact = planned.choice?.fact ?? planned.option?.fact ?? null
  const later = laterOf(basis, weighed, tenant, nodes)
  return {
    planned,
    decided,
    later,
    result: {
      key: planned.key,
      tenant,
      own: {status, reason, because},
      level: planned.binding?.level ?? 'required',
      proof: proofOf(planned, word.named),
      owner: planned.binding?.owner ?? null,
      findings,
      condition: applicable.truth === 'true' ? null : applicable.because,
      fact: fact === null ? null : factInWords(fact, basis.facts.of(tenant)),
      flaky: status === 'pass' && findings.some(({outcome, attempts}) => outcome === 'pass' && attempts > 1),
      attestation: shownAttestation(word),
      waiver,
      since,
      lapses: lapseOf(decided, waiver, later),
      seenRed: lastRed(basis, nodes, tenant),
      elsewhere: [],
    },
  }
}
