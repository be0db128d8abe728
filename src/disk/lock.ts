import {type FileHandle, open, readFile, readlink, rm} from 'node:fs/promises'
import {hostname} from 'node:os'
import {setTimeout as sleepFor} from 'node:timers/promises'

export interface LockAsk {
  /** Its folder must be there. */
  file: string
  /** What whoever holds it does, for the error. */
  what: string
  /** Called once where another has it: with who that is. */
  onWait?: (holder: string) => void
  /** Milliseconds that another is waited for; ten minutes unless given. */
  patience?: number
  sleep?: (ms: number) => Promise<unknown>
}

/** What is held until it is released, or its process ends. */
export interface Lock {
  release(): Promise<void>
}

/** Another had it all the time. */
export class Locked extends Error {
  constructor(what: string, holder: string, patience: number) {
    super(`Unexpected ${what} by ${holder} for more than ${patience / 60_000} minutes, expected it to end`)
    this.name = 'Locked'
  }
}

const lookEvery = 250
const usualPatience = 600_000
const beatEvery = 5_000
/** Without a beat for so long its holder is gone, or hangs. */
const silence = 60_000

/** What this process holds: a lock that names its number and is not among them is of a process before, which had it too. */
const ours = new Set<string>()
let made = 0

/**
 * Waits until nobody else holds the file, and holds it. One whose process is gone is taken over: at once where that can be told,
 * else (on another machine, in another container, or where its number is another's by now) when it no longer grows.
 */
export async function lock({file, what, onWait, patience = usualPatience, sleep = sleepFor}: LockAsk): Promise<Lock> {
  const place = `${hostname()} ${await visible()}`
  let seen: Sight | null = null
  let quiet = 0
  let isTold = patience <= 0
  for (let waited = 0; ; waited += lookEvery) {
    const handle = await make(file)
    if (handle !== null) return hold(file, handle, place)
    const now = await look(file)
    if (now !== null) {
      quiet = isSame(now, seen) ? quiet + lookEvery : 0
      if (isGone(now, place) || quiet >= silence) {
        await takeAway(file, now, sleep)
        continue
      }
      // At first it may not have said yet who it is.
      if (!isTold && (now.by !== '' || seen !== null)) {
        isTold = true
        onWait?.(holderOf(now, place))
      }
      seen = now
    }
    if (waited >= patience) throw new Locked(what, holderOf(seen, place), patience)
    await sleep(lookEvery)
  }
}

/** Names the processes that this one can look for: a container hides those around it. */
const visible = (): Promise<string> => readlink('/proc/self/ns/pid').catch(() => process.platform)

function make(file: string): Promise<FileHandle | null> {
  return open(file, 'wx').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null
    throw error
  })
}

async function hold(file: string, handle: FileHandle, place: string): Promise<Lock> {
  made += 1
  const by = `${process.pid} ${place} ${made}`
  ours.add(by)
  // It grows, for whose clock a file's time is of is not known.
  const beat = setInterval(() => handle.write('.').catch(() => {}), beatEvery).unref()
  const release = async (): Promise<void> => {
    clearInterval(beat)
    await handle.close()
    if ((await look(file))?.by === by) await rm(file, {force: true})
    ours.delete(by)
  }
  await handle.write(`${by}\n`).catch(async (error: unknown) => {
    await rm(file, {force: true})
    await release()
    throw error
  })
  return {release}
}

/** A lock at one moment. */
interface Sight {
  /** The number of its process, its machine, what is visible there, and a number of its own; empty until they are written. */
  by: string
  length: number
}

const isSame = (one: Sight | null, other: Sight | null): boolean =>
  one !== null && one.by === other?.by && one.length === other.length

async function look(file: string): Promise<Sight | null> {
  const text = await readFile(file, 'utf8').catch(() => null)
  return text === null ? null : {by: text.split('\n')[0] ?? '', length: text.length}
}

function isGone({by}: Sight, place: string): boolean {
  const [pid, ...rest] = by.split(' ')
  if (rest.slice(0, -1).join(' ') !== place) return false
  return Number(pid) === process.pid ? !ours.has(by) : !isRunning(Number(pid))
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // It is there, and another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Takes the lock of one who is gone away, one at a time: it may be another's by now. */
async function takeAway(file: string, gone: Sight, sleep: NonNullable<LockAsk['sleep']>): Promise<void> {
  const held = await lock({file: `${file}.gone`, what: `look at \`${file}\``, sleep})
  try {
    if (isSame(await look(file), gone)) await rm(file, {force: true})
  } finally {
    await held.release()
  }
}

function holderOf(sight: Sight | null, place: string): string {
  const [pid = '', host = ''] = sight?.by.split(' ') ?? []
  return pid === '' ? 'another process' : `process ${pid}${place.startsWith(`${host} `) ? '' : ` on ${host}`}`
}
