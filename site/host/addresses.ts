/** How the site of a team writes addresses. */
export interface HostAddresses {
  /** With a slash on both sides. */
  base: string
  trailingSlash: 'always' | 'never' | 'ignore'
  format: 'file' | 'directory' | 'preserve'
}

/** Our pages in it: below which address, and their routes. */
export interface OwnAddresses {
  base: string
  routes: ReadonlySet<string>
}

// Our own HTML: attributes stand in double quotes, and no link is inside of another.
const link = /<a\b((?:"[^"]*"|[^">])*)>([\s\S]*?)<\/a>/g
const target = /(\shref=")([^"#?]*)/

/** Writes links as the site of a team writes them; what leads to a page that it does not have becomes text. */
export const settled = (html: string, host: HostAddresses, own: OwnAddresses): string =>
  html
    .replace(link, (whole, attributes: string, words: string) => {
      const [, , path] = target.exec(attributes) ?? []
      if (path === undefined) return `<span${attributes}>${words}</span>`
      if (!path.startsWith(host.base) || isFile(path, own)) return whole
      if (path.startsWith(own.base) && !own.routes.has(routeOf(path, own)))
        return `<span class="pm-gone">${words}</span>`
      return `<a${attributes.replace(target, (_, before: string) => before + formatted(path, host))}>${words}</a>`
    })
    .replaceAll(onlyGone, '')

/** A line that said nothing but where to go. */
const onlyGone = /<p class="pm-meta"><span class="pm-gone">[^<]*<\/span><\/p>/g

/** Routes are not encoded, addresses are. */
const routeOf = (path: string, {base}: OwnAddresses): string =>
  path
    .slice(base.length)
    .replace(/\/$/, '')
    .split('/')
    .map((part) => decodeURIComponent(part.replaceAll('&#x26;', '&').replaceAll('&amp;', '&')))
    .join('/')

const isFile = (path: string, {base}: OwnAddresses): boolean => path.startsWith(`${base}files/`)

/** The address of a page, which ends in a slash, as this site has it. */
export function formatted(path: string, {base, trailingSlash, format}: HostAddresses): string {
  if (path === base && trailingSlash !== 'never') return path
  const bare = path.replace(/(?<=.)\/$/, '')
  if (path !== base && format === 'file') return `${bare}.html`
  return trailingSlash === 'never' ? bare : `${bare}/`
}
