type Level = 'debug' | 'info' | 'warn' | 'error'

const levels: readonly string[] = ['debug', 'info', 'warn', 'error'] satisfies Level[]

/** One event of the service; it never holds a credential, a header or a body. */
export interface LogLine {
  level: Level
  msg: string
  [field: string]: unknown
}

export type Log = (line: LogLine) => void

/** Passes on the lines at or above `level`; an unknown level reads as `info`. */
export function logFrom(level: string, log: Log): Log {
  const known = levels.indexOf(level.toLowerCase())
  const lowest = known === -1 ? levels.indexOf('info') : known
  return (line) => {
    if (levels.indexOf(line.level) >= lowest) log(line)
  }
}
