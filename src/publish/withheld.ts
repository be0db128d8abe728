const tag = /<(?:a|img)\b(?:"[^"]*"|[^">])*>/g
const address = /\s(?:href|src)="([^"#?]*)[^"]*"/

/** What the addresses of linked files begin with. */
export const filesPrefix = (base: string): string => `${base.replace(/^\/*/, '/').replace(/\/+$/, '')}/files/`

/** Takes the addresses of files that readers may not see out of a page; the words of a link stay. */
export function withoutWithheld(html: string, base: string, withheld: (file: string) => boolean): string {
  const prefix = filesPrefix(base)
  return html.replace(tag, (whole) => {
    const [attribute = '', url = ''] = address.exec(whole) ?? []
    if (!url.startsWith(prefix) || !withheld(decodeURIComponent(url.slice(prefix.length)))) return whole
    return whole.replace(attribute, ' class="pm-missing" title="Not published on this site"')
  })
}
