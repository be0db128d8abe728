import {defineRule} from '../define.ts'
import type {ItemInContext} from '../read.ts'
import type {Token} from '../tokens.ts'
import {assignmentIn, has, nameIn, wordsOf} from '../words/read.ts'
import {slug} from '../words/slug.ts'
import {
  chooseVerbs,
  fillers,
  ifWords,
  manners,
  oneVerbs,
  openNouns,
  pronouns,
  workFirst,
  workLast,
} from '../words/tables.ts'

interface Choice {
  fact: string
  scope: 'environment' | 'tenant'
  take: 'one' | 'some'
  values: string[]
}

const mostOptions = 12
const stops = new Set(['per', 'for', 'pro', 'je', 'für', 'par', 'pour'])
const writes = new Set(
  'document write record documenter noter dokumentieren aufschreiben why warum pourquoi'.split(' '),
)
const joins = new Set(['and', 'und', 'et'])
const dropped = new Set([
  ...fillers,
  ...ifWords,
  ...chooseVerbs,
  'whether',
  'how',
  'ob',
  'wie',
  'comment',
  'every',
  'both',
])

/** The words that name what is chosen: up to a comma, or to the words that say for whom. */
function subject(tokens: readonly Token[]): Token[] {
  const end = tokens.findIndex(({kind, text, word}) => (kind === 'sign' && text !== '-') || stops.has(word))
  return tokens.slice(0, end === -1 ? tokens.length : end)
}

/** "Choose a provider and brief them:" speaks of work to do, unless the second verb only writes the choice down. */
function goesOn(tokens: readonly Token[]): boolean {
  const join = tokens.findIndex(({word}) => joins.has(word))
  if (join === -1 || has(tokens, writes)) return false
  return has(tokens.slice(join), pronouns) || has(tokens.slice(join), workFirst)
}

/** "contract signed", "Vertrag unterzeichnet": something done, and no alternative. */
function isDone(words: readonly string[]): boolean {
  const last = words.at(-1) ?? ''
  const done = /^(?:\p{L}{3,}ed|\p{L}*ge\p{L}{2,}(?:t|en)|\p{L}{3,}iert)$/u.test(last)
  return workLast.has(last) || (done && words.length > 1 && words.at(-2)?.endsWith('ly') !== true)
}

/** What stands in brackets only explains an alternative. */
function isWork({clauses, tokens}: ItemInContext, ofManner: boolean): boolean {
  const said = clauses[0]?.tokens ?? []
  const words = wordsOf(said)
  if (tokens.some((token) => nameIn(token) !== null || assignmentIn(token) !== null) || has(said.slice(0, 4), pronouns))
    return true
  return !ofManner && (workFirst.has(words[0] ?? '') || isDone(words))
}

const optionName = ({clauses}: ItemInContext): string | null =>
  slug(clauses[0]?.tokens ?? []) ?? slug(clauses[0]?.tokens ?? [], new Set())

/** What an item chooses of, where its children are the alternatives; null where they are not. */
export function choiceOf(item: ItemInContext): Choice | null {
  const {tokens, children, leads} = item
  const words = wordsOf(tokens.filter(({depth}) => depth === 0))
  const verb = [...words.slice(0, 2), ...words.slice(-2)].some((word) => chooseVerbs.has(word))
  const introduces = leads || chooseVerbs.has(words[0] ?? '')
  const named = subject(tokens)
  const ofManner = has(named, manners)
  if (
    !introduces ||
    !verb ||
    children.length < 2 ||
    children.length > mostOptions ||
    (!ofManner && has(named, openNouns))
  )
    return null
  if (children.some((child) => isWork(child, ofManner)) || goesOn(tokens)) return null
  const values = children.flatMap((child) => optionName(child) ?? [])
  const fact = slug(named, dropped)
  if (fact === null || values.length < children.length || new Set(values).size < values.length) return null
  const perTenant = wordsOf(tokens).some((word) => /^(?:tenants?|mandanten?|locataires?)$/.test(word))
  return {fact, values, scope: perTenant ? 'tenant' : 'environment', take: has(tokens, oneVerbs) ? 'one' : 'some'}
}

export const choice = defineRule({
  name: 'choice',
  summary:
    '"Pick …", "Decide …" with alternatives below is a choice of a fact, and each alternative one of its options.',
  examples: [
    {
      markdown: '- [ ] Choose an export format:\n  - [ ] CSV (small shops)\n  - [ ] Parquet',
      reads: [{kind: 'option', value: 'parquet'}],
    },
    {
      markdown: '- [ ] Art der Ablage wählen:\n  - [ ] Platte\n  - [ ] Band',
      reads: [{kind: 'option', value: 'band'}],
    },
    {markdown: '- [ ] Choose an owner:\n  - [ ] tell them\n  - [ ] add them to the rota', reads: []},
    {markdown: '- [ ] Pick one commit and deploy it', reads: []},
  ],
  propose(item) {
    const own = choiceOf(item)
    if (own !== null)
      return [{thing: {kind: 'choice', ...own}, confidence: 'medium', reason: 'the items below are alternatives'}]
    const [parent] = item.parents
    const value = parent === undefined || choiceOf(parent) === null ? null : optionName(item)
    return value === null
      ? []
      : [
          {
            thing: {kind: 'option', value},
            confidence: 'medium',
            reason: 'one of the alternatives that the item above names',
          },
        ]
  },
})
