import {onlyGroups, type PlannedItem, type Truth} from '../model/index.ts'
import type {Attested} from './attestations.ts'
import {blocked, foremost, none, notApplicable, type Part, pass} from './part.ts'
import {latest} from './since.ts'

/** All that the own status of one cell is read from. */
export interface Evidence {
  planned: PlannedItem
  applies: {truth: Truth; because: string}
  attested: Attested
  /** One for each node of the binding; null where its own condition leaves it out. */
  calls: readonly (Part | null)[]
  /** What the item leans on beside its calls: choice, option, a person's word, its sentence. */
  others: readonly Part[]
  /** Has checks, attest, choice or option, or an attestation names it. */
  bound: boolean
}

type Row = (evidence: Evidence) => Part | undefined | false

const doesNotApply: Row = ({applies}) => applies.truth === 'false' && notApplicable('condition', applies.because)

const everyCheckIsLeftOut: Row = ({planned: {binding}, calls}) =>
  binding !== null &&
  binding.attest === null &&
  binding.choice === null &&
  binding.option === null &&
  calls.length > 0 &&
  calls.every((call) => call === null) &&
  notApplicable('left-out', 'every check is left out by its own condition')

const isUndetermined: Row = ({applies}) => applies.truth === 'unknown' && blocked('undetermined', applies.because)

const isDropped: Row = ({planned: {binding}}) =>
  binding !== null && binding.drop !== null && none('dropped', binding.drop)

const isAttestedNotApplicable: Row = ({attested: {notApplicable: so, live}}) =>
  so &&
  notApplicable('attested-not-applicable', `${live?.record.by ?? ''} attested that it does not apply`, {
    since: live?.since ?? null,
  })

const isDuplicate: Row = ({planned}) =>
  planned.duplicate && blocked('duplicate', 'another item says the same in the same place')

const isGrouping: Row = ({planned, attested: {named}}) =>
  onlyGroups(planned, named) && none('grouping', 'it only groups what is below it')

const isUnbound: Row = ({bound}) => !bound && blocked('unbound', 'nothing says how to prove it')

const fails: Row = (evidence) => partsOf(evidence).find(({status}) => status === 'fail')

const isBlocked: Row = (evidence) => foremost(partsOf(evidence).filter(({status}) => status === 'blocked'))

const passes: Row = (evidence) => {
  const parts = partsOf(evidence)
  return parts.length > 0 && pass({since: latest(parts.filter(({call, since}) => call !== null || since !== null))})
}

/** The rows of own status in their order: the first that fits decides. */
const rows: readonly Row[] = [
  doesNotApply,
  everyCheckIsLeftOut,
  isUndetermined,
  isDropped,
  isAttestedNotApplicable,
  isDuplicate,
  isGrouping,
  isUnbound,
  fails,
  isBlocked,
  passes,
]

/** All that an item leans on, always in the same order. */
export const partsOf = ({calls, others}: Evidence): Part[] => [...others, ...calls.filter((call) => call !== null)]

/** Where one cell stands by itself. Nothing seen is never a pass. */
export function ownStatus(evidence: Evidence): Part {
  for (const row of rows) {
    const part = row(evidence)
    if (part) return part
  }
  return blocked('not-run', 'the plan has nothing that could prove it')
}

/** A sentence that is no longer the one that the binding was written for. */
export const changedPart = ({changed}: PlannedItem): Part[] =>
  changed === null
    ? []
    : [
        blocked(
          'changed',
          `it now says “${changed.now}”, and was bound as ${changed.written.map((text) => `“${text}”`).join(' or ')}`,
        ),
      ]
