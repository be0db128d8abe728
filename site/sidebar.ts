import {defineRouteMiddleware, type StarlightRouteData} from '@astrojs/starlight/route-data'

type Entry = StarlightRouteData['sidebar'][number]
const most = 100

/** In a large site each page repeats only the branch that it stands in; the other groups lead to their first page. */
export const onRequest = defineRouteMiddleware(({locals}) => {
  const route = locals.starlightRoute
  if (links(route.sidebar).length > most) route.sidebar = route.sidebar.map(pruned)
})

type Link = Extract<Entry, {type: 'link'}>

const links = (entries: readonly Entry[]): Link[] =>
  entries.flatMap((entry) => (entry.type === 'link' ? [entry] : links(entry.entries)))

function pruned(entry: Entry): Entry {
  if (entry.type === 'link') return entry
  const [first, ...others] = links([entry])
  if (first === undefined) return entry
  if ([first, ...others].some(({isCurrent}) => isCurrent))
    return {...entry, collapsed: false, entries: entry.entries.map(pruned)}
  return {...first, label: entry.label}
}
