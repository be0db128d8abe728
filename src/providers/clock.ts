/** Time comes in by parameter: what it is now, and how to wait. */
export interface Clock {
  now(): Date
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/** What a door may know of the call that it serves. */
export interface CallTime {
  /** 1 for the first try. */
  attempt: number
  /** When the time of the call is up, in milliseconds since 1970. */
  endsAt(): number
  /** Adds time that the door itself made the call wait, so that a budget never looks like a slow target. */
  extend(ms: number): void
}

export const oneTry: CallTime = {attempt: 1, endsAt: () => Number.POSITIVE_INFINITY, extend: () => {}}
