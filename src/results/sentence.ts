import type {Gate} from '../model/index.ts'
import type {Unreachable} from './causes.ts'
import {inWords} from './dates.ts'
import {clause, count} from './words.ts'

interface Said
  extends Pick<Gate, 'name' | 'environment' | 'why' | 'read' | 'passing' | 'failing' | 'blocked' | 'waived'> {
  listed: readonly string[]
  dropped: readonly string[]
  notApplicable: number
  unreachable: Unreachable | null
}

const are = (number: number): string => (number === 1 ? 'is' : 'are')

const saying = {
  met: (said) => `is met${met(said)}${aside(said)}`,
  empty: (said) => `is unmet: ${join([...toMend(said), 'nothing in it passes'])}${aside(said)}`,
  'to-mend': (said) => `is unmet: ${join(toMend(said))}${aside(said)}`,
  'no-run': ({environment}) => `could not be judged: ${environment} was never run`,
  unreachable: ({unreachable, environment}) => `could not be judged: ${unreachableSince(unreachable, environment)}`,
} as const satisfies Record<Gate['why'], (said: Said) => string>

/** A gate's verdict in one sentence for a person. */
export const sentenceOf = (said: Said): string => `Gate ${said.name} ${saying[said.why](said)}.`

const join = (clauses: readonly string[]): string =>
  [clauses.slice(0, -1).join(', '), clauses.at(-1) ?? ''].filter((each) => each !== '').join(' and ')

function toMend({failing, blocked}: Said): string[] {
  const fails = failing === 0 ? [] : [`${count(failing, 'item')} ${failing === 1 ? 'fails' : 'fail'}`]
  const blocks = blocked === 0 ? [] : [`${failing === 0 ? count(blocked, 'item') : blocked} ${are(blocked)} blocked`]
  return [...fails, ...blocks]
}

function met({read, passing, notApplicable, listed, dropped}: Said): string {
  const all = read - dropped.length
  const left = listed.length
  if (left > 0)
    return ` for ${all - left} of ${all}; the ${left === 1 ? 'one' : left} left ${are(left)} unbound and only listed`
  const rest = notApplicable === 0 ? '' : ` and ${notApplicable} ${are(notApplicable)} not applicable`
  return `: ${count(passing, 'item')} ${passing === 1 ? 'passes' : 'pass'}${rest}`
}

function aside({waived, dropped}: Said): string {
  const parts = [
    ...(waived === 0 ? [] : [`${count(waived, 'item')} ${are(waived)} waived`]),
    ...(dropped.length === 0 ? [] : [`${count(dropped.length, 'item')} ${are(dropped.length)} dropped`]),
  ]
  return parts.map((part) => `; ${part}`).join('')
}

function unreachableSince(unreachable: Unreachable | null, environment: string): string {
  if (unreachable === null) return `${environment} is unreachable`
  const {what, since, message, items} = unreachable
  const start = since === null ? clause(message) : `${what} has been unreachable since ${inWords(Date.parse(since))}`
  return `${start}, and ${count(items, 'item')} ${are(items)} blocked by it`
}
