import {DoorClosed, type Position} from '../model/index.ts'

/** One page of a YAML file, every value as the text that stands there, and the place of each. */
export interface Page {
  file: string
  data: unknown
  /** Where a path of keys and indexes stands, or the nearest place above it. */
  at(path: readonly (string | number)[]): Position
}

/** Reads a YAML or JSON file of one or several pages; throws `DoorClosed` with the first complaint. */
export async function readPages(file: string, text: string): Promise<Page[]> {
  const {isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseAllDocuments} = await import('yaml')
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
      const said = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')
      throw new DoorClosed(
        'error',
        file,
        `${file}:${line}:${col} Unexpected YAML, expected one that can be read: ${said}`,
      )
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
    return {file, data: document.toJS({maxAliasCount: 100}), at}
  })
}
