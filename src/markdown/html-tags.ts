import {defaultSchema} from 'hast-util-sanitize'

/** Elements that GitHub strips and whose words it keeps, beside those that it keeps whole. */
const stripped =
  'abbr acronym address article aside big bdi bdo caption center cite col colgroup dfn fieldset figcaption figure font footer header hgroup label legend main mark nav nobr search small time u wbr'

const known = new Set([...(defaultSchema.tagNames ?? []), ...stripped.split(' ')])

/** A comment, a tag with its name, or the start of a declaration. */
const piece = /<!--[\s\S]*?(?:-->|$)|<\/?([A-Za-z][\w:.-]*)[^<>]*>?|<(?=[?!])/g

/** Elements that part words. */
const breaks = /^(?:br|dd|div|dt|h[1-6]|hr|li|ol|p|summary|t[dhr]|ul)$/i

const isTag = (name: string | undefined): boolean => name !== undefined && known.has(name.toLowerCase())
const isComment = (text: string): boolean => text.startsWith('<!--')

/** The words of raw HTML: tags and comments left out, but what only looks like a tag (`<token>`) stays. */
export const htmlWords = (html: string): string =>
  html.replace(piece, (whole, name) => (isComment(whole) ? '' : isTag(name) ? (breaks.test(name) ? ' ' : '') : whole))

/** Raw HTML in which everything that is no tag of ours to keep is escaped, so that it shows as text. */
export const escapeUnknownTags = (html: string): string =>
  html.replace(piece, (whole, name) => (isComment(whole) || isTag(name) ? whole : `&lt;${whole.slice(1)}`))

/** Raw HTML without its comments. */
export const withoutComments = (html: string): string =>
  html.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => comment.replace(/[^\r\n]/g, ' '))

/** Opening tags that mean something, each as written with its offset. */
export function openingTags(html: string): {name: string; tag: string; offset: number}[] {
  const found: {name: string; tag: string; offset: number}[] = []
  for (const match of withoutComments(html).matchAll(/<([A-Za-z][\w:.-]*)(?![\w:.-])[^<>]*>/g)) {
    if (isTag(match[1])) found.push({name: (match[1] ?? '').toLowerCase(), tag: match[0], offset: match.index})
  }
  return found
}

/** Value of an attribute in a tag, or null. */
export function attribute(tag: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>"']+))`, 'i').exec(tag)
  return match === null ? null : (match[1] ?? match[2] ?? match[3] ?? '')
}
