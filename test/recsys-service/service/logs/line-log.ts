import {appendFile, mkdir, readdir, rm, stat} from 'node:fs/promises'
import {dirname, extname, join} from 'node:path'
import type {Log} from '../log.ts'

export interface LineLogOptions {
  /** A file, or a folder that gets one file a day. */
  path: string
  /** What its lines are, and what the files of a folder begin with. */
  name: string
  /** How long the files of a folder are kept; 0 or less keeps them for ever. */
  retentionDays: number
  now(): Date
  log: Log
}

/** Appends a value as one line of JSON; what cannot be written is logged, and the answer goes out regardless. */
export type AppendLine = (value: object) => Promise<void>

const dayMs = 86_400_000

export function makeLineLog({path, name, retentionDays, now, log}: LineLogOptions): AppendLine {
  let lastDay = ''

  const fileOf = async (at: Date) => {
    if (!(await isFolder(path))) return path
    const day = dayOf(at)
    if (day !== lastDay) {
      lastDay = day
      if (retentionDays > 0) await removeBefore(path, name, dayOf(new Date(at.getTime() - retentionDays * dayMs)))
    }
    return join(path, `${name}-${day}.jsonl`)
  }

  return async (value) => {
    try {
      const file = await fileOf(now())
      await mkdir(dirname(file), {recursive: true})
      await appendFile(file, `${JSON.stringify(value)}\n`, {mode: 0o600})
    } catch (error) {
      const kind = error instanceof Error && 'code' in error ? error.code : 'unknown'
      log({level: 'error', msg: 'line not written', log: name, error: kind})
    }
  }
}

/** A path that is a folder; one that is not there yet becomes one unless it is named like a file. */
async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found === undefined ? path.endsWith('/') || extname(path) === '' : found.isDirectory()
}

async function removeBefore(folder: string, name: string, oldest: string): Promise<void> {
  const files = await readdir(folder).catch(() => [])
  for (const file of files) {
    const day = file.startsWith(`${name}-`) ? /(\d{4}-\d\d-\d\d)\.jsonl$/.exec(file)?.[1] : undefined
    if (day !== undefined && day < oldest) await rm(join(folder, file), {force: true})
  }
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
