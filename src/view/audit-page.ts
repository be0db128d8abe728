import {h} from 'hastscript'
import type {Snapshot} from '../model/index.ts'
import {addressOf} from '../model/item-address.ts'
import {written} from './html.ts'
import {type Lens, lensOf} from './lens.ts'

/** Where a checklist stands for an audit, from the site's root. */
export const auditRoute = (checklist: string): string => `readiness/audit/${checklist}`

/** The address of a checklist with all its evidence. */
export const auditHref = ({base}: Pick<Lens, 'base'>, checklist: string): string =>
  `${base}${addressOf(auditRoute(checklist))}/`

/** Routes of the audit pages; a public site has none, for they hold what its readers may not see. */
export const auditRoutes = (names: readonly string[], {audience}: Pick<Snapshot['site'], 'audience'>): string[] =>
  audience === 'public' ? [] : names.map(auditRoute)

/** The checklist as its author wrote it, with all that stands behind each item in place of its verdict alone. */
export const auditBody = (html: string): string =>
  html
    .replaceAll('<pm-verdict data-item="', '<pm-verdict data-part="audit:')
    .replaceAll(/<pm-verdict data-part="bar:[^"]*" class="not-content"><\/pm-verdict>/g, '')

/** The way from a checklist to all its evidence; a print of the page names it on the cover. */
export const toAudit = (snapshot: Snapshot, checklist: string): string =>
  snapshot.site.audience === 'public'
    ? ''
    : written([
        h(
          'p.pm-sub.pm-on-screen',
          h('a', {href: auditHref(lensOf(snapshot), checklist)}, 'All evidence, for an audit'),
          ', to read or to print.',
        ),
      ])
