import {type Context, createContext, Script} from 'node:vm'

/** The work took longer than it may: a pattern that backtracks without end, for example. */
export class TooLong extends Error {
  constructor(ms: number) {
    super(`Unexpected time over ${ms / 1000} s, expected a simpler expression or pattern`)
    this.name = 'TooLong'
  }
}

const script = new Script('work()')
let context: Context | null = null
let isWithin = false

const outOfTime = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'

/**
 * Runs synchronous work and stops it when its time is up, wherever it is, within a regular expression too. Within work that is
 * bounded already the outer bound holds, so that many short pieces can share one.
 */
export function withinTime<T>(work: () => T, ms: number): T {
  if (isWithin) return work()
  const done: T[] = []
  context ??= createContext(Object.create(null))
  context.work = () => {
    done.push(work())
  }
  isWithin = true
  try {
    script.runInContext(context, {timeout: ms})
  } catch (error) {
    throw outOfTime(error) ? new TooLong(ms) : error
  } finally {
    isWithin = false
  }
  for (const result of done) return result
  throw new TooLong(ms)
}
