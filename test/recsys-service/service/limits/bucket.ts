import {Problem} from '../problem.ts'

export interface BucketOptions {
  /** How many may come at once. */
  capacity: number
  /** How many more may come with each second. */
  perSecond: number
  now(): Date
}

/** Takes a token from the bucket of a key, or refuses with 429 and says when there will be one again. */
export type Take = (...key: string[]) => void

const mostBuckets = 10_000
const longestWaitSeconds = 60

export function makeBuckets({capacity, perSecond, now}: BucketOptions): Take {
  const buckets = new Map<string, {tokens: number; at: number}>()

  const tokensOf = (name: string, at: number) => {
    const bucket = buckets.get(name)
    if (bucket === undefined) return capacity
    return Math.min(capacity, bucket.tokens + (Math.max(0, at - bucket.at) / 1_000) * perSecond)
  }

  return (...key) => {
    const name = JSON.stringify(key)
    const at = now().getTime()
    const tokens = tokensOf(name, at)
    if (tokens < 1) throw tooMany((1 - tokens) / perSecond)
    // A full bucket is like none, so only those that were used a moment ago need to be kept.
    if (buckets.size >= mostBuckets) {
      for (const other of [...buckets.keys()]) if (tokensOf(other, at) >= capacity) buckets.delete(other)
    }
    buckets.set(name, {tokens: tokens - 1, at})
  }
}

function tooMany(waitSeconds: number): Problem {
  const seconds = Math.max(1, Math.min(longestWaitSeconds, Math.ceil(waitSeconds)))
  return new Problem(429, '', 'too many requests', {'retry-after': String(seconds)})
}
