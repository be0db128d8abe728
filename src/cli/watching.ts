import path from 'node:path'
import {makeWatcher} from '../live/index.ts'
import {interruption} from './commands/serve.ts'
import type {Io} from './io.ts'

/** What was seen, as it is printed, and the files whose change makes it worth while to look again. */
export interface Look {
  text: string
  /** Absolute. */
  files: readonly string[]
}

/** How often what no event tells, such as a file in a new folder, is looked for. */
const looksAgain = 10_000
// The cursor home, and nothing below it: what scrolled away before stays where it is.
const cleared = '\u001B[H\u001B[2J\u001B[3J'

/** Looks again whenever a file changes, until interrupted. On a screen the newest list takes the place of the one before. */
export async function keepLooking(io: Io, look: () => Promise<Look>): Promise<number> {
  const {signal, end} = interruption(io)
  const {screen = false} = io
  let wake = new AbortController()
  let told = false
  const watcher = makeWatcher(() => {
    told = true
    wake.abort()
  })
  let said: string | null = null
  let followed = ''
  while (!signal.aborted) {
    const changed = told
    told = false
    // Before anything is read: what is written while we look makes the next look follow at once.
    wake = new AbortController()
    const {text, files} = await look()
    const folders = JSON.stringify([...new Set(files.map((file) => path.dirname(file)))].sort())
    watcher.follow(files)
    if (text !== said || (changed && screen)) io.out(page(text, io.clock.now(), screen))
    said = text
    // What was written between reading and following was told to nobody.
    if (folders !== followed) wake.abort()
    followed = folders
    await io.clock.sleep(looksAgain, AbortSignal.any([signal, wake.signal])).catch(() => {})
  }
  watcher.close()
  end()
  return 130
}

function page(text: string, now: Date, screen: boolean): string {
  const time = `Looked at ${now.toISOString().slice(11, 19)} UTC`
  return screen ? `${cleared}${text}\n${time}. Ctrl-C ends.\n` : `${time}\n${text}\n`
}
