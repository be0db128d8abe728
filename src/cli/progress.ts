import {stages} from '../index.ts'
import type {Io} from './io.ts'

/** One line on stderr that rewrites itself; nothing where nobody watches. */
export interface Progress {
  say(message: string): void
  clear(): void
}

const startOfLine = '\r\u001B[K'

export async function progressOn(io: Io): Promise<Progress> {
  if (!io.live) return {say: () => {}, clear: () => {}}
  const {clean, cut} = await stages.report()
  return {
    say: (message) => io.err(startOfLine + cut(clean(message), io.columns - 1)),
    clear: () => io.err(startOfLine),
  }
}
