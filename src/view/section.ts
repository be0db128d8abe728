import type {Element} from 'hast'
import {h} from 'hastscript'
import {some} from './groups.ts'
import {plain} from './html.ts'
import type {EnvironmentLens, ItemLens, Lens} from './lens.ts'
import {byStatus, isAccepted, notHere, recommendedNotSo, type SectionGroup, tally} from './standing.ts'
import {verdict} from './status.ts'
import {listed} from './words.ts'

/** The verdicts in a heading's own row, and why it does not apply where it does not. */
export function section(lens: Lens, name: string): Element[] {
  const items = lens.bySection.get(name) ?? []
  if (items.length === 0) return []
  const cells = lens.environments.map((environment) => h('div', h('dt', environment.name), ...rows(environment, items)))
  const reasons = lens.environments.flatMap((environment) => sentences(environment, items))
  return [
    h('dl.pm-cells', ...cells),
    ...(reasons.length === 0 ? [] : [h('p.pm-sub', {dir: 'auto'}, reasons.join(' '))]),
  ]
}

function rows(environment: EnvironmentLens, items: readonly ItemLens[]): Element[] {
  const groups = byStatus(environment, items)
  const count = recommendedNotSo(environment, items)
  return groups.map((group, index) => {
    const who = groups.length === 1 ? '' : some(environment, group.tenants)
    const said = [tally(environment, items, group), index === 0 && count > 0 ? `${count} recommended not` : null]
    return h(
      'dd',
      word(group),
      ...(who === '' ? [] : [' ', h('span.pm-t', {dir: 'auto'}, who)]),
      ...said.flatMap((text) => (text === null ? [] : [h('small', text)])),
    )
  })
}

const word = (group: SectionGroup): Element | string =>
  group.status === null ? 'none' : verdict(group.status, isAccepted(group))

function sentences(environment: EnvironmentLens, items: readonly ItemLens[]): string[] {
  const byReason = Map.groupBy(notHere(environment, items), ([, why]) => why)
  return [...byReason].map(([why, tenants]) => {
    const all = tenants.length === environment.tenants.length
    const where = all ? environment.name : `${environment.name} for ${listed(tenants.map(([tenant]) => tenant))}`
    return `Not applicable in ${where}: ${plain(why)}.`
  })
}
