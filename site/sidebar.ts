import {defineRouteMiddleware, type StarlightRouteData} from '@astrojs/starlight/route-data'

type Entry = StarlightRouteData['sidebar'][number]
type Link = Extract<Entry, {type: 'link'}>
type Group = Extract<Entry, {type: 'group'}>

const most = 100
const many = 20

/**
 * A folder of many pages is shown in full only to who stands in it; in a large site so is every folder. Any other leads to its first
 * page. What comes first, readiness, stays open.
 */
export const onRequest = defineRouteMiddleware(({locals}) => {
  const route = locals.starlightRoute
  const [readiness, ...docs] = route.sidebar
  const isLarge = links(docs).length > most
  const shorter = docs.map((entry) => folded(entry, isLarge ? () => true : isLong))
  route.sidebar = [...(readiness === undefined ? [] : [folded(readiness, isLong)]), ...shorter]
})

const isLong = ({entries}: Group): boolean => entries.filter(({type}) => type === 'link').length > many

const links = (entries: readonly Entry[]): Link[] =>
  entries.flatMap((entry) => (entry.type === 'link' ? [entry] : links(entry.entries)))

function folded(entry: Entry, folds: (group: Group) => boolean): Entry {
  if (entry.type === 'link') return entry
  const [first, ...others] = links([entry])
  if (first === undefined) return entry
  const isHere = [first, ...others].some(({isCurrent}) => isCurrent)
  if (!isHere && folds(entry)) return {...first, label: entry.label}
  const entries = entry.entries.map((inside) => folded(inside, folds))
  return {...entry, collapsed: !isHere && entry.collapsed, entries}
}
