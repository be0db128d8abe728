import {StartRefused} from './refused.ts'
import type {ValueReader} from './values.ts'

/** What the stand-in can be told to do wrong, so that a check can be seen to catch it. */
export const faults = [
  'any-role',
  'any-tenant',
  'believed-dev-headers',
  'ignored-tenant-header',
  'no-trail',
  'open-admin',
  'open-profiles',
  'overwrites',
] as const
export type Fault = (typeof faults)[number]

/** The wrongs that a stand-in was told to do. */
export function faultSettings(read: ValueReader) {
  const named = read.list('STANDIN_FAULTS')
  const unknown = named.find((name) => !faults.some((fault) => fault === name))
  if (unknown !== undefined)
    throw new StartRefused(2, `Unexpected \`${unknown}\` in \`STANDIN_FAULTS\`, expected one of ${faults.join(', ')}`)
  return {
    has: (fault: Fault) => named.includes(fault),
    /** Paths that answer 500. */
    broken: read.list('STANDIN_BROKEN_ROUTES'),
    /** Paths of inside that answer outside as well. */
    shown: read.list('STANDIN_SHOWN_OUTSIDE'),
    /** Fields of `meta`, and metrics, that are left out. */
    lacks: read.list('STANDIN_LACKS'),
  }
}
