import type {Element} from 'hast'
import {h} from 'hastscript'
import {noTenant} from '../model/index.ts'
import type {Piece} from './html.ts'
import {type EnvironmentLens, type ItemLens, isOpen, type Lens} from './lens.ts'
import {pageHref, sectionHref} from './places.ts'
import {byTenant, isAccepted, isBad, type SectionGroup} from './standing.ts'
import {verdict} from './status.ts'
import {listed} from './words.ts'

interface Row {
  title: string
  href: string
  items: readonly ItemLens[]
}

const mostRows = 80

/** Where every section stands, in every environment, for every tenant; one row a checklist where there are several. */
export function matrix(lens: Lens): Element[] {
  const {checklists} = lens.snapshot
  const all = checklists.length > 1 ? checklistRows(lens) : sectionRows(lens)
  const rows = mostOpen(lens, all)
  if (rows.length === 0 || lens.environments.length === 0) return []
  const tenants = lens.environments.some(({tenants}) => tenants.some((tenant) => tenant !== noTenant))
  const what = checklists.length > 1 ? 'checklist' : 'section'
  const table = h(
    'table.pm-matrix',
    h('thead', ...heads(lens, what, tenants)),
    h(
      'tbody',
      ...rows.map((row) =>
        h('tr', h('th', {scope: 'row', dir: 'auto'}, h('a', {href: row.href}, row.title)), ...cells(lens, row)),
      ),
    ),
  )
  return [
    h(
      'section.pm-block',
      {ariaLabelledBy: 'matrix-h'},
      h('h2#matrix-h', `By ${listed([what, 'environment', ...(tenants ? ['tenant'] : [])])}`),
      h('div.pm-scroll', {tabIndex: 0, role: 'region', ariaLabel: `Table of ${what}s`}, table),
      ...(all.length > rows.length
        ? [h('p.pm-meta', `The ${rows.length} with most to mend, of ${all.length} ${what}s.`)]
        : []),
    ),
  ]
}

/** All of them where they can be overlooked, else those with most to mend, in their order. */
function mostOpen({environments}: Lens, rows: readonly Row[]): readonly Row[] {
  if (rows.length <= mostRows) return rows
  const open = ({items}: Row): number =>
    items.filter(({key}) => environments.some(({results}) => results.get(key)?.some(isOpen))).length
  const chosen = new Set(rows.toSorted((a, b) => open(b) - open(a)).slice(0, mostRows))
  return rows.filter((row) => chosen.has(row))
}

const checklistRows = (lens: Lens): Row[] =>
  lens.snapshot.checklists.map(({name, title}) => ({
    title,
    href: pageHref(lens, name) ?? lens.base,
    items: lens.byChecklist.get(name) ?? [],
  }))

/** Sections that hold items themselves; the outermost ones where they are nested. */
const sectionRows = (lens: Lens): Row[] =>
  lens.snapshot.checklists.flatMap(({name, sections}) => {
    const held = sections.filter(({anchor}) => (lens.bySection.get(`${name}#${anchor}`) ?? []).length > 0)
    const shallowest = Math.min(...held.filter(({depth}) => depth > 1).map(({depth}) => depth))
    const rows = held.filter(({depth}) => depth === shallowest)
    return (rows.length > 0 ? rows : held).map(({anchor, title}) => ({
      title,
      href: sectionHref(lens, name, anchor),
      items: lens.bySection.get(`${name}#${anchor}`) ?? [],
    }))
  })

function heads({environments}: Lens, what: string, tenants: boolean): Element[] {
  if (!tenants)
    return [
      h('tr', h('th', {scope: 'col'}, what), ...environments.map(({name}) => h('th.first', {scope: 'col'}, name))),
    ]
  const above = environments.map(({name, tenants}) => h('th.first', {colSpan: tenants.length, scope: 'colgroup'}, name))
  const below = environments.flatMap((environment) =>
    environment.tenants.map((tenant, index) =>
      h('th', {scope: 'col', dir: 'auto', ...first(index)}, tenant === noTenant ? 'all' : tenant),
    ),
  )
  return [h('tr', h('td'), ...above), h('tr', h('th', {scope: 'col'}, what), ...below)]
}

const first = (index: number): {className?: string[]} => (index === 0 ? {className: ['first']} : {})

const cells = ({environments}: Lens, {items}: Row): Element[] =>
  environments.flatMap((environment) =>
    byTenant(environment, items).map((group, index) => h('td', first(index), ...cell(environment, group))),
  )

function cell({listed}: EnvironmentLens, group: SectionGroup): Piece[] {
  const {status, results} = group
  if (status === null) return [h('span.pm-dim', 'none')]
  const accepted = isAccepted(group)
  const open = results.filter((result) => isOpen(result) && !listed.has(result.key)).length
  const said = open > 1 ? String(open) : accepted && results.some(isBad) ? 'waived' : ''
  return [verdict(status, accepted), ...(said === '' ? [] : [' ', h('small', said)])]
}
