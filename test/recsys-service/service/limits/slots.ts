import {Problem} from '../problem.ts'

export interface SlotsOptions {
  /** How many requests are worked on at once; 0 is no limit. */
  maxInflight: number
  /** How many may wait for a place. */
  maxQueue: number
  waitTimeout: number
  retryAfter: number
  rejected(): void
}

/** Does some work when there is a place for it, or refuses it with 503. */
export type WithSlot = <Value>(work: () => Promise<Value>) => Promise<Value>

export function makeSlots({maxInflight, maxQueue, waitTimeout, retryAfter, rejected}: SlotsOptions): WithSlot {
  if (maxInflight <= 0) return (work) => work()
  let inflight = 0
  const queue = new Set<() => void>()

  // The place of whoever is done goes to the one who waits longest.
  const leave = () => {
    const [next] = queue
    if (next === undefined) inflight -= 1
    else next()
  }

  const refusal = () => {
    rejected()
    const seconds = Math.max(1, Math.ceil(retryAfter / 1_000))
    return new Problem(503, 'RECSYS_OVERLOADED', 'too many requests at once', {'retry-after': String(seconds)})
  }

  const enter = async () => {
    if (inflight < maxInflight) {
      inflight += 1
      return
    }
    if (queue.size >= maxQueue) throw refusal()
    const {promise, resolve, reject} = Promise.withResolvers<void>()
    const timer = setTimeout(() => {
      queue.delete(admit)
      reject(refusal())
    }, waitTimeout)
    const admit = () => {
      clearTimeout(timer)
      queue.delete(admit)
      resolve()
    }
    queue.add(admit)
    await promise
  }

  return async (work) => {
    await enter()
    try {
      return await work()
    } finally {
      leave()
    }
  }
}
