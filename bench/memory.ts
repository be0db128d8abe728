import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

/** What one process holds. */
export interface Held {
  name: string
  /** Bytes; what several processes share counts in parts, so that a sum counts it once. */
  memory: number
}

export interface Watched {
  /** Milliseconds. */
  span: number
  /** Each process at the moment when all of them held most. */
  most: Held[]
}

const lookEvery = 100

/** Runs a command to its end, and looks all the time what it and whatever it started hold at once. Linux alone tells it. */
export async function watched(command: readonly [string, ...string[]], options: {cwd: string; env: NodeJS.ProcessEnv}) {
  const start = performance.now()
  const [file, ...args] = command
  const child = spawn(file, args, {...options, stdio: ['ignore', 'ignore', 'inherit']})
  const {pid} = child
  if (pid === undefined) throw new Error(`Unexpected failure to start \`${file}\``)
  let most: Held[] = []
  const timer = setInterval(() => {
    const now = treeOf(pid).flatMap(heldBy)
    if (sumOf(now) > sumOf(most)) most = now
  }, lookEvery)
  const [code] = await once(child, 'close')
  clearInterval(timer)
  // An unmet gate ends with 1.
  if (code !== 0 && code !== 1) throw new Error(`Unexpected end of \`${command.join(' ')}\` with ${code}`)
  return {span: performance.now() - start, most} satisfies Watched
}

export const sumOf = (all: readonly Held[]): number => all.reduce((sum, {memory}) => sum + memory, 0)

/** A process and all that it started. */
function treeOf(root: number): number[] {
  const parents = new Map(
    readdirSync('/proc').flatMap((name) => {
      const parent = /^\d+$/.test(name) ? /\) \S (\d+)/.exec(read(name, 'stat'))?.[1] : undefined
      return parent === undefined ? [] : [[Number(name), Number(parent)]]
    }),
  )
  const isBelow = (pid: number): boolean => pid === root || (parents.has(pid) && isBelow(parents.get(pid) ?? 0))
  return [...parents.keys()].filter(isBelow)
}

function heldBy(pid: number): Held[] {
  const kilobytes = /^Pss:\s+(\d+)/m.exec(read(String(pid), 'smaps_rollup'))?.[1]
  const [program = '', ...args] = read(String(pid), 'cmdline').split('\0')
  const name = path.basename(args.find((arg) => arg.startsWith('/')) ?? program)
  return kilobytes === undefined ? [] : [{name, memory: Number(kilobytes) * 1024}]
}

/** Nothing of a process that ended meanwhile. */
function read(pid: string, name: string): string {
  try {
    return readFileSync(path.join('/proc', pid, name), 'utf8')
  } catch {
    return ''
  }
}
