import path from 'node:path'
import type {DocumentSeen} from '../model/index.ts'
import {readPlace} from './files.ts'

/** Title and headings of a Markdown document below a root, or null when there is none. */
export type AnchorsOf = (
  root: string,
  file: string,
) => Promise<{title: string | null; anchors: Iterable<string>} | null>

const markdown = /\.(md|markdown)$/i

/** Sees documents, each once in a run; any other file or folder is seen too, and has no headings. */
export function makeDocuments(root: string, reach: (asked: string) => Promise<string>, anchorsOf: AnchorsOf) {
  const known = new Map<string, Promise<DocumentSeen>>()

  async function see(file: string): Promise<DocumentSeen> {
    const real = await reach(file)
    const found = await readPlace(real, file, 0)
    const nothing = {path: file, exists: found !== null, title: null, anchors: []}
    if (found === null || found.folder || !markdown.test(file)) return nothing
    const page = await anchorsOf(root, file)
    return page === null ? nothing : {...nothing, title: page.title, anchors: [...page.anchors]}
  }

  return (asked: string): Promise<DocumentSeen> => {
    const file = path.posix.normalize(asked)
    const seen = known.get(file) ?? see(file)
    known.set(file, seen)
    return seen
  }
}
