import {begins, dateInWords, ends, type LastWord, type PlannedItem, spanOf} from '../index.ts'
import {UsageError} from './command.ts'
import type {Io} from './io.ts'
import {need} from './recording.ts'

/** What was given on the line of `attest`. */
export interface Given {
  says: string | null
  by: string | null
  on: string | null
  until: string | null
  renewEvery: string | null
  tenants: readonly string[]
  release: string | null
  note: string | null
}

/** What a record takes beside its item and its environments. */
export interface Word {
  says: 'met' | 'not-applicable'
  by: string
  on: string
  until: string | null
  renewEvery: string | null
  tenants: string[] | null
  release: string | null
  note: string
}

/** Completes what was given by the last word on the item, by its binding, and by asking. */
export async function wordOn(io: Io, planned: PlannedItem, given: Given, last: LastWord | null): Promise<Word> {
  const says = given.says === 'not-applicable' || given.says === 'met' ? given.says : (last?.record.says ?? 'met')
  if (says === 'not-applicable' && (planned.binding?.checks.length ?? 0) > 0)
    throw new UsageError(
      `Unexpected \`--says not-applicable\` for \`${planned.id}\`, which has checks, expected \`met\`, or a waiver in its place`,
    )
  const on = given.on ?? io.clock.now().toISOString().slice(0, 10)
  const begun = begins(on)
  if (begun === null || begun > io.clock.now().getTime())
    throw new UsageError(`Unexpected \`${on}\` for \`--on\`, expected a past day such as \`2026-11-24\``)
  const question = planned.binding?.attest?.question
  if (question !== undefined && io.person !== null) io.err(`${question}\n`)
  const by = given.by ?? (await need(io, '--by WHO', 'Who says so?'))
  const limits = await limitsOf(io, planned, given, last)
  const release = given.release ?? (await releaseAgain(io, last))
  const tenants = given.tenants.length > 0 ? [...given.tenants] : (last?.record.tenants ?? null)
  return {says, by, on, ...limits, tenants, release, note: given.note ?? (await noteFrom(io))}
}

/** Until when it holds: as given, as the last word had it, as the binding has it, or as the person answers. */
async function limitsOf(
  io: Io,
  {binding}: PlannedItem,
  {until, renewEvery}: Given,
  last: LastWord | null,
): Promise<Pick<Word, 'until' | 'renewEvery'>> {
  if (until !== null || renewEvery !== null) return checked(io, until, renewEvery)
  const usual = last?.record.renewEvery ?? binding?.attest?.renew_every ?? null
  if (usual !== null) return {until: null, renewEvery: usual}
  const answer = await need(io, '--until DAY` or `--renew-every 180d', 'Until what day does it hold, or for how long?')
  return spanOf(answer) === null ? checked(io, answer, null) : {until: null, renewEvery: answer}
}

function checked(io: Io, until: string | null, renewEvery: string | null): Pick<Word, 'until' | 'renewEvery'> {
  if (until !== null && (ends(until) ?? 0) < io.clock.now().getTime())
    throw new UsageError(`Unexpected \`${until}\` for \`--until\`, expected a day to come such as \`2027-05-31\``)
  if (renewEvery !== null && spanOf(renewEvery) === null)
    throw new UsageError(`Unexpected \`${renewEvery}\` for \`--renew-every\`, expected a span such as \`180d\``)
  return {until, renewEvery}
}

/** A word about one release says nothing about the next, so a renewal names its own. */
const releaseAgain = async (io: Io, last: LastWord | null): Promise<string | null> =>
  last === null || last.record.release === null
    ? null
    : need(io, '--release NAME', `The last word was about \`${last.record.release}\`: which release is it now?`)

const hint = '<!-- What was seen, where and how. This line is left out; an empty text is fine. -->'

async function noteFrom({person}: Io): Promise<string> {
  if (person === null) return ''
  const text = await person.edit(`${hint}\n`).catch((error: unknown) => {
    throw new UsageError(`Unexpected editor: ${error instanceof Error ? error.message : String(error)}`)
  })
  return text === null ? ((await person.ask('What was seen, where and how? ')) ?? '') : text.replace(hint, '')
}

/** The last word in lines: who, when, and what has changed since. */
export function lastLines({record, changes}: LastWord): string[] {
  const {by, on, at} = record
  const since = changes.map(({what, detail}) => `  ${what}${detail === null ? '' : `: ${detail}`}`)
  return [
    `Last attested by ${by} on ${dateInWords(on)} (${at.file}).`,
    ...(since.length === 0 ? ['Nothing that it leans on has changed since.'] : ['Since then:', ...since]),
  ]
}
