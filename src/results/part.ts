import type {Finding, Reason, Standing} from '../model/index.ts'
import {reasons} from '../model/index.ts'

/** One thing that an item leans on, with a standing of its own: a call, a choice, an attestation, its sentence. */
export interface Part extends Standing {
  /** What was seen, where a call saw something. */
  finding: Finding | null
  /** Id of the planned call, where it is one. */
  call: string | null
  /** Since when it stands so; null when nobody knows. */
  since: string | null
}

type Seen = Partial<Pick<Part, 'finding' | 'call' | 'since'>>

const part = (status: Part['status'], reason: Part['reason'], because: string, seen: Seen): Part => ({
  status,
  reason,
  because,
  finding: seen.finding ?? null,
  call: seen.call ?? null,
  since: seen.since ?? null,
})

export const pass = (seen: Seen = {}): Part => part('pass', null, '', seen)
export const fail = (reason: Reason, because: string, seen: Seen = {}): Part => part('fail', reason, because, seen)
export const blocked = (reason: Reason, because: string, seen: Seen = {}): Part =>
  part('blocked', reason, because, seen)
export const notApplicable = (reason: Reason, because: string, seen: Seen = {}): Part =>
  part('not-applicable', reason, because, seen)
export const none = (reason: Reason, because: string): Part => part(null, reason, because, {})

const order = Object.keys(reasons)
const rank = ({reason}: Part): number => (reason === null ? order.length : order.indexOf(reason))

/** The part whose reason stands first in the table of reasons; among equals the first. */
export const foremost = (parts: readonly Part[]): Part | undefined => parts.toSorted((a, b) => rank(a) - rank(b))[0]
