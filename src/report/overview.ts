import {type Checklist, type Finding, type Item, keyOf, type Plan, type Problem, type Run} from '../model/index.ts'
import type {
  Counts,
  Glance,
  Lookalike,
  OverviewChecklist,
  OverviewItem,
  OverviewReport,
  Way,
} from '../model/overview.ts'
import type {Proposal, Suggestions, Thing} from '../model/proposal.ts'
import {thingWords} from './things.ts'
import {shellWord} from './words.ts'

/** What was asked for. */
export interface Asked {
  files: readonly string[]
  /** Whether nobody named them. */
  found: boolean
  /** The one folder in which they were found, where it is not the one that we stand in. */
  folder: string | null
}

const fewFiles = 3

/** What is known of checklists that nobody may have seen before. */
export interface OverviewData {
  project: string | null
  checklists: readonly Checklist[]
  suggestions: readonly Suggestions[]
  /** Keys of items of which it is said already how to find out. */
  bound: ReadonlySet<string>
  lookalikes: readonly (readonly Lookalike[])[]
  glance: {plan: Plan; run: Run} | null
  settings: OverviewReport['settings']
  waiting: readonly string[]
  problems: readonly Problem[]
  skipped: OverviewReport['skipped']
}

const machines: readonly Thing['kind'][] = ['env', 'http', 'field', 'link', 'file']
/** The check that a thing would be found out by. */
const checkOf = ({kind}: Thing): string => (kind === 'field' ? 'http' : kind)
const isMachine = ({kind}: Thing): boolean => machines.includes(kind)
/** A field of an answer of which no request is named is asked of nobody. */
const isAsked = (thing: Thing): boolean => isMachine(thing) && !(thing.kind === 'field' && thing.path === '*')

const thingsOf = ({parts}: Proposal): Thing[] => parts.map(({thing}) => thing)

function wayOf(things: readonly Thing[]): Way {
  const person = things.some(({kind}) => kind === 'attest')
  if (things.some(isAsked)) return person || things.some(({kind}) => kind === 'choice') ? 'both' : 'check'
  return things.some(({kind}) => kind === 'choice' || kind === 'option') ? 'choice' : person ? 'person' : 'groups'
}

const as = {pass: 'proposed', fail: 'otherwise', error: 'unseen', 'not-run': 'unseen'} as const satisfies Record<
  Finding['outcome'],
  Glance['as']
>

const glanceOf = ({written, outcome, saw, message, source}: Finding): Glance => ({
  written,
  as: as[outcome],
  saw: saw ?? message,
  source,
})

/** What was seen for each item, by its key. */
function glancesOf(glance: OverviewData['glance']): Map<string, Glance[]> {
  const found = new Map(glance?.run.findings.map((finding) => [finding.call, glanceOf(finding)]))
  return new Map(
    glance?.plan.items.map(({key, calls}) => {
      const ids = Object.values(calls).flatMap((nodes) => nodes.flatMap((node) => ('any' in node ? node.any : [node])))
      return [key, [...new Set(ids.map(({call}) => call))].flatMap((call) => found.get(call) ?? [])]
    }),
  )
}

function itemOf(item: Item, told: Suggestions, bound: boolean, seen: readonly Glance[]): OverviewItem {
  const proposal = told.proposals.find(({id}) => id === item.id)
  const unclear = told.unclear.find(({id}) => id === item.id)
  const things = proposal === undefined ? [] : thingsOf(proposal)
  const alone = unclear === undefined ? (bound ? 'bound' : 'groups') : 'unclear'
  const {id, text, at, claim} = item
  return {
    ...{id, text, at, claim},
    way: proposal === undefined ? alone : wayOf(things),
    could: things.filter(({kind}) => kind !== 'attest').map(thingWords),
    confidence: proposal?.confidence ?? null,
    why: unclear?.why ?? null,
    seen: proposal === undefined ? [] : [...seen],
  }
}

const tally = <T>(all: readonly T[], of: (one: T) => string): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(all, of)].map(([name, group]) => [name, group.length]))

function countsOf(outline: readonly OverviewItem[], {proposals}: Pick<Suggestions, 'proposals'>): Counts {
  const all = proposals.map(thingsOf)
  const named = all.flatMap((things) => [...new Set(things.filter(isAsked).map(checkOf))])
  const seen = outline.flatMap((item) => item.seen)
  const ways = tally(outline, ({way}) => way)
  return {
    items: outline.length,
    ways: {bound: 0, check: 0, both: 0, person: 0, choice: 0, unclear: 0, groups: 0, ...ways},
    by: tally(named.sort(), (name) => name),
    conditions: all.filter((things) => things.some(({kind}) => kind === 'when')).length,
    asProposed: seen.filter((one) => one.as === 'proposed').length,
    otherwise: seen.filter((one) => one.as === 'otherwise').length,
  }
}

/** Everything of an overview, in document order; the text says the same in fewer words. */
export function overviewReport(data: OverviewData, asked: Asked): OverviewReport {
  const {checklists, suggestions, lookalikes, glance, problems, project, settings, skipped} = data
  const glances = glancesOf(glance)
  const all = checklists.flatMap((checklist, index): OverviewChecklist[] => {
    const told = suggestions[index]
    if (told === undefined) return []
    const {file, name, title, items} = checklist
    const outline = items.map((item) => {
      const key = keyOf({checklist, item})
      return itemOf(item, told, data.bound.has(key), glances.get(key) ?? [])
    })
    const here = (slug: Problem['slug']): number =>
      problems.filter((each) => each.slug === slug && each.at?.file === file).length
    return [
      {
        ...{file, name, title},
        ...countsOf(outline, told),
        deadLinks: here('dead-link') + here('dead-anchor'),
        openChildren: here('claim-over-open-child'),
        lookalikes: [...(lookalikes[index] ?? [])],
        outline,
      },
    ]
  })
  const total = countsOf(
    all.flatMap(({outline}) => outline),
    {proposals: suggestions.flatMap(({proposals}) => proposals)},
  )
  return {
    ...{version: 1, kind: 'overview', project, checklists: all, total, settings},
    waiting: [...data.waiting],
    problems: [...problems],
    skipped,
    next: nextOf(project, all, total, asked),
  }
}

/** What to type next: a project is begun once, its bindings proposed, then run. */
function nextOf(
  project: string | null,
  checklists: readonly OverviewChecklist[],
  {ways}: Counts,
  {files, found, folder}: Asked,
): string[] {
  const behind = (words: readonly string[]): string => words.map((word) => ` ${shellWord(word)}`).join('')
  const few = files.length <= fewFiles
  const [most] = [...checklists].sort((a, b) => openIn(b) - openIn(a))
  const at = checklists.findIndex(({file}) => file === most?.file)
  const open = ways.check + ways.both + ways.person + ways.choice
  const suggest = open > 0 ? [`proofmark suggest${behind(few ? files : files.slice(at, at + 1))}`] : []
  const run = ways.bound > 0 ? [`proofmark run${behind(few ? files : [])}`] : []
  const init = `proofmark init${folder === null ? behind(few && !found ? files : []) : ` --root ${shellWord(folder)}`}`
  if (project !== null) return [...run, ...suggest]
  return few && run.length > 0 ? [...run, ...suggest, init] : [init, ...suggest]
}

const openIn = ({ways}: OverviewChecklist): number => ways.check + ways.both
