import path from 'node:path'
import * as z from 'zod'
import type {Link} from '../../model/index.ts'

/** Where a link leads: a path from the project root, or a whole URL. */
export const LinkTarget = z.object({
  path: z.string().describe('Path from the project root, or a whole URL'),
  anchor: z.string().nullable().describe('Heading in it, without `#`; null for none'),
})
export type LinkTarget = z.infer<typeof LinkTarget>

export const isWholeUrl = (text: string): boolean => /^https?:\/\//.test(text)

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A whole URL, or a path with or without #anchor; percent signs are read, a query counts for nothing. */
export function readTarget(to: string): LinkTarget {
  if (isWholeUrl(to)) return {path: to, anchor: null}
  const [address = '', anchor = ''] = to.split('#', 2)
  return {path: decoded(address.replace(/\?.*$/, '')), anchor: anchor === '' ? null : decoded(anchor)}
}

/** Where the relative links of an item or a section lead; one that leaves the project is left to the door, which refuses it. */
export const targetsOf = (links: readonly Link[]): LinkTarget[] =>
  links.flatMap(({kind, url, path: file, anchor, at}) => {
    if (kind === 'anchor') return [{path: at.file, anchor}]
    if (kind !== 'document' && kind !== 'file') return []
    return file === null ? [readTarget(path.posix.join(path.posix.dirname(at.file), url))] : [{path: file, anchor}]
  })

/** A target as an author would write it. */
export const written = ({path, anchor}: LinkTarget): string => (anchor === null ? path : `${path}#${anchor}`)
