import * as z from 'zod'
import {type Row, slugs} from './table.ts'

const page = 'docs/reference/statuses.md'

/** Where an item stands by itself. One that only groups, or is dropped, has none. */
export const statuses = {
  fail: {sentence: 'A check saw that it is not so.', docs: `${page}#fail`},
  blocked: {sentence: 'Nobody can say, and the reason says why.', docs: `${page}#blocked`},
  pass: {sentence: 'All that proves it was seen, and is fresh.', docs: `${page}#pass`},
  'not-applicable': {sentence: 'Its condition is false here.', docs: `${page}#not-applicable`},
} as const satisfies Record<string, Row>
export const Status = z.enum(slugs(statuses))
export type Status = z.infer<typeof Status>

/** What became of one check call. A check says pass or fail through its expectation; the runner alone says the others. */
export const outcomes = {
  pass: {sentence: 'What was seen meets the expectation.', docs: `${page}#outcome-pass`},
  fail: {sentence: 'What was seen does not meet the expectation.', docs: `${page}#outcome-fail`},
  error: {
    sentence: 'The call could not see anything, or its expectation could not be read over what it saw.',
    docs: `${page}#outcome-error`,
  },
  'not-run': {sentence: 'The call was not made; the cause says why.', docs: `${page}#outcome-not-run`},
} as const satisfies Record<string, Row>
export const Outcome = z.enum(slugs(outcomes))
export type Outcome = z.infer<typeof Outcome>

/** Why a status: every own status but `pass` carries one of these. */
export const reasons = {
  condition: {sentence: 'its condition is false here', docs: `${page}#condition`},
  'left-out': {sentence: 'every check is left out by its own condition', docs: `${page}#left-out`},
  'attested-not-applicable': {
    sentence: 'a person attested that it does not apply',
    docs: `${page}#attested-not-applicable`,
  },
  undetermined: {sentence: 'whether it applies is unknown', docs: `${page}#undetermined`},
  dropped: {sentence: 'the binding drops it', docs: `${page}#dropped`},
  grouping: {sentence: 'it only groups what is below it', docs: `${page}#grouping`},
  unbound: {sentence: 'nothing says how to prove it', docs: `${page}#unbound`},
  expectation: {sentence: 'a check saw otherwise', docs: `${page}#expectation`},
  exclusive: {sentence: 'more than one option holds, and one is allowed', docs: `${page}#exclusive`},
  'none-chosen': {sentence: 'no option holds', docs: `${page}#none-chosen`},
  'stated-otherwise': {sentence: 'the stated fact and the configuration disagree', docs: `${page}#stated-otherwise`},
  changed: {sentence: 'the sentence is no longer the one that the binding was written for', docs: `${page}#changed`},
  duplicate: {sentence: 'another item says the same in the same place', docs: `${page}#duplicate`},
  error: {sentence: 'a check could not see anything', docs: `${page}#error`},
  unreachable: {sentence: 'the target is unreachable', docs: `${page}#unreachable`},
  'no-target': {sentence: 'the environment has no target', docs: `${page}#no-target`},
  capability: {sentence: 'the check asks for more than the environment allows', docs: `${page}#capability`},
  credential: {sentence: 'a credential is not there', docs: `${page}#credential`},
  needs: {sentence: 'something that it needs does not pass', docs: `${page}#needs`},
  vantage: {sentence: 'only a run from another vantage can answer it', docs: `${page}#vantage`},
  interrupted: {sentence: 'the run was interrupted before it', docs: `${page}#interrupted`},
  'not-run': {sentence: 'the run did not make the call', docs: `${page}#not-run`},
  stale: {
    sentence: 'the last result is too old, of another release or check, or what it saw has ended',
    docs: `${page}#stale`,
  },
  missing: {sentence: 'no attestation for this environment', docs: `${page}#missing`},
  void: {sentence: 'the attestation is void, since what it spoke of changed', docs: `${page}#void`},
  expired: {sentence: 'the attestation has lapsed', docs: `${page}#expired`},
} as const satisfies Record<string, Row>
export const Reason = z.enum(slugs(reasons))
export type Reason = z.infer<typeof Reason>

/** Why a call is `error` or `not-run`; the runner gives exactly one. */
export const Cause = Reason.extract([
  'error',
  'unreachable',
  'no-target',
  'capability',
  'credential',
  'needs',
  'vantage',
  'interrupted',
  'undetermined',
  'left-out',
])
export type Cause = z.infer<typeof Cause>

export const Level = z
  .enum(['required', 'recommended'])
  .describe('A recommended item is shown and counted beside, no gate reads it')
export type Level = z.infer<typeof Level>

/** How an item is proven; derived from its binding, never written. */
export const proofs = {
  automatic: {sentence: 'checks alone prove it', docs: `${page}#automatic`},
  'semi-automatic': {sentence: "checks, and a person's dated word", docs: `${page}#semi-automatic`},
  manual: {sentence: "a person's dated word", docs: `${page}#manual`},
  unbound: {sentence: 'nothing says how to prove it', docs: `${page}#unbound`},
} as const satisfies Record<string, Row>
export const Proof = z.enum(slugs(proofs))
export type Proof = z.infer<typeof Proof>

/** What the box in the Markdown says: `[x]`, `[ ]`, `[-]`. */
export const Claim = z.enum(['ticked', 'not-ticked', 'not-applicable']).describe('What the box says')
export type Claim = z.infer<typeof Claim>

/** The claim held against the proof. */
export const claimVerdicts = {
  proven: {sentence: 'The box says it, and it is proven.', docs: `${page}#proven`},
  contradicted: {sentence: 'The box says it, and it is not so.', docs: `${page}#contradicted`},
  unproven: {sentence: 'The box says it, and nobody can say.', docs: `${page}#unproven`},
  unclaimed: {sentence: 'It is proven, and the box does not say it.', docs: `${page}#unclaimed`},
  open: {sentence: 'Neither the box nor the proof says it.', docs: `${page}#open`},
  moot: {sentence: 'It does not apply, whatever the box says.', docs: `${page}#moot`},
} as const satisfies Record<string, Row>
export const ClaimVerdict = z.enum(slugs(claimVerdicts))
export type ClaimVerdict = z.infer<typeof ClaimVerdict>
