import {spawnSync} from 'node:child_process'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {type Watched, watched} from './memory.ts'

/** What one command took. */
export interface Taken {
  /** Milliseconds. */
  span: number
}

const main = path.join(import.meta.dirname, '../dist/cli.js')
// As `bin/proofmark.mjs` has it, which takes the sources where there are any.
const compiled = path.join(tmpdir(), 'proofmark-bench-compiled')

/** Runs a file with Node in a folder, to its end. */
export function once(file: string, args: readonly string[], cwd: string, more: NodeJS.ProcessEnv = {}): Taken {
  const start = performance.now()
  const {status, stderr} = spawnSync(process.execPath, [file, ...args], {
    cwd,
    encoding: 'utf8',
    env: {...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...more},
  })
  // An unmet gate ends with 1.
  if (status !== 0 && status !== 1) throw new Error(stderr)
  return {span: performance.now() - start}
}

/** Runs a command of Proofmark as users have it: from the bundle. */
export const proofmark = (args: readonly string[], cwd: string): Taken =>
  once(main, args, cwd, {NODE_COMPILE_CACHE: compiled})

/** The same, with the memory that it takes. */
export const proofmarkWatched = (args: readonly string[], cwd: string): Promise<Watched> =>
  watched([process.execPath, main, ...args], {cwd, env: {...process.env, NODE_COMPILE_CACHE: compiled}})

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
