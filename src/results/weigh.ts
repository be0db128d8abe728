import {applies} from '../expr/index.ts'
import {type CallNode, isBound, needsWord, noTenant, type PlannedItem, type Result} from '../model/index.ts'
import {type Attested, attested} from './attestations.ts'
import type {Basis} from './basis.ts'
import {nodePart} from './calls.ts'
import {choicePart, optionPart} from './choice.ts'
import {changedPart, type Evidence, ownStatus} from './own-status.ts'
import {blocked, type Part} from './part.ts'
import {waiverOf} from './waivers.ts'

/** One item for one tenant at one moment: what it leans on, and what that comes to. */
export interface Weighed {
  evidence: Evidence
  decided: Part
  waiver: Result['waiver']
}

/** Weighs one item for one tenant. */
export function weigh(basis: Basis, planned: PlannedItem, tenant: string): Weighed {
  const word = wordOf(basis, planned, tenant)
  const calls = nodesOf(planned, tenant).map((node) => nodePart(basis, node, tenant))
  const others = [...changedPart(planned), ...factParts(basis, planned, tenant), ...unplanned(planned, calls.length)]
  const evidence = {
    planned,
    applies: applicability(basis, planned.key, tenant),
    attested: word,
    calls,
    others: needsWord(planned, word.named) ? [...others, word.part] : others,
    bound: isBound(planned, word.named),
  }
  const waiver = waiverOf(basis, tenant, basis.stated.waivers.get(planned.key) ?? [])
  return {evidence, decided: ownStatus(evidence), waiver}
}

/** The calls that prove an item for a tenant. */
export const nodesOf = ({calls}: PlannedItem, tenant: string): readonly CallNode[] =>
  calls[tenant] ?? calls[noTenant] ?? []

function wordOf(basis: Basis, {key}: PlannedItem, tenant: string): Attested {
  const place = basis.places.get(key)
  if (place === undefined)
    throw new Error(`Unexpected planned item \`${key}\`, expected one of a checklist of the plan`)
  return attested(basis, place, tenant, basis.stated.attestations.get(key) ?? [])
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
