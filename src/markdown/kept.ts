import type {Document} from '../model/index.ts'
import {limits} from './limits.ts'
import type {Page} from './page.ts'
import type {Source} from './source.ts'

/** Pages of documents, parsed, for whoever renders them next. A page goes with its document. */
const kept = new WeakMap<Document, Page>()

/** Keeps the pages of documents that were read together, as many as the bound on their text allows: a tree is sixty times as large. */
export function keepPages(read: readonly {document: Document; page: Page}[]): void {
  let left: number = limits.keptText
  for (const {document, page} of read) {
    left -= page.source.text.length
    if (left >= 0) kept.set(document, page)
  }
}

/** The page of a document, once, since rendering changes its tree; null where it was not kept, or its file says something else by now. */
export function takePage(document: Document | undefined, {text}: Source): Page | null {
  if (document === undefined) return null
  const page = kept.get(document)
  kept.delete(document)
  return page?.source.text === text ? page : null
}
