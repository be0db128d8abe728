import {defineRouteMiddleware, type StarlightRouteData} from '@astrojs/starlight/route-data'
import {type SidebarItem, sidebar} from './data.ts'

type Entry = StarlightRouteData['sidebar'][number]
type Link = Extract<Entry, {type: 'link'}>
type Group = Extract<Entry, {type: 'group'}>

const most = 100
const many = 20

/**
 * A folder of many pages is shown in full only to who stands in it; in a large site so is every folder. Any other leads to its first
 * page. What comes first, readiness, stays open.
 */
export const onRequest = defineRouteMiddleware(({locals, url}) => {
  const current = byAddress(sidebar).get(withoutSlash(url.pathname))
  const [readiness, ...docs] = sidebar
  const isLarge = links(docs).length > most
  const draw = (item: SidebarItem, folds: (item: Folder) => boolean): Entry => drawn(item, current, folds)
  const shorter = docs.map((item) => draw(item, isLarge ? () => true : isLong))
  locals.starlightRoute.sidebar = [...(readiness === undefined ? [] : [draw(readiness, isLong)]), ...shorter]
})

type Leaf = Extract<SidebarItem, {link: string}>
type Folder = Extract<SidebarItem, {items: SidebarItem[]}>

const isLong = ({items}: Folder): boolean => items.filter((item) => 'link' in item).length > many

const base = import.meta.env.BASE_URL.replace(/\/+$/, '')
const hrefOf = (link: string): string => (link.startsWith('/') ? base + link : link)
const withoutSlash = (address: string): string => address.replace(/\/$/, '')

const known = new WeakMap<readonly SidebarItem[], ReadonlyMap<string, Leaf>>()

/** The links of a sidebar, by the address of a page; the first one counts. */
function byAddress(items: readonly SidebarItem[]): ReadonlyMap<string, Leaf> {
  const found =
    known.get(items) ??
    new Map(
      links(items)
        .toReversed()
        .map((leaf) => [addressOf(leaf), leaf]),
    )
  known.set(items, found)
  return found
}

const addressOf = ({link}: Leaf): string => withoutSlash(encodeURI(hrefOf(link)))

const links = (items: readonly SidebarItem[]): Leaf[] =>
  items.flatMap((item) => ('link' in item ? [item] : links(item.items)))

function drawn(item: SidebarItem, current: Leaf | undefined, folds: (item: Folder) => boolean): Entry {
  if ('link' in item) return linkTo(item, item.label, item === current)
  const inside = links([item])
  const isHere = current !== undefined && inside.includes(current)
  const [first] = inside
  if (first !== undefined && !isHere && folds(item)) return linkTo(first, item.label, false)
  const entries = item.items.map((one) => drawn(one, current, folds))
  return {type: 'group', label: item.label, entries, collapsed: false, badge: undefined} satisfies Group
}

const linkTo = ({link}: Leaf, label: string, isCurrent: boolean): Link => ({
  type: 'link',
  label,
  href: hrefOf(link),
  isCurrent,
  badge: undefined,
  attrs: {},
})
