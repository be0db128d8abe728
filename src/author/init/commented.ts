import {Document, isNode, type Node, Pair, Scalar, stringify, visit, YAMLMap, YAMLSeq} from 'yaml'
import {inWords, unseen} from './writable.ts'

/** Lines of comment, and the entry that they stand above; without one they say what could be added there. */
export interface Block {
  comment: readonly string[]
  entry?: readonly [string, unknown]
}

const asComment = (blocks: readonly Block[]): string =>
  blocks
    .filter(({comment}) => comment.length > 0)
    .map(({comment}) => comment.map((line) => ` ${inWords(line)}`).join('\n'))
    .join('\n\n')

/** A map with comments. The YAML library quotes what must be quoted, and nothing foreign is ever pasted. */
export function commented(blocks: readonly Block[], apart: boolean): YAMLMap {
  const document = new Document()
  const map = new YAMLMap<Scalar, Node | null>()
  let waiting: Block[] = []
  for (const block of blocks) {
    waiting.push(block)
    if (block.entry === undefined) continue
    const [key, value] = block.entry
    const name = document.createNode(key)
    const above = asComment(waiting)
    if (above !== '') name.commentBefore = above
    name.spaceBefore = apart
    map.items.push(new Pair(name, isNode(value) ? value : document.createNode(value)))
    waiting = []
  }
  const below = asComment(waiting)
  if (below !== '') map.comment = apart ? `\n${below}` : below
  return map
}

/** A name as an entry of a list, to be put in by taking the sign of a comment away. */
export const listItem = (name: string, why: string): string =>
  `- ${unseen.test(name) ? JSON.stringify(name) : stringify(name, {lineWidth: 0}).trimEnd()}   # ${why}`

/** A list of names, and at its end lines of comment: names that could be added. */
export function listed(names: readonly string[], comment: readonly string[]): YAMLSeq {
  const list = new YAMLSeq()
  list.items = names.map((name) => new Scalar(name))
  if (comment.length > 0) list.comment = asComment([{comment}])
  return list
}

/** The text of such a map as a file. */
export function fileText(head: readonly string[], map: YAMLMap): string {
  const document = new Document()
  document.contents = map
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === 'string' && unseen.test(node.value)) node.type = Scalar.QUOTE_DOUBLE
    },
  })
  const text = document.toString({
    lineWidth: 0,
    flowCollectionPadding: false,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  })
  return `${head.map((line) => `# ${line}\n`).join('')}\n${text.trimStart()}`
}
