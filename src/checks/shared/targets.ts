import * as z from 'zod'
import type {Link} from '../../model/index.ts'

/** Where a link leads: a path from the project root, or a whole URL. */
export const LinkTarget = z.object({path: z.string(), anchor: z.string().nullable()})
export type LinkTarget = z.infer<typeof LinkTarget>

export const isWholeUrl = (text: string): boolean => /^https?:\/\//.test(text)

/** Where the links of an item or a section lead inside the project. */
export const targetsOf = (links: readonly Link[]): LinkTarget[] =>
  links.flatMap(({kind, path, anchor, at}) => {
    if (kind === 'anchor') return [{path: at.file, anchor}]
    return path === null || (kind !== 'document' && kind !== 'file') ? [] : [{path, anchor}]
  })

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

/** A target as an author would write it. */
export const written = ({path, anchor}: LinkTarget): string => (anchor === null ? path : `${path}#${anchor}`)
