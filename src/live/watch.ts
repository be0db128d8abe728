import {type FSWatcher, watch} from 'node:fs'
import path from 'node:path'

/** Folders that are watched for a change of what an author writes. */
export interface Watcher {
  /** Watches the folders of these files, and no others. */
  follow(files: readonly string[]): void
  close(): void
}

/** Milliseconds without a further change, after which what was written counts. */
export const settles = 100
const isWritten = (name: string): boolean => /^[^.].*\.(md|markdown|ya?ml)$/i.test(name)

/** Calls back once what authors write has changed and settled. What no event tells, such as a new folder, the next round finds. */
export function makeWatcher(onChange: () => void): Watcher {
  const watched = new Map<string, FSWatcher>()
  let known: ReadonlySet<string> = new Set()
  let timer: NodeJS.Timeout | undefined

  const changed = (folder: string, name: string | null): void => {
    if (name === null || !(isWritten(name) || known.has(path.join(folder, name)))) return
    clearTimeout(timer)
    timer = setTimeout(onChange, settles)
  }
  const drop = (folder: string): void => {
    watched.get(folder)?.close()
    watched.delete(folder)
  }
  const add = (folder: string): void => {
    try {
      const watcher = watch(folder, (_, name) => changed(folder, name))
      // A folder that goes away, or more of them than the system watches: the next round reads it all the same.
      watcher.on('error', () => drop(folder))
      watched.set(folder, watcher)
    } catch {
      drop(folder)
    }
  }
  return {
    follow: (files) => {
      known = new Set(files)
      const folders = new Set(files.map((file) => path.dirname(file)))
      for (const folder of [...watched.keys()]) if (!folders.has(folder)) drop(folder)
      for (const folder of folders) if (!watched.has(folder)) add(folder)
    },
    close: () => {
      clearTimeout(timer)
      for (const folder of [...watched.keys()]) drop(folder)
    },
  }
}
