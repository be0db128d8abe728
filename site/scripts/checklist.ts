/* The filters of a checklist are kept in its address, and say what they hide; an item that is linked to is open. */
const all = <E extends HTMLElement>(selector: string): E[] => [...document.querySelectorAll<E>(selector)]
const say = (words: string): void => document.getElementById('pm-live')?.replaceChildren(words)

/** The filter that a link of the bar stands for, `failing` or `owner-sre`; nothing for all. */
const kindOf = ({hash}: HTMLAnchorElement): string =>
  hash.startsWith('#show-') ? decodeURIComponent(hash.slice(6)) : ''

/** The filters of the address. */
function kinds(): string[] {
  const asked = new URLSearchParams(location.search)
  const owner = asked.get('owner')
  return [asked.get('show'), owner && `owner-${owner}`].flatMap((kind) => kind || [])
}

/** The address with this filter; without it, where it was there before; with none for all. */
function addressOf(kind: string): URL {
  const url = new URL(location.href)
  const [name, value] = kind.startsWith('owner-') ? ['owner', kind.slice(6)] : ['show', kind]
  if (!kind) for (const each of ['show', 'owner']) url.searchParams.delete(each)
  else if (kinds().includes(kind)) url.searchParams.delete(name)
  else url.searchParams.set(name, value)
  return url
}

/** A filter in the fragment is what a page without a script has: here it goes where it can stand beside an item's own. */
function moveFragment(): void {
  if (!location.hash.startsWith('#show-')) return
  const link = all<HTMLAnchorElement>('.pm-filters a').find(({hash}) => hash === location.hash)
  const kind = link ? kindOf(link) : location.hash.slice(6)
  const url = kinds().includes(kind) ? new URL(location.href) : addressOf(kind)
  url.hash = ''
  history.replaceState(history.state, '', url)
  document.querySelector('.pm-list')?.scrollIntoView()
}

/** Marks the filters that are on, writes what several show together, and gives the sentence. */
function write(): string {
  const on = kinds()
  const links = all<HTMLAnchorElement>('.pm-filters a')
  for (const link of links) {
    const isOn = on.length ? on.includes(kindOf(link)) : !kindOf(link)
    if (isOn) link.ariaCurrent = 'true'
    else link.removeAttribute('aria-current')
  }
  const items = listed()
  const everything = `All ${items.length} ${units()} are shown.`
  // Who goes from page to page of a long checklist goes on looking for the same.
  for (const link of all<HTMLAnchorElement>('.pm-folios a, .pm-ways a')) link.search = on.length ? location.search : ''
  const unknown = on.filter((kind) => !links.some((link) => kindOf(link) === kind))
  const [only = '', ...others] = on
  const now = document.querySelector<HTMLElement>('.pm-showing.now')
  now?.classList.toggle('unknown', unknown.length > 0)
  if (!only) return everything
  if (unknown.length)
    now?.replaceChildren(`No item${onPage()} is ${unknown.map(inWords).join(' and ')} now. ${everything}`)
  else if (others.length) now?.replaceChildren(...together(on, links, items))
  else return document.querySelector(`.pm-showing.${CSS.escape(only)}`)?.textContent ?? ''
  return now?.textContent ?? ''
}

/** What the filters hide: items, or the pages of a long checklist. */
const pages = (): HTMLElement[] => all('.pm-folios tbody th')
const listed = (): HTMLElement[] => (pages().length ? pages() : all('.pm-item > pm-verdict > .pm-cells'))
const units = (): string => (pages().length ? 'pages' : 'items')
const onPage = (): string => (document.querySelector('.pm-ways') ? ' on this page' : '')

const inWords = (kind: string): string => kind.replace('owner-', 'owned by ').replaceAll('-', ' ')

/** `5 of 59 shown: failing, owned by SRE. Not shown: 9 failing and 16 blocked. Show all 59`. */
function together(on: string[], links: HTMLAnchorElement[], items: HTMLElement[]): (string | Node)[] {
  const has = ({dataset}: HTMLElement, kind: string): boolean => dataset.f?.split(' ').includes(kind) ?? false
  const others = items.filter((cells) => !on.every((kind) => has(cells, kind)))
  const failing = others.filter((cells) => has(cells, 'failing')).length
  const blocked = others.filter((cells) => has(cells, 'blocked') && !has(cells, 'failing')).length
  const left = [failing && `${failing} failing`, blocked && `${blocked} blocked`].filter(Boolean).join(' and ')
  const names = on.map((kind) => links.find((link) => kindOf(link) === kind)?.textContent.replace(/ \d+$/, ''))
  const link = document.createElement('a')
  const isPages = units() === 'pages'
  Object.assign(link, {href: '#_top', textContent: isPages ? 'Show all pages' : `Show all ${items.length}`})
  const hidden = isPages ? '' : left ? `Not shown: ${left}.` : 'Nothing else fails or is blocked.'
  const shown = `${items.length - others.length} of ${items.length} ${isPages ? 'pages ' : ''}shown`
  return [`${shown}: ${names.join(', owned by ')}. ${hidden} `, link]
}

/** A link to each item, which can be copied; what is in the markup already needs none. */
function addLinks(): void {
  for (const item of all('.pm-item[id]')) {
    const words = item.querySelector('.pm-say')
    const link = document.createElement('a')
    link.className = 'pm-link'
    link.href = `#${encodeURIComponent(item.id)}`
    link.ariaLabel = `Link to ${words?.textContent.replace(/\s+/g, ' ').replace(/[.:]? $|[.:]$/, '')}`
    words?.append(link)
  }
}

/** Opens the item of the fragment, and puts it to the top; the browser may not know of a target yet. */
function openLinked(): void {
  const item = all('.pm-item').find(({id}) => id && location.hash === `#${encodeURIComponent(id)}`)
  const more = item?.querySelector<HTMLDetailsElement>(':scope > pm-verdict > .pm-more')
  if (more) more.open = true
  item?.scrollIntoView()
}

/** What a fragment says; nothing where it says nothing that an address could. */
function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return ''
  }
}

/** A link to an item of a checklist that grew too long for one page leads to the item's own page. */
async function followMoved(): Promise<void> {
  const list = document.querySelector<HTMLElement>('[data-items]')
  const id = location.hash.slice(1)
  const meant = decoded(id)
  if (!list?.dataset.items || !meant || document.getElementById(meant)) return
  const page = `${list.dataset.items}${id.replaceAll('--', '/')}/`
  const {ok} = await fetch(page, {method: 'HEAD'}).catch(() => ({ok: false}))
  if (ok) location.replace(page)
}

function onClick(event: MouseEvent): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (link?.matches('.pm-link'))
    void navigator.clipboard?.writeText(link.href).then(
      () => say('Link copied.'),
      () => {},
    )
  if (!link?.matches('.pm-filters a, .pm-showing a')) return
  event.preventDefault()
  history.pushState(history.state, '', addressOf(kindOf(link)))
  dispatchEvent(new Event('pm-show'))
  say(write())
  // What was clicked may be gone with its sentence.
  if (!link.checkVisibility()) document.querySelector<HTMLElement>('.pm-filters .all')?.focus({preventScroll: true})
  const list = link.closest('.pm-list')
  if (list && list.getBoundingClientRect().top < 0) list.scrollIntoView()
}

function start(): void {
  if (!document.querySelector('.pm-list')) return
  moveFragment()
  write()
  addLinks()
  openLinked()
  void followMoved()
  document.documentElement.dataset.filters = 'ready'
}

start()
// A site of others may swap pages: no script is run again then, and a click would be taken for a way to another page.
document.addEventListener('astro:after-swap', () => {
  dispatchEvent(new Event('pm-show'))
  start()
})
document.addEventListener('click', onClick, {capture: true})
addEventListener('pm-filled', write)
addEventListener('popstate', () => {
  moveFragment()
  write()
})
addEventListener('hashchange', () => {
  openLinked()
  void followMoved()
})
