import type {DoorClosed, Finding, SharedCause} from '../model/index.ts'

/** Collects what went wrong once and took several calls with it. */
export function makeCauses() {
  const found = new Map<string, SharedCause>()
  return {
    note({reason: cause, what, message}: Pick<DoorClosed, 'reason' | 'what' | 'message'>, {call, at}: Finding): void {
      const key = `${cause} ${what}`
      const before = found.get(key)
      if (before === undefined) found.set(key, {cause, what, message, since: at, calls: [call]})
      else {
        before.calls.push(call)
        if (at < before.since) before.since = at
      }
    },
    /** A target that does not answer is one even where a single call met it. */
    list: (): SharedCause[] =>
      [...found.values()].filter(({cause, calls}) => cause === 'unreachable' || calls.length > 1),
  }
}
export type Causes = ReturnType<typeof makeCauses>
