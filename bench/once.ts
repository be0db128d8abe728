import {spawnSync} from 'node:child_process'
import path from 'node:path'

/** What one command took, as a whole process. */
export interface Taken {
  /** Milliseconds. */
  span: number
  /** The most memory that it held at once, in bytes. */
  memory: number
}

const main = path.join(import.meta.dirname, '../src/cli/main.ts')

// Written last, so that it is the end of what the command says.
const tellsMemory = `process.on('exit', () => process.stderr.write('\\n' + process.resourceUsage().maxRSS))`

/** Runs a file with Node in a folder, to its end. */
export function once(file: string, args: readonly string[], cwd: string, ends: readonly number[] = [0]): Taken {
  const start = performance.now()
  const tells = `data:text/javascript,${encodeURIComponent(tellsMemory)}`
  const {status, stderr} = spawnSync(process.execPath, ['--import', tells, file, ...args], {
    cwd,
    encoding: 'utf8',
    env: {...process.env, ASTRO_TELEMETRY_DISABLED: '1'},
  })
  if (status === null || !ends.includes(status)) throw new Error(stderr)
  return {span: performance.now() - start, memory: Number(stderr.split('\n').at(-1)) * 1024}
}

/** Runs a command of Proofmark from its sources. */
export const proofmark = (args: readonly string[], cwd: string): Taken => once(main, args, cwd, [0, 1])

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
