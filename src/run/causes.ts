import type {DoorClosed, Finding, SharedCause} from '../model/index.ts'

/** Why a call saw nothing, as far as others may share it. */
export type Closed = Pick<DoorClosed, 'reason' | 'what' | 'message'>

/** What went wrong once and took several calls with it; a target that does not answer is one even where a single call met it. */
export function sharedCauses(findings: readonly Finding[], closed: ReadonlyMap<string, Closed>): SharedCause[] {
  const found = new Map<string, SharedCause>()
  for (const {call, at} of findings) {
    const by = closed.get(call)
    if (by === undefined || by.reason === 'interrupted') continue
    const {reason: cause, what, message} = by
    const shared = found.get(`${cause} ${what}`) ?? {cause, what, message, since: at, calls: []}
    found.set(`${cause} ${what}`, shared)
    shared.calls.push(call)
    if (at < shared.since) shared.since = at
  }
  return [...found.values()].filter(({cause, calls}) => cause === 'unreachable' || calls.length > 1)
}
