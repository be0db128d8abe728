/** An address taken apart. `path` is decoded and as written: relative, or from a root with `/`. */
export interface Target {
  kind: 'external' | 'other' | 'local'
  path: string
  /** The fragment, decoded, without `#`; null without one. */
  anchor: string | null
}

/** Takes an address apart; the query counts for nothing on a static site. */
export function targetOf(url: string): Target {
  const hash = url.indexOf('#')
  const before = hash === -1 ? url : url.slice(0, hash)
  const anchor = hash === -1 || hash === url.length - 1 ? null : decoded(url.slice(hash + 1))
  if (/^(?:https?:)?\/\//i.test(before)) return {kind: 'external', path: before, anchor}
  if (/^[a-z][a-z0-9+.-]*:/i.test(before)) return {kind: 'other', path: before, anchor}
  return {kind: 'local', path: decoded(before.split('?', 1)[0] ?? ''), anchor}
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
