import {isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseAllDocuments} from 'yaml'
import type * as z from 'zod'
import {DoorClosed, type Position, place} from '../model/index.ts'
import {dotted, expected, innermost} from '../model/yaml-read.ts'
import {yamlWords} from '../model/yaml-words.ts'

const mostAliases = 100

/** One page of a YAML file, every value as the text that stands there, and the place of each. */
export interface Page {
  file: string
  data: unknown
  /** Where a path of keys and indexes stands, or the nearest place above it. */
  at(path: readonly (string | number)[]): Position
}

/** What keeps a page from being what it should be, where it stands; `base` leads to what was read of it. */
export function misfit(
  what: string,
  page: Page,
  [first]: readonly z.core.$ZodIssue[],
  base: readonly (string | number)[] = [],
): DoorClosed {
  const {issue, path} = first === undefined ? {issue: null, path: []} : innermost(first)
  const whole = [...base, ...path.map((key) => (typeof key === 'number' ? key : String(key)))]
  const wanted = issue === null ? 'another' : `${expected(issue)} at \`${dotted(whole)}\``
  return new DoorClosed('error', page.file, `${place(page.at(whole))} Unexpected ${what}, expected ${wanted}`)
}

/** Reads a YAML or JSON file of one or several pages; throws `DoorClosed` with the first complaint. */
export async function readPages(file: string, text: string): Promise<Page[]> {
  const lineCounter = new LineCounter()
  const documents = [...parseAllDocuments(text, {schema: 'failsafe', merge: true, lineCounter, logLevel: 'error'})]
  const position = (node: unknown): Position | null => {
    const offset = isNode(node) ? node.range?.[0] : undefined
    if (offset === undefined) return null
    const {line, col} = lineCounter.linePos(offset)
    return {file, line, column: col}
  }
  return documents.map((document) => {
    const [error] = document.errors
    if (error !== undefined) {
      const {line, col} = error.linePos?.[0] ?? {line: 1, col: 1}
      throw new DoorClosed('error', file, `${file}:${line}:${col} ${yamlWords(error.message)}`)
    }
    const at = (path: readonly (string | number)[]): Position => {
      let node: unknown = document.contents
      let found = position(node) ?? {file, line: 1, column: 1}
      for (const key of path) {
        if (isAlias(node)) node = node.resolve(document)
        if (isMap(node)) {
          const pair = node.items.find((one) => isScalar(one.key) && one.key.value === key)
          found = position(pair?.key) ?? found
          node = pair?.value
        } else if (isSeq(node)) {
          node = node.items[Number(key)]
          found = position(node) ?? found
        }
      }
      return found
    }
    try {
      return {file, data: document.toJS({maxAliasCount: mostAliases}), at}
    } catch {
      const wanted = `an anchor of its name above it, and at most ${mostAliases} aliases`
      throw new DoorClosed('error', file, `${file}:1:1 Unexpected alias, expected ${wanted}`)
    }
  })
}
