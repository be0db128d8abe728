/** What links can lead to, as far as it is known. Paths are from the project root. */
export interface World {
  /** Docs folder, from the project root. */
  docs: string | null
  /** What stands at a path; undefined when nobody looked. */
  kind: (path: string) => 'file' | 'folder' | null | undefined
  /** Anchors of a document; undefined when nobody looked. */
  anchors: (path: string) => ReadonlySet<string> | undefined
  /** The document at an address of the site, and the address of a document. */
  documentAt: (route: string) => string | null
  routeOf: (path: string) => string | null
}

/** A world of which nothing is known, but perhaps which files exist. */
export const unknownWorld = (exists?: (path: string) => boolean): World => ({
  docs: null,
  kind: (path) => (exists === undefined ? undefined : exists(path) ? 'file' : null),
  anchors: () => undefined,
  documentAt: () => null,
  routeOf: () => null,
})
