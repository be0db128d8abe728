import type {Clause} from '../clauses.ts'
import {type Doubt, defineRule, type Read} from '../define.ts'
import type {ItemInContext} from '../read.ts'
import type {Token} from '../tokens.ts'
import {assignmentIn, denial, has, nameIn, predicate, statements} from '../words/read.ts'
import {links, off, on, secretly, setVerbs} from '../words/tables.ts'

const check = new Set('validate validated verify check confirm ensure prüfen vérifier contrôler'.split(' '))
const either = new Set(['and/or', 'or', 'oder', 'ou', 'either', 'entweder', 'soit'])
const compares = new Set(['≥', '≤', '>', '<'])
const joins = new Set(['and', 'und', 'et', 'both', 'beide', 'for', 'für'])

const isList = (tokens: readonly Token[]): boolean =>
  tokens.every((token) => nameIn(token) !== null || token.kind === 'sign' || joins.has(token.word))

/** `at info or quieter`, `≥ 20s`, `has a value`: a value is asked for that nothing names exactly. */
function isBounded({tokens}: Clause): boolean {
  const index = tokens.findIndex((token) => nameIn(token) !== null)
  const next = tokens[index + 1]
  const words = tokens.slice(index + 1).map(({word}) => word)
  return (
    compares.has(next?.text ?? '') ||
    (next?.word === 'at' && tokens[index + 2]?.kind === 'code') ||
    words.slice(0, 3).join(' ') === 'has a value'
  )
}

const between = new Set(
  'which that variable variables setting settings the der die das le la les properly all alle toutes in'.split(' '),
)

/** Whether a verb of setting is tied to a name, with nothing of another meaning between them. */
function isAsked(tokens: readonly Token[]): boolean {
  const tied = (token: Token): boolean =>
    nameIn(token) !== null ||
    (token.kind === 'sign' && token.text === ',') ||
    [links, joins, between, setVerbs, secretly].some((words) => token.kind === 'word' && words.has(token.word))
  return tokens.some((token, verb) => {
    if (token.kind !== 'word' || !setVerbs.has(token.word)) return false
    return tokens.some((other, name) => {
      const gap = tokens.slice(Math.min(verb, name) + 1, Math.max(verb, name))
      return nameIn(other) !== null && gap.every(tied)
    })
  })
}

const valued = (token: Token): boolean => assignmentIn(token) !== null

/** Whether a statement, or what its item stands under, asks for its names to be set. */
function asks(clause: Clause, item: ItemInContext): boolean {
  const {tokens} = clause
  if (isAsked(tokens) || isBounded(clause)) return true
  const above = predicate(item)
  const bare = isList(item.tokens) || (isList(tokens) && item.tokens.some(valued))
  return bare && (has(above, setVerbs) || has(above, check))
}

export const settingSet = defineRule({
  name: 'setting-set',
  summary: 'A setting that the sentence, or the item above it, wants set or configured must be set, and not empty.',
  examples: [
    {
      markdown: '- [ ] Set `MAIL_HOST` and `MAIL_PORT`',
      reads: [
        {kind: 'env', name: 'MAIL_HOST', value: null},
        {kind: 'env', name: 'MAIL_PORT', value: null},
      ],
    },
    {markdown: '- [ ] `MAIL_HOST` ist gesetzt', reads: [{kind: 'env', name: 'MAIL_HOST', value: null}]},
    {
      markdown: '- [ ] Configure the mailer:\n  - [ ] `MAIL_HOST`, `MAIL_PORT`',
      reads: [
        {kind: 'env', name: 'MAIL_HOST', value: null},
        {kind: 'env', name: 'MAIL_PORT', value: null},
      ],
    },
    {markdown: '- [ ] `MAIL_HOST` must not be set in production', reads: []},
    {markdown: '- [ ] Somebody knows what `MAIL_HOST` is for', reads: []},
  ],
  propose(item) {
    if (item.tokens.some(({word}) => either.has(word)) && !item.clauses.some(isBounded)) return []
    return statements(item).flatMap((clause): (Read | Doubt)[] => {
      const names = clause.tokens.flatMap((token) => nameIn(token) ?? [])
      if (names.length === 0 || !asks(clause, item)) return []
      const denied = denial(clause, item)
      if (denied !== null) return names.map((name) => ({doubt: `\`${name}\` stands ${denied}`}))
      const switched = names.length === 1 && (has(clause.tokens, on) || has(clause.tokens, off))
      if (switched && !has(clause.tokens, new Set(['at', 'value']))) return []
      return names.map((name) => ({
        thing: {kind: 'env', name, value: null},
        confidence: 'medium',
        reason: `the sentence wants \`${name}\` to be set`,
      }))
    })
  },
})
