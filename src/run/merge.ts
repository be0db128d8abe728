import {CannotJudge, type Finding, problem, type Run, type Shard} from '../model/index.ts'
import {type Closed, sharedCauses} from './causes.ts'
import {named} from './named.ts'
import {shardOf} from './shard.ts'

/** A shard, and the name by which it was given. */
export interface GivenShard {
  name: string
  shard: Shard
}

const refuse = (message: string): CannotJudge => new CannotJudge([problem('run-file', message, null)])

/** What must be alike in all shards of one run. */
const alike: readonly {what: string; of: (shard: Shard) => unknown}[] = [
  {what: 'service', of: ({run}) => run.service},
  {what: 'environment', of: ({run}) => run.environment},
  {what: 'vantage', of: ({run}) => run.vantage},
  {what: 'number of shards', of: ({of}) => of},
  {what: 'target', of: ({run}) => run.target},
  {what: 'release', of: ({run}) => run.release},
  {what: 'checklists', of: ({run}) => run.checklists},
  {what: 'calls', of: ({calls}) => calls},
  {what: 'facts', of: ({run}) => run.facts},
]

/** The first difference of two values in words, so that long ones can be told apart. */
function apart(a: unknown, b: unknown): [string, string] {
  if (Array.isArray(a) && Array.isArray(b)) {
    const at = Array.from({length: Math.max(a.length, b.length)}, (_, place) => place)
    const place = at.find((one) => JSON.stringify(a[one]) !== JSON.stringify(b[one])) ?? 0
    return apart(a[place] ?? 'nothing', b[place] ?? 'nothing')
  }
  const said = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
  return [said(a), said(b)]
}

function mustBeAlike(first: GivenShard, other: GivenShard): void {
  for (const {what, of} of alike) {
    const [a, b] = [of(first.shard), of(other.shard)]
    if (JSON.stringify(a) === JSON.stringify(b)) continue
    const [expected, seen] = apart(a, b)
    throw refuse(
      `Unexpected ${what} \`${seen}\` in \`${other.name}\`, expected \`${expected}\` as in \`${first.name}\`: shards of one run are made of one plan`,
    )
  }
}

function mustBeWhole(given: readonly GivenShard[], {of, run}: Shard): void {
  const names = new Map<number, string>()
  for (const {name, shard} of given) {
    const before = names.get(shard.index)
    if (before !== undefined)
      throw refuse(`Unexpected shard ${shard.index}/${of} in \`${name}\`, expected it once: \`${before}\` holds it too`)
    names.set(shard.index, name)
  }
  const lost = Array.from({length: of}, (_, place) => place + 1).filter((index) => !names.has(index))
  if (lost.length === 0) return
  const said = lost.map((index) => `\`${index}/${of}\``).join(', ')
  throw refuse(
    `Unexpected run of \`${run.environment}\` from \`${run.vantage}\` without shard ${said}, expected all ${of} of them`,
  )
}

const badness = {fail: 3, error: 2, 'not-run': 1, pass: 0} as const

interface Seen {
  finding: Finding
  closed: Closed | null
}

/** What counts of each call: what its own shard saw, unless one that needed it saw worse. */
function seenIn(shards: readonly Shard[], {calls, of}: Shard): Map<string, Seen> {
  const own = shardOf(calls, of)
  const counts = new Map<string, Seen>()
  const before = (shard: Shard, finding: Finding): number => (own.get(finding.call) === shard.index ? 0 : 1)
  const all = shards.flatMap((shard) => shard.run.findings.map((finding) => ({shard, finding})))
  for (const {shard, finding} of all.toSorted((a, b) => before(a.shard, a.finding) - before(b.shard, b.finding))) {
    const known = counts.get(finding.call)
    if (known !== undefined && badness[known.finding.outcome] >= badness[finding.outcome]) continue
    counts.set(finding.call, {finding, closed: shard.closed.find(({call}) => call === finding.call) ?? null})
  }
  return counts
}

/** All shards of a run, in whichever order → the run that one place would have made. Throws `CannotJudge` for any that is lost, double or foreign. */
export function mergeShards(given: readonly GivenShard[]): Run {
  const [first, ...others] = given
  if (first === undefined) throw refuse('Unexpected end, expected the files of shards')
  for (const other of others) mustBeAlike(first, other)
  mustBeWhole(given, first.shard)
  const shards = given.map(({shard}) => shard).toSorted((a, b) => a.index - b.index)
  const runs = shards.map(({run}) => run)
  const counts = seenIn(shards, first.shard)
  const findings = first.shard.calls.flatMap((id) => counts.get(id)?.finding ?? [])
  const closed = new Map([...counts].flatMap(([call, seen]) => (seen.closed === null ? [] : [[call, seen.closed]])))
  const {id, version, ...whole} = first.shard.run
  return named({
    ...whole,
    startedAt: runs.map(({startedAt}) => startedAt).toSorted()[0] ?? whole.startedAt,
    finishedAt:
      runs
        .map(({finishedAt}) => finishedAt)
        .toSorted()
        .at(-1) ?? whole.finishedAt,
    complete: runs.every(({complete}) => complete),
    findings,
    causes: sharedCauses(findings, closed),
  })
}

/** A run, and the name by which it was given. */
export interface GivenRun {
  name: string
  run: Run
}

/** Runs of several vantages meet only where they speak of the same thing: each from a place of its own. Throws `CannotJudge`. */
export function mustMeet(given: readonly GivenRun[]): void {
  const [first, ...others] = given
  if (first === undefined) return
  const what = {
    service: ({service}: Run) => service,
    environment: ({environment}: Run) => environment,
    release: ({release}: Run) => release,
    checklists: ({checklists}: Run) => checklists,
  }
  for (const other of others)
    for (const [name, of] of Object.entries(what)) {
      const [a, b] = [of(first.run), of(other.run)]
      if (JSON.stringify(a) === JSON.stringify(b)) continue
      const [expected, seen] = apart(a, b)
      throw refuse(
        `Unexpected ${name} \`${seen}\` in \`${other.name}\`, expected \`${expected}\` as in \`${first.name}\`: runs that meet speak of the same`,
      )
    }
  const places = new Map<string, string>()
  for (const {name, run} of given) {
    const before = places.get(run.vantage)
    if (before !== undefined)
      throw refuse(`Unexpected vantage \`${run.vantage}\` in \`${name}\`, expected another than in \`${before}\``)
    places.set(run.vantage, name)
  }
}
