import * as z from 'zod'
import {expected} from '../model/yaml-read.ts'
import {annotate, listItemsIn} from './annotate.ts'
import {itemsIn} from './items.ts'
import {Status, standingsOf, statusAt} from './status.ts'
import {say, textOf} from './text.ts'

export type {ItemData} from './annotate.ts'

const Options = z.strictObject({
  status: z
    .union([z.string().min(1), Status], {error: 'expected a path, or what the `status.json` of a built site holds'})
    .optional()
    .describe('The `status.json` of a built site, or its path from the working directory'),
  environment: z.string().min(1).optional().describe('The one whose statuses are shown; all of them unless given'),
  checklist: z.string().min(1).optional().describe('Name of the checklist; by the path of the file unless given'),
})
/** What `remarkProofmark` takes. */
export type RemarkProofmarkOptions = z.input<typeof Options>

/** A tree of mdast, as far as types of any host need it. */
interface Tree {
  type: string
}

/**
 * A remark plugin that finds the items of a checklist in a tree, as Proofmark itself does, and writes in `data.proofmark` of each list
 * item which one it is. With `status` it says in the page where each stands: in `data-` attributes, and in a word beside the sentence.
 * It throws for wrong options alone, never for a tree.
 *
 * @example
 * unified().use(remarkParse).use(remarkGfm).use(remarkProofmark, {status: '_site/status.json'}).use(remarkRehype)
 */
export function remarkProofmark(options: RemarkProofmarkOptions = {}): (tree: Tree, file?: unknown) => undefined {
  const read = Options.safeParse(options)
  if (!read.success) throw new TypeError(wrongOption(read.error.issues[0]))
  const {status, environment, checklist} = read.data
  return (tree, file) => {
    const text = textOf(file)
    const nodes = listItemsIn(tree)
    if (text === null || nodes.length === 0) return
    const found = itemsIn(text)
    const known = typeof status === 'string' ? statusAt(status, text) : status
    if (typeof known === 'string') say(file, known)
    const standings =
      known === undefined || typeof known === 'string'
        ? null
        : standingsOf(known, {text, found, environment, checklist})
    if (typeof standings?.missing === 'string') say(file, standings.missing)
    annotate(nodes, found, standings ?? {name: checklist ?? found.name, shown: null})
  }
}

function wrongOption(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'Unexpected options of `remarkProofmark`'
  const where = issue.path.length === 0 ? 'options' : `option \`${issue.path.join('.')}\``
  if (issue.code === 'unrecognized_keys')
    return `Unexpected option \`${issue.keys[0]}\` of \`remarkProofmark\`, expected ${Object.keys(Options.shape)
      .map((key) => `\`${key}\``)
      .join(', ')}`
  const wanted = /^expected /.test(issue.message) ? issue.message : `expected ${expected(issue)}`
  return `Unexpected ${where} of \`remarkProofmark\`, ${wanted}`
}
