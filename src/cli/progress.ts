import {stages} from '../index.ts'
import type {Io} from './io.ts'

/** One line on stderr that rewrites itself; nothing where nobody watches. */
export interface Progress {
  show(done: number, total: number, message: string): void
  clear(): void
}

const startOfLine = '\r\u001B[K'

export async function progressOn(io: Io, name: string): Promise<Progress> {
  if (!io.live) return {show: () => undefined, clear: () => undefined}
  const {clean, cut} = await stages.report()
  return {
    show: (done, total, message) =>
      io.err(startOfLine + cut(clean(`${name} ${done}/${total} ${message}`), io.columns - 1)),
    clear: () => io.err(startOfLine),
  }
}
