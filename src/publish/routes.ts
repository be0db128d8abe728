import {
  CannotJudge,
  type Checklist,
  type Document,
  folioRoute,
  foliosOf,
  type Position,
  type Problem,
  problem,
} from '../model/index.ts'
import {auditRoutes} from '../view/audit-page.ts'
import {ownPages, type SiteOf} from '../view/own-pages.ts'
import {itemRoute} from '../view/places.ts'

/** Page addresses by checklist name, and by file for every document. Throws `CannotJudge` where two pages want one address. */
export function routesOf(
  documents: readonly Document[],
  checklists: readonly Checklist[],
  site: SiteOf,
): Record<string, string> {
  const byFile = documents.map(({file, route}) => [file, route] as const)
  const found = clashes(documents, checklists, site)
  if (found.length > 0) throw new CannotJudge(found)
  const addresses = new Map(byFile)
  const byName = checklists.flatMap(({name, file}) => {
    const route = addresses.get(file)
    return route === undefined ? [] : [[name, route] as const]
  })
  return Object.fromEntries([...byFile, ...byName])
}

/** Pages that want an address which another page has: documents, the pages of items, and the site's own. */
export function clashes(documents: readonly Document[], checklists: readonly Checklist[], site: SiteOf): Problem[] {
  const at = (file: string): Position => ({file, line: 1, column: 1})
  const byFile = documents.flatMap(({file, route}) => {
    const checklist = checklists.find((one) => one.file === file)
    const folios = checklist === undefined ? [] : foliosOf(checklist)
    return [route, ...folios.map(({number}) => folioRoute(route, number))].map((route) => ({route, at: at(file)}))
  })
  const items = checklists.flatMap(({name, items}) => items.map(({id, at}) => ({route: itemRoute(name, id), at})))
  const audits = auditRoutes(checklists, site.site)
  const own = new Set([...ownPages(site).map(({route}) => route), ...audits])
  return [...Map.groupBy([...byFile, ...items], ({route}) => route)].flatMap(([route, wanted]) => {
    const [first, ...others] = wanted.map(({at}) => at)
    return first === undefined ? [] : clash(route, first, others, own.has(route))
  })
}

function clash(route: string, first: Position, others: readonly Position[], isOwn: boolean): Problem[] {
  if (isOwn) {
    const message = `Unexpected page at \`/${route}/\`, where the site has a page of its own, expected another address: rename \`${first.file}\``
    return [problem('page-clash', message, first, [...others])]
  }
  const [second] = others
  if (second === undefined) return []
  const message = `Unexpected second page at \`/${route}/\`, expected one: rename \`${first.file}\`, or give the item another id`
  return [problem('page-clash', message, first, [...others])]
}
