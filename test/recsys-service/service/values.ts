import {StartRefused} from './refused.ts'

/** The process environment, or what stands for it. */
export type Env = Readonly<Record<string, string | undefined>>

const on = new Set(['1', 't', 'true', 'y', 'yes', 'on'])
const off = new Set(['0', 'f', 'false', 'n', 'no', 'off'])

const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
}
const durationPart = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g
const durationWhole = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/

/** Go notation (`200ms`, `1h30m`) in milliseconds; `undefined` when it is none. */
export function parseDuration(text: string): number | undefined {
  if (/^[+-]?0$/.test(text)) return 0
  if (!durationWhole.test(text)) return undefined
  const size = [...text.matchAll(durationPart)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (unitMs[unit ?? ''] ?? 0),
    0,
  )
  return text.startsWith('-') ? -size : size
}

/** Reads variables as the service does: set but empty counts as set, `$NAME` is expanded, junk is the default. */
export function valueReader(env: Env) {
  const expand = (text: string) =>
    text.replace(/\$(?:\{(\w+)\}|([A-Za-z_]\w*))/g, (_, braced, bare) => env[braced ?? bare] ?? '')
  const raw = (name: string) => {
    const value = env[name]
    return value === undefined ? undefined : expand(value)
  }

  return {
    text: (name: string, fallback = '') => raw(name) ?? fallback,

    list: (name: string, fallback = '') =>
      (raw(name) ?? fallback)
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),

    bool(name: string, fallback: boolean) {
      const value = raw(name)?.toLowerCase() ?? ''
      if (on.has(value)) return true
      return off.has(value) ? false : fallback
    },

    int(name: string, fallback: number) {
      const value = raw(name) ?? ''
      return /^[+-]?\d+$/.test(value) ? Number(value) : fallback
    },

    duration(name: string, fallback: string) {
      const value = raw(name) ?? fallback
      const size = parseDuration(value)
      // The value stays out of the message: a variable in the wrong place may hold a secret.
      if (size === undefined)
        throw new StartRefused(2, `Unexpected value of \`${name}\`, expected a duration like \`5m\``)
      return size
    },
  }
}

export type ValueReader = ReturnType<typeof valueReader>
