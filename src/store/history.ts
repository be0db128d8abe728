import {writeWhole} from '../disk/index.ts'
import type {History, Problem, Run} from '../model/index.ts'
import {below, historyFile} from './folder.ts'
import {type Index, type IndexOnDisk, indexText, readIndex, textOfIndex} from './index-file.ts'
import {inOrder, type Sighting, sightingsOf, withSighting} from './line.ts'
import {elsewhere, listRuns, problemsOf, type RunFile, readKept} from './read.ts'

type Sightings = ReadonlyMap<string, readonly Sighting[]>

/** A run as the history reads it: when it last saw something, and what; read when first asked for. */
interface Source {
  last: string
  read(): Promise<Sightings>
}

/** The index with every kept run in it. */
export interface Upkept extends Index {
  /** Ids of the runs that the index on disk held before: what they say is safe, whatever becomes of their files. */
  held: ReadonlySet<string>
  sources: ReadonlyMap<string, Source>
  problems: Problem[]
}

/** How often one tries to write what others write too. What stays unwritten is read again the next time. */
const mostTries = 5

/**
 * What the kept runs of an environment say of its calls; `also` are runs that are not kept, or not yet. It comes from an index beside
 * the runs, so that only those are read which it lacks, and those which are deleted still count.
 */
export async function historyOf(
  root: string,
  environment: string,
  also: readonly Run[] = [],
): Promise<{history: History; problems: Problem[]}> {
  const {lines, sources, problems} = await upkeep(root, environment)
  await foldRuns(lines, also, sources)
  return {history: historyIn(lines), problems}
}

/** What these runs alone say of their calls. */
export async function historyFrom(runs: readonly Run[]): Promise<History> {
  const lines: Index['lines'] = new Map()
  await foldRuns(lines, runs, new Map())
  return historyIn(lines)
}

const historyIn = (lines: Index['lines']): History =>
  Object.fromEntries(
    [...lines].map(([call, {lastFailed, outcome, cause, since}]) => [call, {lastFailed, outcome, cause, since}]),
  )

/**
 * Adds to the index what it lacks, until the file on disk holds all of it. Who writes at the same time loses nothing: the file is
 * compared before it is replaced and read again after, and a run that another writer's version lacks is simply added once more.
 */
export async function upkeep(root: string, environment: string): Promise<Upkept> {
  const problems: Problem[] = []
  let held: ReadonlySet<string> | null = null
  for (let tries = 1; ; tries += 1) {
    const index = await readIndex(root, environment)
    held ??= new Set(index.runs.keys())
    problems.push(...index.problems)
    const files = await listRuns(root, environment)
    const {added, wrong} = await readFiles(
      root,
      environment,
      files.filter(({id}) => !index.runs.has(id)),
    )
    const sources = new Map([...files.flatMap((file) => kept(root, file, index)), ...added])
    await fold(index.lines, added, sources)
    const runs = new Map([...sources].map(([id, {last}]) => [id, last]))
    const upkept = {runs, lines: index.lines, held, sources}
    const done = added.length === 0 && index.problems.length === 0
    if (done || tries > mostTries || !(await replaced(root, environment, index, upkept)))
      return {...upkept, problems: [...problems, ...wrong]}
  }
}

/** False where it cannot be written at all: then the history is made anew each time. */
async function replaced(root: string, environment: string, was: IndexOnDisk, now: Index): Promise<boolean> {
  try {
    if (was.problems.length > 0 || (await indexText(root, environment)) === was.text)
      await writeWhole(below(root, historyFile(environment)), textOfIndex(now))
    return true
  } catch {
    return false
  }
}

const sourceOf = (sightings: Sightings): Source => ({
  last: lastOf(sightings),
  read: () => Promise.resolve(sightings),
})

/** A run that saw nothing is older than any. */
const lastOf = (sightings: Sightings): string =>
  [...sightings.values()]
    .flat()
    .reduce((last, {at}) => (Date.parse(at) > Date.parse(last) ? at : last), '1970-01-01T00:00:00Z')

/** A run that the index holds: its file is read only where a late run breaks a line. */
function kept(root: string, {id, file}: RunFile, {runs}: Index): [string, Source][] {
  const last = runs.get(id)
  if (last === undefined) return []
  let sightings: Promise<Sightings> | null = null
  const read = (): Promise<Sightings> => {
    sightings ??= readKept(root, file).then(sightingsOf, () => new Map())
    return sightings
  }
  return [[id, {last, read}]]
}

async function readFiles(
  root: string,
  environment: string,
  files: readonly RunFile[],
): Promise<{added: [string, Source][]; wrong: Problem[]}> {
  const added: [string, Source][] = []
  const wrong: Problem[] = []
  for (const {id, file} of files) {
    try {
      const run = await readKept(root, file)
      if (run.environment === environment) added.push([id, sourceOf(sightingsOf(run))])
      else wrong.push(elsewhere(file, run))
    } catch (error) {
      wrong.push(...problemsOf(file, error))
    }
  }
  return {added, wrong}
}

/** Adds what runs saw to the lines, the oldest first: only what is older than is known already can break a line inside. */
async function fold(
  lines: Index['lines'],
  added: readonly [string, Source][],
  sources: ReadonlyMap<string, Source>,
): Promise<void> {
  const byCall = new Map<string, Sighting[]>()
  for (const [, {read}] of added)
    for (const [call, sightings] of await read()) {
      const known = byCall.get(call)
      if (known === undefined) byCall.set(call, [...sightings])
      else known.push(...sightings)
    }
  for (const [call, sightings] of byCall)
    for (const seen of sightings.toSorted(inOrder))
      lines.set(call, await withSighting(lines.get(call), seen, () => seenAfter(call, seen, sources)))
}

async function foldRuns(
  lines: Index['lines'],
  runs: readonly Run[],
  sources: ReadonlyMap<string, Source>,
): Promise<void> {
  const inHand = runs.map((run): [string, Source] => [run.id, sourceOf(sightingsOf(run))])
  await fold(lines, inHand, new Map([...sources, ...inHand]))
}

async function seenAfter(call: string, {at}: Sighting, sources: ReadonlyMap<string, Source>): Promise<Sighting[]> {
  const later = [...sources.values()].filter(({last}) => Date.parse(last) >= Date.parse(at))
  return (await Promise.all(later.map(({read}) => read()))).flatMap((sightings) => [...(sightings.get(call) ?? [])])
}
