import type {Element} from 'hast'
import {h} from 'hastscript'
import {noTenant, type Result} from '../model/index.ts'
import {day, shortDay} from './dates.ts'
import {flagsOf} from './flags.ts'
import {each, type Group, grouped} from './groups.ts'
import {plain} from './html.ts'
import {type EnvironmentLens, type ItemLens, type Lens, resultsOf, shown} from './lens.ts'
import {notHere, whyNot} from './standing.ts'
import {remark, verdict} from './status.ts'
import {reasonWord} from './words.ts'

/** The verdicts of all environments beside one sentence. */
export function cells(lens: Lens, item: ItemLens): Element {
  const flags = flagsOf(lens, item)
  return h(
    'dl.pm-cells',
    flags.length === 0 ? {} : {dataF: flags.join(' ')},
    ...lens.environments.map((environment) => cell(lens, environment, item)),
  )
}

function cell(lens: Lens, environment: EnvironmentLens, item: ItemLens): Element {
  const results = resultsOf(environment, item.key)
  const groups = grouped(environment, results, shown)
  const rows =
    groups.length === 0 ? [h('dd', 'not judged')] : groups.map((group) => row(lens, environment, item, group))
  return h('div', h('dt', environment.name), ...rows)
}

function row(lens: Lens, environment: EnvironmentLens, item: ItemLens, group: Group): Element {
  const {status, results, who} = group
  const accepted = results.every(({waiver}) => waiver !== null)
  const word = status === null ? noStatus(results) : verdict(status, accepted)
  return h(
    'dd',
    word,
    ...(who === '' ? [] : [' ', h('span.pm-t', {dir: 'auto'}, who)]),
    ...remarks(lens, environment, item, group),
  )
}

const noStatus = (results: readonly Result[]): string =>
  results.some(({own}) => own.reason === 'dropped') ? 'dropped' : 'none'

const small = (content: Element | string): Element => h('small', content)

/** What stands under a status: until when, why blocked, what holds, what was accepted. */
function remarks(lens: Lens, environment: EnvironmentLens, item: ItemLens, {status, results}: Group): Element[] {
  const own = results.filter((result) => result.own.status === status)
  if (status === null || own.length === 0) return []
  const found = {
    pass: () => passing(lens, item, own),
    fail: () => waivers(own),
    blocked: () => [...blockedBy(own), ...waivers(own)],
    'not-applicable': () => conditions(lens, environment, item, own),
  }
  return found[status]()
}

function passing({snapshot}: Lens, {key}: ItemLens, results: readonly Result[]): Element[] {
  const choice = snapshot.bindings[key]?.choice ?? null
  const chosen = choice === null ? '' : each(results, ({fact}) => shortFact(choice, fact))
  const ends = results.flatMap(({attestation}) => attestation?.until ?? []).toSorted()
  const [first] = ends
  return [
    ...(chosen === '' ? [] : [small(plain(chosen))]),
    ...(first === undefined ? [] : [small(`until ${day(first)}`)]),
    ...(results.some(({flaky}) => flaky) ? [small(remark('flaky'))] : []),
  ]
}

/** What holds, without the fact's name and without where it was read. */
const shortFact = (choice: string, fact: string | null): string | null =>
  fact === null ? null : (fact.replace(`${choice.replaceAll('_', ' ')}: `, '').split(' (')[0] ?? fact)

function waivers(results: readonly Result[]): Element[] {
  const ends = results.flatMap(({waiver}) => waiver?.until ?? []).toSorted()
  const [first] = ends
  return first === undefined ? [] : [small(remark('waived', `waived to ${shortDay(first)}`))]
}

function blockedBy(results: readonly Result[]): Element[] {
  const reasons = [...new Set(results.flatMap(({own}) => own.reason ?? []))]
  return reasons.map((reason) => small(reason === 'stale' ? remark('stale') : reasonWord(reason)))
}

/** Why it does not apply, unless the sentence or the heading above says so already. */
function conditions(lens: Lens, environment: EnvironmentLens, item: ItemLens, results: readonly Result[]): Element[] {
  const ofSection = notHere(environment, lens.bySection.get(`${item.checklist}#${item.item.section}`) ?? [])
  const left = results.filter(
    (result) => !tenantsIn(environment, result).every((tenant) => ofSection.get(tenant) === whyNot(result)),
  )
  const why = plain(each(left, whyNot))
  const above = item.parent === null ? '' : plain(each(resultsOf(environment, item.parent.key).filter(isNot), whyNot))
  return why === '' || why === above ? [] : [small(why)]
}

const tenantsIn = ({tenants}: EnvironmentLens, {tenant}: Result): readonly string[] =>
  tenant === noTenant ? tenants : [tenant]
const isNot = ({own}: Result): boolean => own.status === 'not-applicable'
