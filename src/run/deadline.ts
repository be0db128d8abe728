import type {CallTime, Clock} from '../providers/index.ts'

/** The time of one try: it ends with its signal, when it is up or when the run is interrupted. */
export interface Deadline {
  signal: AbortSignal
  time: CallTime
  /** Gives what the work gives, or throws as soon as the time ends, whatever the work does. */
  within<T>(work: Promise<T>): Promise<T>
  /** Whether the time is up, as opposed to a run that was interrupted. */
  isUp(): boolean
  stop(): void
}

/** Starts the clock of one try. A door may extend it for time that it made the call wait itself. */
export function startDeadline(ms: number, attempt: number, clock: Clock, run: AbortSignal): Deadline {
  const controller = new AbortController()
  const {signal} = controller
  let endsAt = clock.now().getTime() + ms
  let left = ms
  let up = false
  const expire = (): void => {
    up = true
    controller.abort(new Error('the time of the call is up'))
  }
  const interrupt = (): void => controller.abort(run.reason)
  let startedAt = performance.now()
  let timer = setTimeout(expire, left)
  if (run.aborted) interrupt()
  else run.addEventListener('abort', interrupt)

  return {
    signal,
    time: {
      attempt,
      endsAt: () => endsAt,
      extend(more) {
        const now = performance.now()
        left += more - (now - startedAt)
        startedAt = now
        endsAt += more
        clearTimeout(timer)
        timer = setTimeout(expire, Math.max(0, left))
      },
    },
    within<T>(work: Promise<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        const end = (): void => reject(signal.reason)
        if (signal.aborted) end()
        signal.addEventListener('abort', end, {once: true})
        work.then(resolve, reject)
      })
    },
    isUp: () => up,
    stop() {
      clearTimeout(timer)
      run.removeEventListener('abort', interrupt)
    },
  }
}
