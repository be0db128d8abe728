import {DatabaseUnreachable} from './database.ts'

/** Keeps what was loaded for a while; what its key holds no value for is asked for each time. */
export interface Cache<Value> {
  get(key: readonly string[], load: () => Promise<Value | undefined>): Promise<Value | undefined>
  /** Drops every key that begins like this; gives their number. */
  drop(beginning: readonly string[]): number
}

interface CacheOptions {
  ttlMs: number
  now(): Date
  seen?(result: 'hit' | 'miss'): void
}

/** While the database does not answer, what was known last is served: old answers are better than none. */
export function makeCache<Value>({ttlMs, now, seen = () => {}}: CacheOptions): Cache<Value> {
  const kept = new Map<string, {key: readonly string[]; value: Value; until: number}>()

  const reload = async (key: readonly string[], load: () => Promise<Value | undefined>) => {
    const name = JSON.stringify(key)
    try {
      const value = await load()
      if (value === undefined) kept.delete(name)
      else kept.set(name, {key, value, until: now().getTime() + ttlMs})
      return value
    } catch (error) {
      const last = kept.get(name)
      if (error instanceof DatabaseUnreachable && last !== undefined) return last.value
      throw error
    }
  }

  return {
    async get(key, load) {
      const found = kept.get(JSON.stringify(key))
      const fresh = found !== undefined && found.until > now().getTime()
      seen(fresh ? 'hit' : 'miss')
      return fresh ? found.value : reload(key, load)
    },
    drop(beginning) {
      const keys = [...kept].filter(([, {key}]) => beginning.every((part, index) => key[index] === part))
      for (const [name] of keys) kept.delete(name)
      return keys.length
    },
  }
}
