import type {CallTime, Clock} from './clock.ts'

const goUnits: Readonly<Record<string, number>> = {h: 3_600_000, m: 60_000, s: 1_000, ms: 1}

/** Milliseconds that a Retry-After asks for: seconds, a date, or `1m30s`; one second when it says nothing that can be read. */
export function retryAfter(header: string | undefined, now: Date): number {
  const text = (header ?? '').trim()
  if (/^\d+$/.test(text)) return Number(text) * 1_000
  if (/^(\d+(h|ms|m|s))+$/.test(text)) {
    return [...text.matchAll(/(\d+)(h|ms|m|s)/g)].reduce(
      (sum, [, count, unit]) => sum + Number(count) * (goUnits[unit ?? ''] ?? 0),
      0,
    )
  }
  const date = Date.parse(text)
  return Number.isNaN(date) ? 1_000 : Math.max(0, date - now.getTime())
}

/** Keeps requests to each host within the budget, and apart from the time that a host asked to be left alone. */
export function makePace(clock: Clock, budget: number | null) {
  const slots = new Map<string, number>()
  const pauses = new Map<string, number>()

  return {
    /** Waits for the next free slot of the host; the call gets that time back. */
    async turn(host: string, signal: AbortSignal, time: CallTime): Promise<void> {
      if (budget === null) return
      const now = clock.now().getTime()
      const slot = Math.max(now, slots.get(host) ?? 0)
      slots.set(host, slot + 1_000 / budget)
      if (slot === now) return
      time.extend(slot - now)
      await clock.sleep(slot - now, signal)
    },
    /** When the host may be asked again, in milliseconds since 1970; 0 when it never asked for a pause. */
    until: (host: string): number => pauses.get(host) ?? 0,
    /** Notes that the host asks for a pause; the first one counts, so that it is waited for once. */
    pause(host: string, ms: number): number {
      const until = pauses.get(host) ?? clock.now().getTime() + ms
      pauses.set(host, until)
      return until
    },
  }
}
export type Pace = ReturnType<typeof makePace>
