import {h} from 'hastscript'
import {type Checklist, folioRoute, foliosOf, type Snapshot} from '../model/index.ts'
import {addressOf} from '../model/item-address.ts'
import {written} from './html.ts'
import {type Lens, lensOf} from './lens.ts'

/** Where a checklist stands for an audit, from the site's root; of a long one the folio, 0 for what leads to them. */
export const auditRoute = (checklist: string, folio = 0): string => {
  const route = `readiness/audit/${checklist}`
  return folio === 0 ? route : folioRoute(route, folio)
}

/** The address of a checklist with all its evidence, or of one folio. */
export const auditHref = ({base}: Pick<Lens, 'base'>, checklist: string, folio = 0): string =>
  `${base}${addressOf(auditRoute(checklist, folio))}/`

/** Routes of the audit pages; a public site has none, for they hold what its readers may not see. */
export const auditRoutes = (
  checklists: readonly Checklist[],
  {audience}: Pick<Snapshot['site'], 'audience'>,
): string[] =>
  audience === 'public'
    ? []
    : checklists.flatMap((checklist) =>
        [0, ...foliosOf(checklist).map(({number}) => number)].map((folio) => auditRoute(checklist.name, folio)),
      )

/** The checklist as its author wrote it, with all that stands behind each item in place of its verdict alone. */
export const auditBody = (html: string): string =>
  html
    .replaceAll('<pm-verdict data-item="', '<pm-verdict data-part="audit:')
    .replaceAll('<pm-verdict data-part="folios:', '<pm-verdict data-part="audit-folios:')
    .replaceAll(/<pm-verdict data-part="bar:[^"]*" class="not-content"><\/pm-verdict>/g, '')

/** The way from a checklist to all its evidence; a print of the page names it on the cover. */
export const toAudit = (snapshot: Snapshot, checklist: string, folio = 0): string =>
  snapshot.site.audience === 'public'
    ? ''
    : written([
        h(
          'p.pm-sub.pm-on-screen',
          h('a', {href: auditHref(lensOf(snapshot), checklist, folio)}, 'All evidence, for an audit'),
          ', to read or to print.',
        ),
      ])
