/* The filters of a checklist are kept in its address, and say what they hide; an item that is linked to is open. */
const all = <E extends HTMLElement>(selector: string): E[] => [...document.querySelectorAll<E>(selector)]
const say = (words: string): void => document.getElementById('pm-live')?.replaceChildren(words)
const nameOf = (link: HTMLAnchorElement | undefined): string => link?.textContent.replace(/ \d+$/, '') ?? ''

/** The filter that a link of the bar stands for, `failing` or `owner-sre`; nothing for all. */
const kindOf = ({hash}: HTMLAnchorElement): string =>
  hash.startsWith('#show-') ? decodeURIComponent(hash.slice(6)) : ''

function kinds(): string[] {
  const asked = new URLSearchParams(location.search)
  const owner = asked.get('owner')
  return [asked.get('show'), owner && `owner-${owner}`].flatMap((kind) => kind || [])
}

/** A filter in the fragment is what a page without a script has: here it goes where it can stand beside an item's own. */
function moveFragment(): void {
  const [, kind] = /^#show-(.+)/.exec(decodeURI(location.hash)) ?? []
  if (kind) history.replaceState(null, '', addressOf(kind, true))
}

/** The address with this filter too; without it, where it was there before; with none for all. */
function addressOf(kind: string, always = false): URL {
  const url = new URL(location.href)
  const [name, value] = kind.startsWith('owner-') ? ['owner', kind.slice(6)] : ['show', kind]
  if (!kind) for (const each of ['show', 'owner']) url.searchParams.delete(each)
  else if (!always && url.searchParams.get(name) === value) url.searchParams.delete(name)
  else url.searchParams.set(name, value)
  if (url.hash.startsWith('#show-')) url.hash = ''
  return url
}

/** Marks the filters that are on, writes what they show together, and gives the sentence. */
function write(): string {
  const on = kinds()
  const links = all<HTMLAnchorElement>('.pm-filters a')
  for (const link of links) {
    const isOn = on.length ? on.includes(kindOf(link)) : !kindOf(link)
    if (isOn) link.ariaCurrent = 'true'
    else link.removeAttribute('aria-current')
  }
  const now = document.querySelector<HTMLElement>('.pm-showing.now')
  const items = all('.pm-item > pm-verdict > .pm-cells')
  const everything = `All ${items.length} items are shown.`
  const unknown = on.filter((kind) => !links.some((link) => kindOf(link) === kind))
  now?.removeAttribute('style')
  if (!on.length) return everything
  if (unknown.length) {
    now?.replaceChildren(`No item is ${unknown.join(' and ').replace('owner-', 'owned by ')} now. ${everything}`)
    now?.style.setProperty('display', 'block')
    return now?.textContent ?? ''
  }
  if (on.length === 1) return document.querySelector(`.pm-showing.${CSS.escape(on[0] ?? '')}`)?.textContent ?? ''
  const flagged = (kind: string) => (cells: HTMLElement) => cells.dataset.f?.split(' ').includes(kind)
  const [shown, others] = [true, false].map((is) =>
    items.filter((cells) => on.every((kind) => flagged(kind)(cells)) === is),
  )
  const failing = others?.filter(flagged('failing')).length
  const blocked = others?.filter((cells) => flagged('blocked')(cells) && !flagged('failing')(cells)).length
  const names = on.map((kind) => nameOf(links.find((link) => kindOf(link) === kind))).join(', owned by ')
  const left = [failing && `${failing} failing`, blocked && `${blocked} blocked`].filter(Boolean).join(' and ')
  const hidden = left ? `Not shown: ${left}.` : 'Nothing else fails or is blocked.'
  const link = document.createElement('a')
  Object.assign(link, {href: '#_top', textContent: `Show all ${items.length}`})
  now?.replaceChildren(`${shown?.length} of ${items.length} shown: ${names}. ${hidden} `, link)
  return now?.textContent ?? ''
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
  history.pushState(null, '', addressOf(kindOf(link)))
  dispatchEvent(new Event('pm-show'))
  say(write())
  const list = link.closest('.pm-list')
  if (list && list.getBoundingClientRect().top < 0) list.scrollIntoView()
}

moveFragment()
write()
addLinks()
openLinked()
document.documentElement.dataset.filters = 'ready'
document.addEventListener('click', onClick)
addEventListener('pm-filled', write)
addEventListener('popstate', () => {
  moveFragment()
  write()
})
addEventListener('hashchange', openLinked)
