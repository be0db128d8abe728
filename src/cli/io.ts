import {setTimeout as sleep} from 'node:timers/promises'
import type {World} from '../line/index.ts'
import {type Person, personAt} from './terminal.ts'

/** The process as a command sees it: nothing below reaches for the real one. */
export interface Io extends World {
  cwd: string
  /** Where to lay out text: the width of the terminal, or what `COLUMNS` says. */
  columns: number
  colour: boolean
  /** Whether a line on stderr may rewrite itself. */
  live: boolean
  /** Whether the output is a screen that may be cleared; not unless said. */
  screen?: boolean
  /** Who can be asked; null in a script. */
  person: Person | null
  out(text: string): void
  err(text: string): void
  /** Calls back at each Ctrl-C, until the returned function is called. */
  onInterrupt(listener: () => void): () => void
  /** Ends at once. */
  leave(code: number): void
}

const widest = 120
const narrowest = 40
const usual = 100

/** The width to lay out for: `COLUMNS` where it is given, then the terminal's, within what is pleasant to read. */
export function columnsOf(env: World['env'], terminal: number | undefined): number {
  const given = Number(env.COLUMNS)
  const columns = Number.isInteger(given) && given > 0 ? given : terminal || usual
  return Math.min(Math.max(columns, narrowest), widest)
}

/** Colour on a terminal or where `FORCE_COLOR` asks for it, never with `NO_COLOR`. */
export function colourOf(env: World['env'], terminal: boolean): boolean {
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
  return terminal && env.TERM !== 'dumb'
}

/** The real process. */
export function processIo(): Io {
  const {env, stdin, stdout, stderr} = process
  for (const stream of [stdout, stderr])
    stream.on('error', (error) => {
      // The reader of a pipe may leave early, as `head` does.
      if (!('code' in error && error.code === 'EPIPE')) throw error
      process.exit()
    })
  return {
    env,
    random: Math.random,
    cwd: process.cwd(),
    clock: {
      now: () => new Date(),
      sleep: async (ms, signal) => {
        await sleep(ms, undefined, {signal})
      },
    },
    columns: columnsOf(env, stdout.isTTY ? stdout.columns : undefined),
    colour: colourOf(env, stdout.isTTY),
    screen: stdout.isTTY && !env.CI && env.TERM !== 'dumb',
    live: stderr.isTTY && !env.CI && env.TERM !== 'dumb',
    person: stdin.isTTY && stderr.isTTY ? personAt(env) : null,
    out: (text) => {
      stdout.write(text)
    },
    err: (text) => {
      stderr.write(text)
    },
    onInterrupt: (listener) => {
      process.on('SIGINT', listener)
      return () => process.off('SIGINT', listener)
    },
    leave: (code) => process.exit(code),
  }
}
