import {createHash} from 'node:crypto'
import {type LastWord, stages} from '../index.ts'
import {
  type Binding,
  CannotJudge,
  type Environment,
  keyOf,
  type Named,
  noTenant,
  type PlannedItem,
  pagesToSee,
  problemLine,
  type Reason,
  type Status,
} from '../model/index.ts'
import {judgeEnvironment} from './judge.ts'
import {type Prepared, planFor} from './prepare.ts'

/** Where an item stands in one environment, for those tenants that it stands so for; all of them where none is named. */
export interface AskedStanding {
  status: Status | null
  because: string
  tenants: string[]
}

/** An environment that a person may speak of. */
export interface AskedPlace {
  name: string
  /** Those that it stands for one by one; a word on an item that holds for all of them alike speaks of all. */
  tenants: string[]
  /** Empty where it cannot be judged, and `trouble` says why. */
  standings: AskedStanding[]
  trouble: string | null
  /** Whether a person's word is what the item waits for there. */
  asks: boolean
}

/** What a person should know of an item before giving a word on it. */
export interface AskedItem {
  named: Named
  planned: PlannedItem
  places: AskedPlace[]
  last: LastWord | null
  /** Fingerprints of what the word would be about: the sentence, what it stands under, the pages to see, and what is asked. */
  seen: {sentence: string; context: string; pages: string; question: string}
}

const waiting: ReadonlySet<Reason> = new Set(['missing', 'void', 'expired'])

/** An item as a person is asked for a word on it: where it stands everywhere, and what was said last. */
export async function askedOf(prepared: Prepared, named: Named, now: Date): Promise<AskedItem> {
  const {project, checklists, records} = prepared
  const looks = []
  for (const environment of project.environments) looks.push(await lookAt(prepared, environment, keyOf(named), now))
  const planned = looks.find((look) => look.planned !== null)?.planned ?? null
  if (planned === null) throw new CannotJudge(looks.flatMap(({problems}) => problems))
  const {lastWord} = await stages.author()
  return {
    named,
    planned,
    places: looks.map(({place}) => place),
    last: lastWord(named, checklists, records, []),
    seen: await seenOf(project.root, named, planned),
  }
}

async function lookAt(prepared: Prepared, environment: Environment, key: string, now: Date) {
  const {name} = environment
  const all = environment.tenants.map(({id}) => id).filter((id) => id !== noTenant)
  try {
    const plan = await planFor(prepared, environment)
    const {results} = await judgeEnvironment(plan, prepared.project.root, now, null, prepared.records)
    const cells = results.results.filter((result) => result.key === key)
    const groups = Map.groupBy(cells, ({own}) => JSON.stringify([own.status, own.because]))
    const standings = [...groups.values()].flatMap((members): AskedStanding[] => {
      const [{own} = {own: null}] = members
      const everywhere = members.length === cells.length
      const ids = members.map(({tenant}) => tenant).filter((tenant) => tenant !== noTenant)
      return own === null ? [] : [{status: own.status, because: own.because, tenants: everywhere ? [] : ids}]
    })
    const asks = cells.some(({own}) => own.reason !== null && waiting.has(own.reason))
    const planned = plan.items.find((item) => item.key === key) ?? null
    const tenants = planned?.perTenant ? all : []
    return {place: {name, tenants, standings, trouble: null, asks}, planned, problems: []}
  } catch (error) {
    if (!(error instanceof CannotJudge)) throw error
    const trouble = error.problems.map(problemLine).join('\n')
    return {place: {name, tenants: all, standings: [], trouble, asks: false}, planned: null, problems: error.problems}
  }
}

async function seenOf(root: string, {item}: Named, {binding}: PlannedItem): Promise<AskedItem['seen']> {
  const {sightAt} = await stages.markdown()
  const pages = []
  for (const path of pagesToSee(item, binding)) pages.push([path, await sightAt(root, path)])
  return {
    sentence: digest(item.fingerprint.own),
    context: digest(item.fingerprint.context),
    pages: digest(pages),
    question: digest([binding?.attest ?? null, (binding?.checks ?? []).length > 0]),
  }
}

const digest = (of: unknown): string => createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 16)

/** What a record does to an item that no binding asks a person about; null where one does. */
export function effectOfWord(word: string, binding: Binding | null): string | null {
  if (binding?.attest) return null
  const found = binding !== null && (binding.checks.length > 0 || binding.choice !== null || binding.option !== null)
  return found
    ? `\`${word}\` is proven without a person's word, so this record changes nothing until its binding asks for one.`
    : `Nothing else says how to prove \`${word}\`: this record binds it to a person's word.`
}
