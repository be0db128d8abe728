import {CannotJudge, type Checklist, type Document, type Problem, problem} from '../model/index.ts'
import {itemRoute} from '../view/places.ts'

/** Page addresses by checklist name, and by file for every document. Throws `CannotJudge` where two pages want one address. */
export function routesOf(documents: readonly Document[], checklists: readonly Checklist[]): Record<string, string> {
  const byFile = documents.map(({file, route}) => [file, route] as const)
  const found = clashes(documents, checklists)
  if (found.length > 0) throw new CannotJudge(found)
  const addresses = new Map(byFile)
  const byName = checklists.flatMap(({name, file}) => {
    const route = addresses.get(file)
    return route === undefined ? [] : [[name, route] as const]
  })
  return Object.fromEntries([...byFile, ...byName])
}

/** Pages that want an address which another page has: documents, and the pages of items. */
export function clashes(documents: readonly Document[], checklists: readonly Checklist[]): Problem[] {
  const byFile = documents.map(({file, route}) => ({route, at: {file, line: 1, column: 1}}))
  const items = checklists.flatMap(({name, items}) => items.map(({id, at}) => ({route: itemRoute(name, id), at})))
  return [...Map.groupBy([...byFile, ...items], ({route}) => route)].flatMap(([route, [first, ...others]]) => {
    const [second, ...more] = others
    if (first === undefined || second === undefined) return []
    const message = `Unexpected second page at \`/${route}/\`, expected one: rename \`${first.at.file}\`, or give the item another id`
    return [
      problem(
        'page-clash',
        message,
        first.at,
        [second, ...more].map(({at}) => at),
      ),
    ]
  })
}
