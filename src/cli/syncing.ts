import {styleText} from 'node:util'
import {
  CannotJudge,
  type Checklist,
  dateInWords,
  type Environment,
  oneOf,
  type Project,
  problem,
  type Run,
  type Synced,
  type SyncReport,
} from '../index.ts'
import {environmentsNamed} from '../line/index.ts'
import {UsageError} from './command.ts'

/** A checklist after its boxes were held against the proof. */
export interface SyncedChecklist extends Synced {
  checklist: Checklist
  source: string
  diff: string
}

/** What a sync went by. */
export interface SyncedFrom {
  environment: string
  runs: readonly Run[]
}

/** The environment that the boxes speak of; without one nobody knows what they should say. */
export function claimedEnvironment(project: Project): Environment {
  const [environment] = project.claimsFor === null ? [] : environmentsNamed(project, [project.claimsFor])
  if (environment !== undefined) return environment
  const known = oneOf(project.environments.map(({name}) => name))
  throw new CannotJudge([
    problem(
      'unknown-environment',
      `Unexpected project without \`claims_for\`, expected it to name the environment that the boxes speak of: ${known}`,
      project.file === null ? null : {file: project.file, line: 1, column: 1},
    ),
  ])
}

/** Without any run nothing was seen, and every box would seem to say too much. */
export function mustHaveRun(environment: string, runs: readonly Run[], files: readonly string[]): void {
  if (runs.length === 0)
    throw new UsageError(
      `Unexpected environment \`${environment}\` without a kept run, expected one to go by: ${runCommand(environment, files)}`,
    )
}

const runCommand = (environment: string, files: readonly string[]): string =>
  ['proofmark run --env', environment, ...files].join(' ')

/** Lines on what the diff does not say: why a box is unticked, and why one was left. */
export const remarksOn = ({checklist: {file}, changes, left}: SyncedChecklist): string[] => [
  ...changes
    .filter(({to}) => to === 'not-ticked')
    .map(({line, id, because}) => `${file}:${line} unticks \`${id}\`: ${because}`),
  ...left.map(({line, id, because}) => `${file}:${line} leaves \`${id}\` ticked until a run can say: ${because}`),
]

/** All of it in one sentence. */
export function closing(
  synced: readonly SyncedChecklist[],
  {environment, runs}: SyncedFrom,
  {written, files}: {written: boolean; files: readonly string[]},
): string {
  const changes = synced.flatMap(({changes}) => changes)
  const left = synced.flatMap(({left}) => left).length
  const newest = runs.map(({finishedAt}) => finishedAt).reduce((a, b) => (a > b ? a : b))
  const what = changes.length === 0 ? 'Boxes and proof agree' : counted(changes, written)
  const how = written || changes.length === 0 ? '' : ` (\`${['proofmark sync', ...files].join(' ')}\` writes it)`
  const stay = left === 1 ? '1 stays ticked' : `${left} stay ticked`
  const rest = left === 0 ? '' : `; ${stay} until \`${runCommand(environment, files)}\` can say`
  return `${what}, as ${environment} was seen on ${dateInWords(newest)}${how}${rest}.`
}

/** `3 boxes to tick and 1 to untick`, or what was done of it. */
function counted(changes: Synced['changes'], written: boolean): string {
  const ticks = changes.filter(({to}) => to === 'ticked').length
  const unticks = changes.length - ticks
  const [first, ...others] = [
    {count: ticks, act: 'tick', done: 'Ticked'},
    {count: unticks, act: 'untick', done: ticks === 0 ? 'Unticked' : 'unticked'},
  ].filter(({count}) => count > 0)
  if (first === undefined) return ''
  const boxes = `${first.count} ${first.count === 1 ? 'box' : 'boxes'}`
  const lead = written ? `${first.done} ${boxes}` : `${boxes} to ${first.act}`
  return [lead, ...others.map(({count, act, done}) => (written ? `${done} ${count}` : `${count} to ${act}`))].join(
    ' and ',
  )
}

// All but tab and the carriage return of CRLF, and what could turn the rest of a line around.
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu
const inks = {'-': 'red', '+': 'green', '@': 'dim'} as const

/** A diff of foreign text, made harmless for a terminal. */
export const shownDiff = (diff: string, colour: boolean): string =>
  diff
    .split('\n')
    .map((line) => {
      const harmless = line.replaceAll(unprintable, (sign) => (sign === '\t' || sign === '\r' ? sign : '\uFFFD'))
      const [sign] = harmless
      const ink = sign === '-' || sign === '+' || sign === '@' ? inks[sign] : null
      return colour && ink !== null ? styleText(ink, harmless, {validateStream: false}) : harmless
    })
    .join('\n')

/** The same for programs. */
export const syncReport = (
  synced: readonly SyncedChecklist[],
  {environment, runs}: SyncedFrom,
  written: boolean,
): SyncReport => ({
  version: 1,
  kind: 'sync',
  environment,
  runs: runs.map(({id, vantage, finishedAt}) => ({id, vantage, finishedAt})),
  agrees: synced.every(({changes}) => changes.length === 0),
  written,
  checklists: synced.map(({checklist, diff, changes, left}) => ({
    file: checklist.file,
    diff,
    changes: changes.map(({id, line, from, to, because}) => ({key: keyIn(checklist, id), line, from, to, because})),
    left: left.map(({id, line, because}) => ({key: keyIn(checklist, id), line, because})),
  })),
})

const keyIn = ({name}: Checklist, id: string): string => `${name}:${id}`
