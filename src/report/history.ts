import type {HistoryReport, Line, Stretch} from '../model/compared.ts'
import {type Item, noTenant, type Plan, place} from '../model/index.ts'
import {tellingOf, verdictSign} from './past.ts'
import {block, cut, type Sheet} from './sheet.ts'
import {many, moment, shellWord, shortKey} from './words.ts'

export interface HistoryText extends Sheet {
  plan: Pick<Plan, 'checklists'>
  report: HistoryReport
}

type Past = HistoryReport['environments'][number]

const margin = 2
const gutterWidth = 10
const under = margin + gutterWidth
const longest = 240

/** For programs. */
export const historyReport = (key: string, {text, at}: Item, environments: readonly Past[]): HistoryReport => ({
  version: 1,
  kind: 'history',
  key,
  text,
  at,
  environments: [...environments],
})

/** The author's sentence, then for each environment what changed and when, the newest first. */
export function reportHistory({plan, report, ...sheet}: HistoryText): string {
  const {key, text, at, environments} = report
  const word = shellWord(shortKey(plan, key))
  const ran = environments.some(({runs}) => runs > 0)
  const lines = [
    ...block(sheet, {text, style: 'bold', right: place(at).replace(/:\d+$/, ''), rightStyle: 'dim'}),
    ...environments.flatMap((past) => ['', ...pastLines(sheet, past)]),
    ...(ran ? ['', ...block(sheet, {margin, text: `next: proofmark show ${word}`, style: 'dim'})] : []),
  ]
  return `${lines.join('\n')}\n`
}

function pastLines(sheet: Sheet, {environment, runs, lines, problems}: Past): string[] {
  const unread = problems.flatMap(({message}) => block(sheet, {margin, text: `A kept run was passed over: ${message}`}))
  if (runs === 0) {
    const text = `never run · next: proofmark run --env ${shellWord(environment)}`
    return [...block(sheet, {text: environment, style: 'bold'}), ...block(sheet, {margin, text}), ...unread]
  }
  return [
    ...block(sheet, {
      text: environment,
      style: 'bold',
      right: many(runs, 'kept run'),
      rightStyle: 'dim',
    }),
    ...lines.flatMap((line) => lineOf(sheet, line)),
    ...unread,
  ]
}

function lineOf(sheet: Sheet, {tenants, stretches, lastRed}: Line): string[] {
  const who = tenants.includes(noTenant) ? [] : block(sheet, {margin, text: tenants.join(', ')})
  return [
    ...who,
    ...block(sheet, {margin, text: summaryOf(stretches, lastRed), style: 'dim'}),
    ...stretches.flatMap((stretch, order) => stretchLines(sheet, stretch, order === stretches.length - 1)),
  ]
}

function summaryOf([now, ...before]: readonly Stretch[], lastRed: string | null): string {
  const since =
    now === undefined ? '' : `so since ${before.length === 0 ? 'the first of these runs, ' : ''}${moment(now.since)}`
  const red = lastRed === null ? 'never seen red in these runs' : `last seen red ${moment(lastRed)}`
  return [since, red].join(' · ')
}

/** When it came to stand so, by which run and release, for how many runs, and what was seen. */
function stretchLines(sheet: Sheet, stretch: Stretch, oldest: boolean): string[] {
  const {since, run, release, runs, lastSeen} = stretch
  const told = tellingOf(stretch)
  const parts = [
    `${oldest ? 'at first, ' : ''}${moment(since)}`,
    ...(runs === 1 ? [] : [`${many(runs, 'run')} until ${moment(lastSeen)}`]),
    ...(release === null ? [] : [`release ${release}`]),
  ]
  return [
    ...block(sheet, {margin, gutter: {...verdictSign(stretch), width: gutterWidth}, text: parts.join(' · ')}),
    ...(told === null ? [] : block(sheet, {margin: under + 2, text: cut(told, longest)})),
    ...block(sheet, {margin: under + 2, text: `run ${run}`, style: 'dim'}),
  ]
}
