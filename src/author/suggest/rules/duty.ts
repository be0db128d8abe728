import {defineRule, type Read} from '../define.ts'
import type {ItemInContext} from '../read.ts'
import {anyDuty, type Duty, duties} from '../words/duties.ts'
import {assignmentIn, has, nameIn, predicate, statements, wordsOf} from '../words/read.ts'
import {examples, ifWords, secretly} from '../words/tables.ts'
import {answerField} from './answer-field.ts'
import {choiceOf} from './choice.ts'
import {conditionsOf} from './condition.ts'
import {repositoryFile} from './repository-file.ts'
import {routeIn, routeStatus} from './route-status.ts'
import {settingSet} from './setting-set.ts'
import {settingSwitch} from './setting-switch.ts'
import {settingValue} from './setting-value.ts'

const provers = [settingValue, settingSwitch, settingSet, routeStatus, repositoryFile, answerField]
const outcomes = new Set('was were works shows is are ist sind wurde wurden est sont tried never nie jamais'.split(' '))
const runs = new Set('run execute führe ausführen exécuter lancer'.split(' '))
const lasting: ReadonlySet<string> = new Set(['rotate', 'exercise', 'decide'])
const manyWords = 10

/** Whether a machine sees any of it. */
const isProven = (item: ItemInContext): boolean =>
  provers.some(({propose}) => propose(item).some((read) => 'thing' in read && !isUnasked(read)))

const isUnasked = ({thing}: Read): boolean => thing.kind === 'field' && thing.path === '*'

/** Whether a duty is named, and not something else that is called so. */
const names = (tokens: ItemInContext['tokens'], {words, notBefore}: Duty): boolean =>
  has(tokens, words) &&
  tokens.some(({word}, index) => words.has(word) && notBefore?.has(tokens[index + 1]?.word ?? '') !== true)

/** The duty that an item's own words name, else that of the items around it. */
function dutyOf(item: ItemInContext): Omit<Duty, 'words'> {
  const named = (tokens: ItemInContext['tokens']) => duties.find((each) => names(tokens, each))
  return named(item.tokens) ?? named(predicate(item)) ?? anyDuty
}

/** Whether the sentence says more than what a check sees. */
function saysMore(item: ItemInContext): boolean {
  const more = statements(item).map(({tokens, aside}) => ({
    aside,
    count: wordsOf(tokens).length,
    seen: tokens.some((token) => nameIn(token) !== null || assignmentIn(token) !== null || routeIn(token) !== null),
  }))
  const condition = conditionsOf(item).length > 0
  // "Dev headers are off (`DEV=false`)": what stands in brackets says the same in other words.
  const restated = (index: number): boolean => more[index + 1]?.aside === true && more[index + 1]?.seen === true
  const unseen = more.filter(({seen}, index) => !seen && !restated(index) && !(condition && index === 0))
  return unseen.some(({count}) => count > 2) || more.some(({seen, count}) => seen && count > manyWords)
}

/** A command that stands for itself: it does something, and says of nothing that it is so. */
function onlyCommand({tokens}: ItemInContext): boolean {
  const [first, second] = tokens
  const command = runs.has(first?.word ?? '') && first?.kind === 'word' ? second : first
  return command?.kind === 'code' && /^[a-z][\w.-]* \S/.test(command.text) && !has(tokens, outcomes)
}

/** Whether an item leaves its own truth to the items below it. */
function leaves(item: ItemInContext): boolean {
  if (item.children.length === 0) return false
  const [first] = item.tokens
  if (!item.leads) return first !== undefined && ifWords.has(first.word) && conditionsOf(item).length > 0
  return choiceOf(item) === null && !duties.some(({words}) => first !== undefined && words.has(first.word))
}

const writesDown = new Set(['write', 'document', 'documenter', 'dokumentieren', 'aufschreiben'])

/** Why a person is asked; null where nobody needs to be. */
function reasonFor(item: ItemInContext): string | null {
  const duty = dutyOf(item)
  if (choiceOf(item) !== null)
    return has(item.tokens, writesDown) ? 'that the choice is written down is a person’s word' : null
  if (!isProven(item))
    return duty === anyDuty ? 'nothing here can be asked by a machine' : `to ${duty.kind} is a person’s duty`
  if (has(item.tokens, secretly)) return 'that it is set says nothing of how it is kept'
  const own = duties.find((each) => names(item.tokens, each))
  if (own !== undefined && lasting.has(own.kind)) return `to ${own.kind} is a person’s duty`
  return saysMore(item) || has(item.tokens, examples) ? 'a check sees only a part of what the sentence says' : null
}

export const duty = defineRule({
  name: 'duty',
  summary: 'What no check sees is asked of a person, with a question and a time to renew it by the kind of duty.',
  examples: [
    {
      markdown: '- [ ] Decide who may stop the launch',
      reads: [{kind: 'attest', question: 'Who decided this, when, and where is it written down?', renewEvery: '365d'}],
    },
    {
      markdown: '- [ ] Runbooks have been exercised:\n  - [ ] [Mail is stuck](mail.md)',
      reads: [{kind: 'attest', question: 'Who did this last, when, and what came of it?', renewEvery: '180d'}],
    },
    {
      markdown: '- [ ] The library has read replicas',
      reads: [{kind: 'attest', question: 'Who saw that this is so, when, and how?', renewEvery: '90d'}],
    },
    {markdown: '- [ ] `OPEN_SIGNUP` is off', reads: []},
    {markdown: '- [ ] `mailctl flush --all`', reads: []},
    {markdown: '- [ ] If using SSO:\n  - [ ] `SSO_URL` is set', reads: []},
  ],
  propose(item) {
    const [parent] = item.parents
    if (wordsOf(item.tokens).length === 0 && item.tokens.every(({kind}) => kind === 'sign'))
      return [{doubt: 'no words are left to prove, or too many for one sentence'}]
    if (onlyCommand(item)) return [{doubt: 'a command that acts is never run, and nothing is said of what must be so'}]
    const option = parent !== undefined && choiceOf(parent) !== null
    const reason = option || leaves(item) ? null : reasonFor(item)
    if (reason === null) return []
    const {question, renewEvery, kind} = dutyOf(item)
    return [
      {
        thing: {kind: 'attest', question: question[item.language], renewEvery},
        confidence: kind === anyDuty.kind ? 'medium' : 'high',
        reason,
      },
    ]
  },
})
