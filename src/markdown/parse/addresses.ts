import type {Nodes} from 'mdast'
import type {Data, Processor} from 'unified'
import type {Syntax} from './known.ts'

type Compilation = Extract<NonNullable<Data['fromMarkdownExtensions']>[number], {transforms?: unknown}>
type Constructs = NonNullable<Syntax['text']>[string]

/** Whether GFM may find the address of a person in a text. */
export const mayHoldMail = (text: string): boolean => text.includes('@')

/** GFM tries each word for the address of a person; for a text without any. */
export function withoutMail(this: Processor): void {
  const data = this.data()
  data.micromarkExtensions = (data.micromarkExtensions ?? []).map(({text, ...syntax}) => ({
    ...syntax,
    text: Object.fromEntries(Object.entries(text ?? {}).map(([code, found]) => [code, butMail(found)])),
  }))
}

const butMail = (found: Constructs): Constructs => [found ?? []].flat().filter(({name}) => name !== 'emailAutolink')

/** GFM looks through the whole tree for addresses that the tokenizer missed; here only where a word may be one. */
export function rareAddresses(this: Processor): void {
  const data = this.data()
  data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? []).flat().map((extension: Compilation) => ({
    ...extension,
    ...(extension.transforms && {transforms: extension.transforms.map(whereNeeded)}),
  }))
}

type Transform = NonNullable<Compilation['transforms']>[number]

const whereNeeded =
  (transform: Transform): Transform =>
  (tree) =>
    mayHoldAddress(tree) ? transform(tree) : undefined

const mayHoldAddress = (node: Nodes): boolean =>
  node.type === 'text' ? /@|:\/\/|www/i.test(node.value) : 'children' in node && node.children.some(mayHoldAddress)
