import {defineRule, type Read} from '../define.ts'
import type {ItemInContext, Sentence} from '../read.ts'
import type {Token} from '../tokens.ts'
import {has} from '../words/read.ts'
import {slug} from '../words/slug.ts'
import {asFarAs, events, fillers, ifWords, onlyWords, persons, states, wishes} from '../words/tables.ts'

const isWord = (words: ReadonlySet<string>) => (token: Token | undefined) =>
  token?.kind === 'word' && words.has(token.word)
const isIf = isWord(ifWords)
/** It may speak of a moment as well: then a state must be named. */
const isTime = isWord(new Set(['when', 'wenn', 'quand', 'lorsque', 'wherever', 'whenever']))
const isOnly = isWord(onlyWords)
const isState = isWord(states)
const isPerson = isWord(persons)
/** "If you want to …", "When you create …": what somebody wants, or does just then. */
const isPersonal = ([first, who, what]: readonly Token[]): boolean =>
  isPerson(who) && (isWord(wishes)(what) || (isTime(first) && !isState(what)))
/** `read only` is a right and no condition. */
const access = new Set(['read', 'write', 'view', 'append', 'internal', 'once'])
const dropped = new Set([...fillers, ...ifWords, ...onlyWords, 'is', 'are'].filter((word) => word !== 'on'))

function read(condition: readonly Token[], reason: string, subject: readonly Token[] = []): Read[] {
  const named = condition.filter(({kind, word}) => kind === 'word' && !dropped.has(word))
  // "(if enabled)" says of what only by what stands before it.
  const bare = named.length === 1 && subject.length > 0
  const fact = slug(bare ? [...subject.filter(({kind}) => kind !== 'sign').slice(0, 3), ...named] : condition, dropped)
  if (fact === null || has(condition, events) || isPersonal(condition)) return []
  const not = condition[0]?.word === 'unless'
  return [{thing: {kind: 'when', fact, value: null, not}, confidence: 'medium', reason}]
}

/** "(… only)", "(if …)" at a heading, for the items right below it. */
const ofHeading = ({clauses}: Sentence): Read[] =>
  clauses.flatMap(({tokens, aside}, clause) =>
    aside && ((isOnly(tokens.at(-1)) && !access.has(tokens.at(-2)?.word ?? '')) || isOnly(tokens[0]) || isIf(tokens[0]))
      ? read(
          tokens,
          `the heading says “${tokens.map(({text}) => text).join(' ')}”`,
          isIf(tokens[0]) ? clauses[clause - 1]?.tokens : [],
        )
      : [],
  )

/** "If using X, …", "Falls …:", "RC1 only: …" */
function inFront({tokens, children}: ItemInContext): Read[] {
  const end = tokens.findIndex(({kind, text}) => kind === 'sign' && (text === ',' || text === ':'))
  // A condition over children needs no sign behind it.
  const whole = end === -1 && children.length > 0
  const start = tokens.slice(0, whole ? tokens.length : Math.max(end, 0))
  const behind = isOnly(start[0]) ? start.slice(1) : start
  const named = isIf(behind[0]) && behind.length > 1 && (!isTime(behind[0]) || behind.some(isState))
  if (named) return read(behind, 'the sentence begins with a condition')
  const prefix = tokens[end]?.text === ':' && isOnly(start.at(-1)) && start.length > 1
  return prefix ? read(start, 'the sentence holds only there') : []
}

/** "(if enabled)", "… when behind a proxy" */
const inside = ({clauses}: ItemInContext): Read[] =>
  clauses.flatMap(({tokens, aside}, clause) => {
    const index = tokens.findLastIndex((token, at) => isIf(token) && (aside ? at === 0 : at > 0))
    const rest = tokens.slice(index)
    const applies = index !== -1 && (isState(rest[1]) || isState(rest.at(-1)))
    const advice = !aside && rest.length === 2 && isWord(asFarAs)(rest[1])
    const subject = aside ? (clauses[clause - 1]?.tokens ?? []) : tokens.slice(0, index)
    const named = rest.length === 2 || isState(rest.at(-1)) ? subject : []
    return applies && !advice ? read(rest, 'the sentence ends with a condition', named) : []
  })

/** The condition that an item or its heading states, if any. */
export function conditionsOf(item: ItemInContext): Read[] {
  const own = inFront(item)
  const heading = item.parents.length === 0 ? item.headings.flatMap(ofHeading) : []
  return [...heading, ...(own.length > 0 ? own : inside(item))]
}

export const condition = defineRule({
  name: 'condition',
  summary: 'A condition in the heading or in the sentence becomes a `when` on a fact that `proofmark.yaml` states.',
  examples: [
    {
      markdown: '- [ ] If using SSO:\n',
      reads: [{kind: 'when', fact: 'using_sso', value: null, not: false}],
    },
    {
      markdown: '## Exports (batch mode only)\n\n- [ ] Exports are signed',
      reads: [{kind: 'when', fact: 'batch_mode', value: null, not: false}],
    },
    {
      markdown: '## Night shift (if applicable)\n\n- [ ] Lamps are there',
      reads: [{kind: 'when', fact: 'night_shift_applicable', value: null, not: false}],
    },
    {
      markdown: '- [ ] Falls repliziert wird, sind die Rechner benannt',
      reads: [{kind: 'when', fact: 'repliziert', value: null, not: false}],
    },
    {
      markdown: '- [ ] Queue depth (if enabled)',
      reads: [{kind: 'when', fact: 'queue_depth_enabled', value: null, not: false}],
    },
    {
      markdown: '- [ ] Client addresses are right when behind a proxy',
      reads: [{kind: 'when', fact: 'behind_proxy', value: null, not: false}],
    },
    {markdown: '- [ ] Page somebody if the import fails', reads: []},
    {markdown: '- [ ] If you want a second opinion, ask the night shift', reads: []},
    {markdown: '- [ ] When you file a ticket using the form, the channel hears of it', reads: []},
    {markdown: '- [ ] Guard pages are used when available', reads: []},
    {markdown: '- [ ] `/me` answers 401 when nobody is signed in', reads: []},
  ],
  propose: conditionsOf,
})
