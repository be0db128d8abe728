import type {Item, Json} from '../../model/index.ts'
import type {Part, Thing} from '../../model/proposal.ts'

type Of<Kind extends Thing['kind']> = Extract<Thing, {kind: Kind}>

const things = (parts: readonly Part[]): Thing[] => parts.map(({thing}) => thing)
const line = (method: string, path: string, statuses: readonly number[]): string =>
  `${method} ${path} -> ${statuses.join(' | ')}`

const isField = (thing: Thing): thing is Of<'field'> => thing.kind === 'field' && thing.path !== '*'

/** Fields of one answer are one call: asked once, each must be there. */
function fieldCalls(all: readonly Thing[]): Json[] {
  const asked = Map.groupBy(all.filter(isField), ({method, path}) => `${method} ${path}`)
  return [...asked].map(([request, fields]) => ({
    http: request,
    expect: ['status == 200', ...fields.map(({field}) => `json.${field} != null`)].join(' && '),
  }))
}

/** The check calls of a proposal, as an author would write them. */
function callsOf(all: readonly Thing[]): Json[] {
  const calls = all.flatMap((thing): Json[] => {
    if (thing.kind === 'env') return [{env: thing.value === null ? thing.name : `${thing.name}=${thing.value}`}]
    if (thing.kind === 'http') {
      const {method, path, statuses, from} = thing
      return [{http: line(method, path, statuses), ...(from === null ? {} : {from})}]
    }
    if (thing.kind === 'link') return [{link: thing.to}]
    return thing.kind === 'file' ? [{file: thing.path}] : []
  })
  return [...calls, ...fieldCalls(all)]
}

const condition = ({fact, value, not}: Of<'when'>): string =>
  `${not ? '!' : ''}facts.${fact}${value === null ? '' : `.${value}`}`

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Reasons as one sentence. */
export const whyOf = (parts: readonly Part[]): string =>
  `${capital([...new Set(parts.map(({reason}) => reason))].join('; '))}.`

/** The entry of a bindings file that a proposal comes to. */
export function entryOf({own}: Pick<Item, 'own'>, parts: readonly Part[]): Record<string, Json> {
  const all = things(parts)
  const whens = all.filter((thing) => thing.kind === 'when').map(condition)
  const checks = callsOf(all)
  const attest = all.find((thing) => thing.kind === 'attest')
  const choice = all.find((thing) => thing.kind === 'choice')
  const option = all.find((thing) => thing.kind === 'option')
  return {
    text: own,
    why: whyOf(parts),
    ...(whens.length === 0 ? {} : {when: whens.join(' && ')}),
    ...(checks.length === 0 ? {} : {checks}),
    ...(attest === undefined ? {} : {attest: {question: attest.question, renew_every: attest.renewEvery}}),
    ...(choice === undefined ? {} : {choice: choice.fact}),
    ...(option === undefined ? {} : {option: option.value}),
  }
}
