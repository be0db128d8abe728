import {type DrilledEnvironment, type DrillReport, noTenant, type Plan, place} from '../model/index.ts'
import {block, type Sheet} from './sheet.ts'
import {many, moment, shortKey, tenantsBefore} from './words.ts'

type Call = DrilledEnvironment['calls'][number]

export interface DrillText extends Sheet {
  plan: Plan
  drilled: DrilledEnvironment
  /** `unconvincing`: the calls that cannot go red, and a summary; `failing`: those alone; `all`: every call below its items. */
  mode: 'unconvincing' | 'failing' | 'all'
  /** Keys of the items asked for; empty for all. */
  items: readonly string[]
}

const gutter = (word: string) => ({
  word,
  width: 9,
  style: word === 'vacuous' ? (['bold', 'red'] as const) : ('yellow' as const),
})

/** What became of the calls of one environment that were shown falsified observations. */
export function reportDrill({plan, drilled, mode, items, ...sheet}: DrillText): string {
  const {environment, calls} = drilled
  const weak = calls.filter(({vacuous, doubt}) => vacuous || (mode !== 'failing' && doubt !== null))
  if (mode === 'failing' && weak.length === 0) return ''
  const listed = mode === 'all' ? itemLines(sheet, plan, calls, items) : []
  return [
    ...block(sheet, {text: `${plan.service} · ${environment}`, style: 'bold'}),
    ...listed,
    ...(weak.length === 0 ? [] : ['']),
    ...together(weak).flatMap((some) => weakLines(sheet, plan, some)),
    ...(mode === 'failing' ? [] : ['', ...block(sheet, {text: summary(drilled, mode !== 'all')})]),
    '',
  ].join('\n')
}

/** Calls that stand at one place and came to the same, such as those of several tenants. */
const together = (calls: readonly Call[]): Call[][] => [
  ...Map.groupBy(calls, ({at, turns, vacuous, doubt, lastFailed}) =>
    JSON.stringify([at, turns, vacuous, doubt, lastFailed === null]),
  ).values(),
]

const tenantsOf = (calls: readonly Call[]): string =>
  tenantsBefore([...new Set(calls.map(({tenant}) => tenant))].filter((tenant) => tenant !== noTenant))

function weakLines(sheet: Sheet, plan: Plan, calls: readonly Call[]): string[] {
  const [call] = calls
  if (call === undefined) return []
  const {vacuous, doubt, expected, shown, passed, at, written} = call
  const why = vacuous
    ? `passes whatever is seen: it wants ${expected}, and let pass all ${shown} that it was shown${passed.length === 0 ? '' : `, such as ${passed.slice(0, 3).join('; ')}`}`
    : `nothing that it was shown turned it red: ${doubt}`
  const keys = new Set(calls.flatMap(({items}) => items.map((key) => shortKey(plan, key))))
  return [
    ...block(sheet, {
      gutter: gutter(vacuous ? 'vacuous' : 'doubtful'),
      text: `${tenantsOf(calls)}${written}`,
      right: place(at),
      rightStyle: 'dim',
    }),
    ...block(sheet, {margin: 9, text: why}),
    ...block(sheet, {margin: 9, text: `proves ${[...keys].join(', ')}`, style: 'dim'}),
  ]
}

function itemLines(sheet: Sheet, plan: Plan, calls: readonly Call[], items: readonly string[]): string[] {
  const asked = plan.items.filter(({key}) => items.length === 0 || items.includes(key))
  return asked.flatMap(({key}) => {
    const own = calls.filter((call) => call.items.includes(key) && call.red > 0)
    return own.length === 0
      ? []
      : [
          '',
          ...block(sheet, {margin: 2, text: shortKey(plan, key), style: 'bold'}),
          ...together(own).flatMap((some) => redLines(sheet, some)),
        ]
  })
}

function redLines(sheet: Sheet, calls: readonly Call[]): string[] {
  const [call] = calls
  if (call === undefined) return []
  const last = calls
    .flatMap(({lastFailed}) => lastFailed ?? [])
    .toSorted()
    .at(-1)
  return [
    ...block(sheet, {
      margin: 4,
      text: `${tenantsOf(calls)}${call.written}`,
      right: last === undefined ? 'never seen red in a run' : `seen red ${moment(last)}`,
      rightStyle: 'dim',
    }),
    ...block(sheet, {margin: 6, text: `turns red on: ${call.turns.join('; ')}`, style: 'dim'}),
  ]
}

/** `23 calls, each can go red; 14 were seen red in a run, 9 never: proofmark drill --all` */
function summary({environment, calls}: DrilledEnvironment, isMore: boolean): string {
  const vacuous = calls.filter((call) => call.vacuous).length
  const doubtful = calls.filter(({doubt}) => doubt !== null).length
  const seen = calls.filter(({lastFailed}) => lastFailed !== null).length
  const weak = [
    ...(vacuous === 0 ? [] : [`${vacuous} cannot go red`]),
    ...(doubtful === 0 ? [] : [`${doubtful} in doubt`]),
  ]
  const can = weak.length > 0 ? weak.join(', ') : calls.length === 1 ? 'it can go red' : 'each can go red'
  const never = calls.length - seen
  const where = !isMore || never === 0 ? '' : `: proofmark drill --all --env ${environment}`
  const runs = seen === 0 ? 'none was seen red in a run' : `${seen} seen red in a run, ${never} never`
  return `${many(calls.length, 'call')}, ${can}; ${runs}${where}`
}

/** The same for programs. */
export const drillReport = (environments: readonly DrilledEnvironment[]): DrillReport => ({
  version: 1,
  kind: 'drill',
  environments: [...environments],
})
