import type {AnyCheck} from '../model/index.ts'
import {env} from './env.ts'
import {file} from './file.ts'
import {http} from './http.ts'
import {link} from './link.ts'
import type {LoadAsk, Loaded} from './own/index.ts'

export {defineCheck} from './define.ts'
export {fieldsOf, shownCheck} from './shared/shown.ts'

/** Every check that ships with Proofmark, one file each. */
export const checks: readonly AnyCheck[] = [env, file, http, link]

const byName = new Map(checks.map((check) => [check.name, check]))

/** The check of that name, or nothing. */
export const checkNamed = (name: string): AnyCheck | undefined => byName.get(name)

/** Imports the files of a project's own checks; what that takes is loaded with the first project that has one. */
export async function loadOwn(ask: LoadAsk): Promise<Loaded> {
  const {load} = await import('./own/index.ts')
  return load(ask)
}

/** A check as one of a project's own, out of no file; or what is wrong with it. */
export async function asOwn(given: unknown, ask: Pick<LoadAsk, 'shipped' | 'keys'>): Promise<AnyCheck | string> {
  const {guardedOwn} = await import('./own/index.ts')
  return guardedOwn(given, ask)
}
