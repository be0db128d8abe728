import {defineRouteMiddleware, type StarlightRouteData} from '@astrojs/starlight/route-data'

type Entry = StarlightRouteData['sidebar'][number]
const most = 100
const many = 20

/** In a large site each page repeats only the branch that it stands in; the other groups lead to their first page. So does a long folder in any site. */
export const onRequest = defineRouteMiddleware(({locals}) => {
  const route = locals.starlightRoute
  const large = links(route.sidebar).length > most
  route.sidebar = route.sidebar.map((entry) => pruned(entry, large))
})

type Link = Extract<Entry, {type: 'link'}>

const links = (entries: readonly Entry[]): Link[] =>
  entries.flatMap((entry) => (entry.type === 'link' ? [entry] : links(entry.entries)))

function pruned(entry: Entry, large: boolean): Entry {
  if (entry.type === 'link') return entry
  const [first, ...others] = links([entry])
  if (first === undefined) return entry
  const isHere = [first, ...others].some(({isCurrent}) => isCurrent)
  const isLong = entry.entries.filter(({type}) => type === 'link').length > many
  if (!isHere && (large || isLong)) return {...first, label: entry.label}
  return {
    ...entry,
    collapsed: large ? false : entry.collapsed,
    entries: entry.entries.map((inside) => pruned(inside, large)),
  }
}
