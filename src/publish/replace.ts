import {cp, rename, rm} from 'node:fs/promises'
import {aloneWith} from './alone.ts'

/** Puts a finished folder in the place of a built site; nobody finds it half there, and none is lost. */
export const replaceSite = (next: string, out: string): Promise<void> => aloneWith(out, () => replace(next, out))

async function replace(next: string, out: string): Promise<void> {
  const beside = `${out}.next`
  const before = `${out}.before`
  await rm(beside, {recursive: true, force: true})
  await rm(before, {recursive: true, force: true})
  await rename(next, beside).catch((error: unknown) => copyAcross(error, next, beside))
  await rename(out, before).catch(ignoreMissing)
  try {
    await rename(beside, out)
  } catch (error) {
    await rename(before, out).catch(ignoreMissing)
    throw error
  }
  await rm(before, {recursive: true, force: true})
}

/** Another disk cannot take a folder as it is. */
async function copyAcross(error: unknown, next: string, beside: string): Promise<void> {
  if (codeOf(error) !== 'EXDEV') throw error
  await cp(next, beside, {recursive: true})
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null)
