/** What the addresses of linked files begin with. */
export const filesPrefix = (base: string): string => `${base.replace(/^\/*/, '/').replace(/\/+$/, '')}/files/`

const tag = /<(?:a|img|span)\b(?:"[^"]*"|[^">])*>/g
const address = /\s(?:href|src)="([^"#?]*)[^"]*"/
const missing = /\stitle="No page or file ([^"]*)"/
const told = 'title="Not published on this site"'

/** Takes the addresses of files that readers may not see out of a page; the words of a link stay. */
export function withoutWithheld(html: string, base: string, withheld: (file: string) => boolean): string {
  const prefix = filesPrefix(base)
  return html.replace(tag, (whole) => {
    const [attribute = '', url = ''] = address.exec(whole) ?? []
    if (url.startsWith(prefix) && withheld(decoded(url.slice(prefix.length))))
      return whole.replace(attribute, ` class="pm-missing" ${told}`)
    // A link that leads nowhere names the file that it meant.
    const [title = '', file = ''] = missing.exec(whole) ?? []
    return title !== '' && withheld(file) ? whole.replace(title, ` ${told}`) : whole
  })
}

/** A path as it was before it stood in an address. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
