import {CannotJudge, type Checklist, type Document, problem} from '../model/index.ts'
import {itemRoute} from '../view/index.ts'

/** Page addresses by checklist name, and by file for every document. Throws `CannotJudge` where two pages want one address. */
export function routesOf(documents: readonly Document[], checklists: readonly Checklist[]): Record<string, string> {
  const byFile = documents.map(({file, route}) => [file, route] as const)
  const items = checklists.flatMap(({name, items}) => items.map(({id, at}) => [at.file, itemRoute(name, id)] as const))
  mustDiffer([...byFile, ...items])
  const addresses = new Map(byFile)
  const byName = checklists.flatMap(({name, file}) => {
    const route = addresses.get(file)
    return route === undefined ? [] : [[name, route] as const]
  })
  return Object.fromEntries([...byFile, ...byName])
}

function mustDiffer(pages: readonly (readonly [string, string])[]): void {
  const clashes = [...Map.groupBy(pages, ([, route]) => route)].filter(([, same]) => same.length > 1)
  if (clashes.length === 0) return
  throw new CannotJudge(
    clashes.map(([route, same]) => {
      const files = [...new Set(same.map(([file]) => `\`${file}\``))].join(' and ')
      return problem(
        'page-clash',
        `Unexpected second page at \`/${route}/\` (from ${files}), expected one; rename one of them`,
        null,
      )
    }),
  )
}
