import {applies} from '../expr/index.ts'
import type {PlannedItem, Result} from '../model/index.ts'
import {noTenant} from '../model/index.ts'
import {attested, shownAttestation} from './attestations.ts'
import type {Basis} from './basis.ts'
import {nodePart, shownFindings} from './calls.ts'
import {choicePart, factInWords, optionPart} from './choice.ts'
import {changedPart, type Evidence, ownStatus} from './own-status.ts'
import {blocked, type Part} from './part.ts'
import {isBound, needsWord, proofOf} from './proof.ts'
import {waiverOf} from './waivers.ts'

/** A judged cell: its result but for the roll-up, and the part that decided. */
export interface Cell {
  planned: PlannedItem
  decided: Part
  result: Omit<Result, 'rollUp'>
}

/** Judges one item for one tenant. */
export function judgeCell(basis: Basis, planned: PlannedItem, tenant: string): Cell {
  const {key, binding} = planned
  const readings = basis.facts.of(tenant)
  const nodes = planned.calls[tenant] ?? planned.calls[noTenant] ?? []
  const place = basis.places.get(key)
  if (place === undefined)
    throw new Error(`Unexpected planned item \`${key}\`, expected one of a checklist of the plan`)

  const applicable = applicability(basis, key, tenant)
  const word = attested(basis, place, tenant, basis.stated.attestations.get(key) ?? [])
  const calls = nodes.map((node) => nodePart(basis, node, tenant))
  const others = [...changedPart(planned), ...factParts(basis, planned, tenant), ...unplanned(planned, calls.length)]
  const decided = ownStatus({
    planned,
    applies: applicable,
    attested: word,
    calls,
    others: needsWord(planned, word.named) ? [...others, word.part] : others,
    bound: isBound(planned, word.named),
  })
  const findings = applicable.truth === 'false' ? [] : shownFindings(basis, nodes, tenant)
  const fact = planned.choice?.fact ?? planned.option?.fact ?? null
  const {status, reason, because} = decided
  return {
    planned,
    decided,
    result: {
      key,
      tenant,
      own: {status, reason, because},
      level: binding?.level ?? 'required',
      proof: proofOf(planned, word.named),
      owner: binding?.owner ?? null,
      findings,
      condition: applicable.truth === 'true' ? null : applicable.because,
      fact: fact === null ? null : factInWords(fact, readings),
      flaky: status === 'pass' && findings.some(({outcome, attempts}) => outcome === 'pass' && attempts > 1),
      attestation: shownAttestation(word),
      waiver: waiverOf(basis, tenant, basis.stated.waivers.get(key) ?? []),
      since: null,
      lapses: null,
      seenRed: [],
      elsewhere: [],
    },
  }
}

/** A choice, and a chosen option, is itself a finding whose observation is the fact. */
function factParts(basis: Basis, {choice, option}: PlannedItem, tenant: string): Part[] {
  const {plan, facts} = basis
  const readings = facts.of(tenant)
  const unknown = choice?.options
    .map(({item}) => applicability(basis, item, tenant))
    .find(({truth}) => truth === 'unknown')
  return [
    ...(choice === null
      ? []
      : [choicePart(choice, plan.facts[choice.fact]?.take ?? 'one', readings, unknown?.because ?? '')]),
    ...(option === null ? [] : [optionPart(option, readings)]),
  ]
}

/** Checks that the plan makes no call for are not proven by what stands beside them. */
const unplanned = ({binding}: PlannedItem, calls: number): Part[] =>
  calls === 0 && (binding?.checks.length ?? 0) > 0 ? [blocked('not-run', 'the plan has no call for it')] : []

/** With no fresh run all facts are unknown: that, and no single fact, is why. */
const applicability = (basis: Basis, key: string, tenant: string): Evidence['applies'] => {
  const {plan, facts} = basis
  const {truth, because} = applies(plan, key, tenant, facts.of(tenant))
  const said = truth !== 'unknown' || facts.unread === null || because.includes(facts.unread)
  return {truth, because: said ? because : `${because}: ${facts.unread}`}
}
