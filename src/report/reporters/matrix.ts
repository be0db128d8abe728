import {noTenant} from '../../model/index.ts'
import {worst} from '../standing.ts'
import {inert} from './inert.ts'
import {isTold, type Row} from './rows.ts'

const columnsAtMost = 12
const words = {
  fail: 'FAIL',
  blocked: 'blocked',
  waived: 'waived',
  pass: 'pass',
  'not-applicable': 'not applicable',
  none: 'dropped',
} as const satisfies Record<Row['verdict'], string>

const sectionOf = ({item, checklist}: Row): string => `${checklist.title} › ${item.path[0] ?? checklist.title}`

/** How many items have each verdict, in words, the worst first. */
function counted(rows: readonly Row[]): string {
  const items = [...Map.groupBy(rows, ({cell}) => cell.key).values()].map((cells) =>
    worst(cells.map(({verdict}) => verdict)),
  )
  const order = ['fail', 'blocked', 'waived', 'pass', 'none', 'not-applicable'] as const
  const parts = order.flatMap((verdict) => {
    const count = items.filter((each) => each === verdict).length
    return count === 0 ? [] : [`${count} ${words[verdict]}`]
  })
  return parts.join(', ')
}

/** Sections by environments and tenants: what each comes to there, in words. */
export function matrix(all: readonly Row[]): {head: string[]; body: string[][]; left: number} {
  const rows = all.filter(isTold)
  const columns = [...Map.groupBy(rows, ({environment}) => environment)].flatMap(([environment, here]) => {
    const tenants = [...new Set(here.map(({cell}) => cell.tenant))].filter((tenant) => tenant !== noTenant)
    return (tenants.length === 0 ? [noTenant] : tenants).map((tenant) => ({environment, tenant}))
  })
  const kept = columns.slice(0, columnsAtMost)
  const sections = [...Map.groupBy(rows, sectionOf)]
  const titles = new Set(rows.map(({checklist}) => checklist.name)).size > 1
  return {
    head: [
      'section',
      ...kept.map(({environment, tenant}) => inert(tenant === noTenant ? environment : `${environment}, ${tenant}`)),
    ],
    body: sections.map(([name, inSection]) => [
      inert(titles ? name : name.slice(name.indexOf(' › ') + 3)),
      ...kept.map(({environment, tenant}) =>
        counted(
          inSection.filter(
            (row) => row.environment === environment && (row.cell.tenant === tenant || row.cell.tenant === noTenant),
          ),
        ),
      ),
    ]),
    left: columns.length - kept.length,
  }
}
