import {originOf} from '../../config/schema.ts'
import type {Counted} from './draft.ts'
import type {FoundEnvironment} from './environments.ts'
import {sameEnvironment} from './sources.ts'
import {hasVariable} from './writable.ts'

/** What an answer comes to, or why it cannot be read. */
export type Answer<T> = {value: T} | {wrong: string}

const wordsIn = (answer: string): string[] => answer.split(/[\s,;]+/).filter((word) => word !== '')

/** Which of the checklists are meant: numbers of a list that counts from 1, or all; nothing stands for the likeliest. */
export function checklistsAnswered(
  all: readonly Counted[],
  usual: readonly Counted[],
  answer: string,
): Answer<Counted[]> {
  const words = wordsIn(answer)
  if (words.length === 0) return {value: [...usual]}
  if (words.length === 1 && /^all$/i.test(words[0] ?? '')) return {value: [...all]}
  const chosen = words.map((word) => (/^\d{1,4}$/.test(word) ? all[Number(word) - 1] : undefined))
  const unknown = words[chosen.indexOf(undefined)]
  if (unknown !== undefined)
    return {wrong: `Unexpected \`${unknown}\`, expected numbers from 1 to ${all.length}, or \`all\``}
  return {value: all.filter((each) => chosen.includes(each))}
}

const name = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

const isHere = /^(localhost|127\.\d+\.\d+\.\d+)(:|$)/i

/** The origin of an address. Without a scheme it is a safe one but on this machine, which is called by its number: of a name nobody can say where it leads. */
function addressed(address: string): string | null {
  const origin = originOf(address.includes('://') ? address : `${isHere.test(address) ? 'http' : 'https'}://${address}`)
  return origin?.replace(/^(?<scheme>https?:\/\/)localhost(?=:|$)/, '$<scheme>127.0.0.1') ?? null
}

/** A name and an address, each of which may be missing. */
function nameAndTarget(answer: string): Answer<{named: string | null; target: string | null}> {
  const words = wordsIn(answer)
  const isAddress = (word: string): boolean => /[/:]|^[\w-]+(\.[\w-]+)+$/.test(word)
  const addresses = words.filter(isAddress)
  const names = words.filter((word) => !isAddress(word))
  const [named = null] = names
  if (names.length > 1 || addresses.length > 1)
    return {
      wrong: `Unexpected ${words.length} words, expected one name and one address, such as \`production https://api.example.com\``,
    }
  if (named !== null && !name.test(named))
    return {wrong: `Unexpected name \`${named}\`, expected letters, digits, \`.\`, \`_\` and \`-\``}
  const [address = null] = addresses
  if (address === null) return {value: {named, target: null}}
  const target = addressed(address)
  if (target === null)
    return {
      wrong: `Unexpected address \`${address}\`, expected an origin such as \`https://api.example.com\`, without a path`,
    }
  return {value: {named, target}}
}

/**
 * The environments with what a person said of the first: how it is called, and where it answers. A name that is found
 * elsewhere in the project stands for that environment; nothing leaves everything as it was found.
 */
export function environmentAnswered(found: readonly FoundEnvironment[], answer: string): Answer<FoundEnvironment[]> {
  const read = nameAndTarget(answer)
  if ('wrong' in read) return read
  const {named, target} = read.value
  if (named === null && target === null) return {value: [...found]}
  const meant = found.find((each) => named !== null && sameEnvironment(each.name, named)) ?? found[0]
  const told = target === null ? (meant?.target ?? null) : {value: target, from: 'your answer'}
  const first: FoundEnvironment = {
    ...(meant ?? {config: [], left: []}),
    name: named ?? meant?.name ?? 'production',
    target: told,
  }
  return {value: [first, ...found.filter((each) => each !== meant)]}
}

/** The people that an answer names. */
export function approversAnswered(answer: string): Answer<string[]> {
  const names = answer
    .split(/[,;]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
  const odd = names.find((each) => hasVariable(each) || /\p{Cc}/u.test(each))
  if (odd !== undefined) return {wrong: `Unexpected \`${odd}\`, expected names with commas between them`}
  return {value: [...new Set(names)]}
}
