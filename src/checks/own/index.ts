import {realpath} from 'node:fs/promises'
import {type AnyCheck, type OwnCheck, type Problem, problem} from '../../model/index.ts'
import {withDoor} from './door.ts'
import {faultPlace, faultWords} from './fault.ts'
import {guarded} from './guard.ts'
import {clash, type Own} from './names.ts'
import {checkIn} from './shape.ts'
import {sourceOf} from './source.ts'

/** What loading the checks of a project takes. */
export interface LoadAsk {
  root: string
  files: readonly OwnCheck[]
  /** Those that ship, whose names are taken. */
  shipped: readonly AnyCheck[]
  /** Keys that every check call may have. */
  keys: readonly string[]
  /** URL of what `proofmark/check` is. */
  door: string
}

/** The checks that can be used, and what is wrong with the others. */
export interface Loaded {
  checks: AnyCheck[]
  problems: Problem[]
}

/** Imports the files of a project's own checks, which runs what stands outside of functions in them. Never throws for what they do. */
export async function load({root, files, shipped, keys, door}: LoadAsk): Promise<Loaded> {
  // What Node says of places has no links in it.
  const home = await realpath(root)
  const known: Own[] = []
  const problems: Problem[] = []
  for (const from of files) {
    const read = await withDoor(door, () => loadOne(home, from))
    const wrong = 'message' in read ? read : wrongNames(read, known, shipped, keys)
    if (wrong !== null) problems.push(wrong)
    else if ('check' in read) known.push(read)
  }
  return {checks: known.map((own) => guarded(own, home)), problems}
}

async function loadOne(root: string, from: OwnCheck): Promise<Own | Problem> {
  const source = await sourceOf(root, from.file)
  if (typeof source === 'string') return problem('own-check', source, from.at)
  try {
    const check = checkIn(await import(source.url))
    if (typeof check === 'string')
      return problem('own-check', `Unexpected file \`${from.file}\` with ${check}`, from.at)
    return {check: {...check, code: source.code}, from}
  } catch (error) {
    const place = faultPlace(error, root)
    return problem('own-check', unimported(error, from, root), place ?? from.at, place === null ? [] : [from.at])
  }
}

function wrongNames(
  own: Own,
  known: readonly Own[],
  shipped: readonly AnyCheck[],
  keys: readonly string[],
): Problem | null {
  const said = clash(own, known, shipped, keys)
  return said === null ? null : problem('own-check', said, own.from.at)
}

/** Why a file cannot be imported, as Node says it but for paths of this machine. */
const unimported = (error: unknown, {file}: OwnCheck, root: string): string =>
  `Unexpected error in \`${file}\`, expected a file that can be imported: ${faultWords(error).replaceAll(`${root}/`, '')}`

/** A check as one of a project's own, out of no file; or what is wrong with it. */
export function guardedOwn(given: unknown, {shipped, keys}: Pick<LoadAsk, 'shipped' | 'keys'>): AnyCheck | string {
  const check = checkIn({default: given})
  if (typeof check === 'string') return `Unexpected ${check}`
  const own = {check, from: {file: `${check.name}.ts`, at: {file: `${check.name}.ts`, line: 1, column: 1}}}
  return clash(own, [], shipped, keys) ?? guarded(own, '/')
}
