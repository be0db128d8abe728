const milliseconds: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

const total = (text: string, unit: string): number | null => {
  const whole = new RegExp(`^([+-]?)((?:(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:${unit}))+)$`).exec(text)
  if (whole === null) return /^[+-]?0$/.test(text) ? 0 : null
  const [, sign, parts = ''] = whole
  const sum = [...parts.matchAll(new RegExp(`([\\d.]+)(${unit})`, 'g'))]
    .map(([, count, name = '']) => Number(count) * (milliseconds[name] ?? Number.NaN))
    .reduce((a, b) => a + b, 0)
  return sign === '-' ? -sum : sum
}

const goUnits = 'ns|us|µs|μs|ms|s|m|h'

/** A duration in Go notation (`1h30m`, `200ms`, `-1.5s`, `0`) in milliseconds, or null when it is none. */
export const goDuration = (text: string): number | null => total(text, goUnits)

/** A span of time as authors write it, Go notation with days and weeks (`24h`, `180d`), in milliseconds above 0, or null. */
export function spanOf(text: string): number | null {
  const span = total(text, `${goUnits}|d|w`)
  return span !== null && span > 0 && Number.isFinite(span) ? span : null
}
