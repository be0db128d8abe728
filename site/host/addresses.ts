/** How the site of a team writes addresses. */
export interface HostAddresses {
  /** With a slash on both sides. */
  base: string
  trailingSlash: 'always' | 'never' | 'ignore'
  format: 'file' | 'directory' | 'preserve'
}

/** Our pages in it. */
export interface OwnAddresses {
  /** Below which address they stand. */
  base: string
  /** Where our links to a route lead: the address of a page, or of a part of one. */
  pages: ReadonlyMap<string, string>
  /** In the same way for files. */
  files: ReadonlyMap<string, string>
}

// Our own HTML: attributes stand in double quotes, and no link is inside of another.
const link = /<a\b((?:"[^"]*"|[^">])*)>([\s\S]*?)<\/a>/g
const target = /(\shref=")([^"#?]*)([^"]*)/
const source = /(<div\b[^>"]*"pm-pick" data-from=")([^"]*)/g

/** Writes links as the site of a team writes them; what leads to a page that it does not have becomes text. */
export const settled = (html: string, host: HostAddresses, own: OwnAddresses): string =>
  html
    .replace(link, (whole, attributes: string, words: string) => {
      const [, , path, rest = ''] = target.exec(attributes) ?? []
      if (path === undefined) return `<span${attributes}>${words}</span>`
      const to = addressIn(path, rest, host, own)
      if (to === null) return `<span class="pm-gone">${words === path ? '' : words}</span>`
      return to === path + rest
        ? whole
        : `<a${attributes.replace(target, (_, before: string) => before + to)}>${words === path ? to : words}</a>`
    })
    .replace(source, (_, before: string, path: string) => before + (addressIn(path, '', host, own) ?? path))
    .replaceAll(onlyGone, '')

/** A line, or a fact, that said nothing but where to go. */
const onlyGone =
  /<p class="pm-meta"><span class="pm-gone">[^<]*<\/span><\/p>|<dt>[^<]*<\/dt><dd[^>]*>[^<]*<span class="pm-gone"><\/span><\/dd>/g

/** Where a link of ours leads in this site; null where it has no such page. */
export function addressIn(path: string, rest: string, host: HostAddresses, own: OwnAddresses): string | null {
  if (!path.startsWith(host.base)) return path + rest
  if (!path.startsWith(own.base)) return formatted(path, host) + rest
  const route = routeOf(path, own)
  if (route.startsWith('files/')) return path + rest
  const file = own.files.get(route)
  if (file !== undefined) return file + rest
  const [page, part] = own.pages.get(route)?.split('#') ?? []
  return page === undefined ? null : formatted(page, host) + (part === undefined ? rest : `#${part}`)
}

/** Routes are not encoded, addresses are. */
const routeOf = (path: string, {base}: OwnAddresses): string =>
  path
    .slice(base.length)
    .replace(/\/$/, '')
    .split('/')
    .map((part) => decodeURIComponent(part.replaceAll('&#x26;', '&').replaceAll('&amp;', '&')))
    .join('/')

/** The address of a page, which ends in a slash, as this site has it. */
export function formatted(path: string, {base, trailingSlash, format}: HostAddresses): string {
  if (path === base && trailingSlash !== 'never') return path
  const bare = path.replace(/(?<=.)\/$/, '')
  if (path !== base && format === 'file') return `${bare}.html`
  return trailingSlash === 'never' ? bare : `${bare}/`
}
