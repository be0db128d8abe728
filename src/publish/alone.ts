import {mkdir} from 'node:fs/promises'
import path from 'node:path'
import {type Lock, type LockAsk, Locked, lock} from '../disk/index.ts'

const lockIn = (work: string) => ({file: path.join(work, 'lock'), what: 'build of this project'})

interface HoldAsk extends Pick<LockAsk, 'sleep'> {
  onWait?: ((message: string) => void) | undefined
}

/** Waits until no other process builds in a work folder, and holds it. Throws `Locked` where one does not end. */
export function holdWork(work: string, {onWait, ...ask}: HoldAsk): Promise<Lock> {
  const waits = (holder: string): void => onWait?.(`waiting for another build of this project (${holder})`)
  return lock({...ask, ...lockIn(work), onWait: waits})
}

/** A work folder for what goes on as long as somebody looks at it: the first that no other process has. */
export async function freeWork(name: string, number = 1): Promise<{work: string; held: Lock}> {
  const work = number === 1 ? name : `${name}-${number}`
  await mkdir(work, {recursive: true})
  try {
    return {work, held: await lock({...lockIn(work), patience: 0})}
  } catch (error) {
    if (error instanceof Locked) return freeWork(name, number + 1)
    throw error
  }
}

/** Does something to a built site while no other process does: it is replaced and refilled by one at a time. */
export async function aloneWith<Result>(out: string, act: () => Promise<Result>): Promise<Result> {
  const held = await lock({file: `${out}.lock`, what: `work on the site \`${out}\``}).catch(withoutPlace)
  try {
    return await act()
  } finally {
    await held?.release()
  }
}

// Where nothing can be written beside the site nothing can take its place either.
const refusals: ReadonlySet<unknown> = new Set(['ENOENT', 'EACCES', 'EPERM', 'EROFS'])

function withoutPlace(error: unknown): null {
  if (error instanceof Error && 'code' in error && refusals.has(error.code)) return null
  throw error
}
