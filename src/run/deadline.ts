import type {CallTime, Clock} from '../providers/index.ts'

/** The time of one try: it ends when it is up, or when the run is interrupted. */
export interface Deadline {
  /** Ends with the try. */
  signal: AbortSignal
  time: CallTime
  /** Gives what the work gives, or throws as soon as the time ends, whatever the work does. */
  within<T>(work: Promise<T>): Promise<T>
  /** Whether the time is up, as opposed to a run that was interrupted. */
  isUp(): boolean
  stop(): void
}

/** Gives each try its time, and ends all of them when the run is interrupted. */
export interface Deadlines {
  start(ms: number, attempt: number): Deadline
  stop(): void
}

export function makeDeadlines(clock: Clock, run: AbortSignal): Deadlines {
  const open = new Set<(reason: unknown) => void>()
  const interrupt = (): void => {
    for (const end of open) end(run.reason)
  }
  run.addEventListener('abort', interrupt)

  function start(ms: number, attempt: number): Deadline {
    const controller = new AbortController()
    let endsAt = clock.now().getTime() + ms
    let up = false
    let onEnd = (_reason: unknown): void => {}
    const end = (reason: unknown): void => {
      controller.abort(reason)
      onEnd(reason)
    }
    const expire = (): void => {
      up = true
      end(new Error('the time of the call is up'))
    }
    const begun = performance.now()
    let given = ms
    let timer = setTimeout(expire, ms)
    open.add(end)
    if (run.aborted) end(run.reason)

    return {
      signal: controller.signal,
      time: {
        attempt,
        endsAt: () => endsAt,
        extend(more) {
          given += more
          endsAt += more
          clearTimeout(timer)
          timer = setTimeout(expire, begun + given - performance.now())
        },
      },
      within: (work) =>
        new Promise((resolve, reject) => {
          onEnd = reject
          if (controller.signal.aborted) reject(controller.signal.reason)
          work.then(resolve, reject)
        }),
      isUp: () => up,
      stop() {
        clearTimeout(timer)
        open.delete(end)
      },
    }
  }

  return {start, stop: () => run.removeEventListener('abort', interrupt)}
}
