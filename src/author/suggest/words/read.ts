import type {Clause} from '../clauses.ts'
import type {ItemInContext, Sentence} from '../read.ts'
import type {Token} from '../tokens.ts'
import {
  elsewhere,
  examples,
  ifWords,
  instead,
  negations,
  onlyWords,
  production,
  takenAway,
  unsettled,
} from './tables.ts'

/** Whether a sentence or clause holds a word of a list. */
export const has = (tokens: readonly Token[], words: ReadonlySet<string>): boolean =>
  tokens.some((token) => token.kind !== 'code' && words.has(token.word))

export const wordsOf = (tokens: readonly Token[]): string[] =>
  tokens.flatMap(({kind, word}) => (kind === 'word' ? [word] : []))

const setting = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/
const long = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/

/** `NAME`, as a variable of a service is called; a lone word in capitals is no name. */
export const nameIn = ({kind, text}: Token): string | null =>
  (kind === 'code' || kind === 'name') && long.test(text) ? text : null

/** `NAME=value` */
export function assignmentIn({kind, text}: Token): {name: string; value: string} | null {
  const [, name = '', value = ''] =
    kind === 'code' || kind === 'name' ? (/^([A-Z][A-Z0-9_]*)\s*=\s*(\S(?:.*\S)?)$/.exec(text) ?? []) : []
  const bare = value.replace(/^(["'])(.*)\1$/, '$2')
  return setting.test(name) && name.length > 2 && isPlain(bare) && bare !== '' ? {name, value: bare} : null
}

/** A value that somebody could have meant; a place to fill in is none. */
export const isPlain = (value: string): boolean =>
  !/[<>{}*…\s]|\.\.\.|\$\(/.test(value) &&
  !/^(?:x{2,}|your[-_].*|change-?me|todo|tbd|placeholder|value|wert|valeur)$/i.test(value)

/** `no more than` bounds a value, and `must not be left at its default` asks for one: neither denies anything. */
const bounds =
  /\b(?:no|not) (?:more|less|longer|fewer|later) than\b|\bnot (?:be )?left\b|\bnicht (?:mehr|länger) als\b|\bpas plus de\b/

const defaults = /(?<!\b(?:by|its) )\bdefault (?:is|of|was)\b/

/** Why what a clause names is not what must be so; null where it is. */
export function denial({tokens}: Clause, {tokens: all}: Sentence): string | null {
  const text = wordsOf(tokens).join(' ')
  if (tokens.some(({quoted, kind}) => quoted && kind !== 'sign' && kind !== 'word')) return 'in quotes'
  if (has(tokens, instead)) return 'as what is not used'
  if (has(all, examples)) return 'as an example'
  if (has(tokens, elsewhere) && !has(tokens, production)) return 'for another place than production'
  const name = tokens.findIndex((token) => nameIn(token) !== null || assignmentIn(token) !== null)
  if (has(tokens.slice(0, Math.max(name, 0)), ifWords)) return 'in a condition'
  if (has(tokens, unsettled) || defaults.test(text)) return 'as what was, may be, or is for a while'
  if (has(tokens, onlyWords)) return 'for a part only'
  if (has(tokens, takenAway)) return 'as what was taken away'
  return has(tokens, negations) && !bounds.test(text) ? 'in a negation' : null
}

const named = (token: Token | undefined): boolean => token !== undefined && nameIn(token) !== null

/** Words that go on speaking of what stands before the comma. */
const relatives = new Set(['which', 'that', 'welche', 'welcher', 'qui'])

/** Clauses, cut at commas and conjunctions too where a new statement with a name of its own begins. */
export const statements = ({clauses}: Sentence): Clause[] =>
  clauses.flatMap(({tokens, aside}) => {
    const parts: Token[][] = [[]]
    const conditional = ifWords.has(tokens[0]?.word ?? '')
    tokens.forEach((token, index) => {
      const comma = token.kind === 'sign' && token.text === ',' && !token.quoted
      const next = tokens[index + 1]
      // A comma between two names only lists them.
      if (comma && conditional && parts.length === 1) parts.push([])
      else if (comma && next?.kind === 'word' && next.word !== 'and' && !relatives.has(next.word)) parts.push([])
      else if (comma && next?.word === 'and' && !(named(tokens[index - 1]) && named(tokens[index + 2]))) parts.push([])
      else parts.at(-1)?.push(token)
    })
    return parts.filter((part) => part.length > 0).map((part) => ({tokens: part, aside}))
  })

/** The words of the items around an item: their predicate is its own. */
export const predicate = ({parents}: ItemInContext): readonly Token[] => parents.flatMap(({tokens}) => tokens)
