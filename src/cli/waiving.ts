import {type Binding, dateInWords, type Environment, ends, type Results, stages} from '../index.ts'
import {judgeEnvironment, type Prepared, planFor} from '../line/index.ts'
import {UsageError} from './command.ts'
import type {Io} from './io.ts'
import {need} from './recording.ts'

/** What was given on the line of `waive`. */
export interface GivenWaiver {
  reason: string | null
  owner: string | null
  approver: string | null
  until: string | null
}

/** What another person accepts: why, who mends it, who accepts it, and until when. */
export interface Acceptance {
  reason: string
  owner: string
  approver: string
  until: string
}

/** Completes what was given by the binding's owner, and by asking. What cannot be is said before anything is asked. */
export async function acceptanceOf(
  io: Io,
  binding: Binding | null,
  approvers: readonly string[],
  given: GivenWaiver,
): Promise<Acceptance> {
  const known = given.owner ?? binding?.owner ?? null
  await mayApprove(known, given.approver, approvers)
  mustCome(io, given.until)
  const reason = given.reason ?? (await need(io, '--reason TEXT', 'Why is it accepted for now?'))
  const owner = known ?? (await need(io, '--owner WHO', 'Who will mend it?'))
  const approver = given.approver ?? (await need(io, '--approver WHO', 'Who accepts it?'))
  await mayApprove(owner, approver, approvers)
  const until = given.until ?? (await need(io, '--until DAY', 'Until what day?'))
  mustCome(io, until)
  return {reason, owner, approver, until}
}

async function mayApprove(owner: string | null, approver: string | null, approvers: readonly string[]): Promise<void> {
  const {whyNotApproved} = await stages.author()
  const fault = whyNotApproved(owner, approver, approvers)
  if (fault !== null) throw new UsageError(fault)
}

const month = 30 * 86_400_000

function mustCome({clock}: Io, until: string | null): void {
  if (until === null || (ends(until) ?? 0) >= clock.now().getTime()) return
  const example = new Date(clock.now().getTime() + month).toISOString().slice(0, 10)
  throw new UsageError(`Unexpected \`${until}\` for \`--until\`, expected a day to come such as \`${example}\``)
}

/** What a waiver speaks of. */
export interface Waived {
  /** The item as it was named. */
  word: string
  keys: ReadonlySet<string>
  tenants: readonly string[] | null
}

/** What a person should know first: where the item stands now, and whether a gate would heed a waiver at all. */
export async function standingNotes(
  io: Io,
  prepared: Prepared,
  places: readonly Environment[],
  waived: Waived,
): Promise<string[]> {
  const notes: string[] = []
  for (const place of places) {
    const plan = await planFor(prepared, place)
    const {runs, results} = await judgeEnvironment(plan, prepared.project.root, io.clock.now(), null, prepared.records)
    notes.push(...notesOn(place.name, runs.length > 0, results, waived))
  }
  return [...new Set(notes)]
}

function notesOn(environment: string, ran: boolean, {results}: Results, {word, keys, tenants}: Waived): string[] {
  const cells = results.filter(
    ({key, tenant}) => keys.has(key) && (tenants === null || tenant === '-' || tenants.includes(tenant)),
  )
  const statuses = new Set(cells.map(({own}) => own.status))
  const [first] = cells
  const before = first?.waiver
  return [
    ...(ran ? [] : [`No run of ${environment} is kept, so nobody can say where \`${word}\` stands now.`]),
    ...(statuses.has('fail') || statuses.has('blocked')
      ? []
      : statuses.has('pass')
        ? [`\`${word}\` passes in ${environment} now: there is nothing to set aside while it does.`]
        : [`\`${word}\` does not apply in ${environment} now: there is nothing to set aside while it does not.`]),
    ...(cells.every(({level}) => level === 'recommended')
      ? [`\`${word}\` is only recommended: no gate reads it, so none needs a waiver of it.`]
      : []),
    ...(before
      ? [
          `\`${word}\` is waived in ${environment} already, until ${dateInWords(before.until)} (${before.at.file}): the waiver that holds longest counts.`,
        ]
      : []),
  ]
}
