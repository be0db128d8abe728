import type {Root} from 'mdast'
import type {Data} from 'unified'
import {each} from '../each.ts'

/** A syntax extension of the tokenizer under remark. */
export type Syntax = NonNullable<Data['micromarkExtensions']>[number]

/** Labels that text may refer to, in the form in which the tokenizer compares them. */
export interface Known {
  definitions: ReadonlySet<string>
  footnotes: ReadonlySet<string>
}

/** What a text seems to define: right unless such a line stands in code, or continues a paragraph. */
export function guessed(text: string): Known {
  const definitions = new Set<string>()
  const footnotes = new Set<string>()
  for (const [, label = ''] of text.matchAll(/^[ \t>]*(?:[-+*][ \t]+)?\[((?:\\[^\r\n]|[^[\]\\])+)\]:/gm)) {
    const name = normal(label)
    if (name.startsWith('^')) footnotes.add(name.slice(1))
    else definitions.add(name)
  }
  return {definitions, footnotes}
}

/** What trees define together. */
export function defined(trees: readonly Root[]): Known {
  const definitions = new Set<string>()
  const footnotes = new Set<string>()
  for (const tree of trees) {
    each(tree, (node) => {
      if (node.type === 'definition') definitions.add(node.identifier.toUpperCase())
      if (node.type === 'footnoteDefinition') footnotes.add(node.identifier.toUpperCase())
    })
  }
  return {definitions, footnotes}
}

/** What is known to one of them only. */
export const differing = (a: Known, b: Known): Known => ({
  definitions: difference(a.definitions, b.definitions),
  footnotes: difference(a.footnotes, b.footnotes),
})

const difference = (a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> =>
  new Set([...[...a].filter((label) => !b.has(label)), ...[...b].filter((label) => !a.has(label))])

/** A syntax that adds nothing but knowledge: labels that other parts of the document define resolve. */
export function knowing({definitions, footnotes}: Known): Syntax {
  const taught = new WeakSet<object>()
  const learn: NonNullable<Syntax['text']>[string] = {
    name: 'knownLabels',
    tokenize(_effects, _ok, nok) {
      const {parser} = this
      if (taught.has(parser)) return nok
      taught.add(parser)
      parser.defined.push(...definitions)
      parser.gfmFootnotes = [...(parser.gfmFootnotes ?? []), ...footnotes]
      return nok
    },
  }
  // Before `!`, `[` and `]`, where the tokenizer starts to ask what is defined.
  return {text: {33: learn, 91: learn, 93: learn}}
}

/** Whether text holds a label in brackets that is known. */
export function refersTo(text: string, {definitions, footnotes}: Known): boolean {
  for (const [, label = ''] of text.matchAll(/\[((?:\\[^\r\n]|[^[\]\\])+)\]/g)) {
    const name = normal(label)
    if (definitions.has(name) || (name.startsWith('^') && footnotes.has(name.slice(1)))) return true
  }
  return false
}

const normal = (label: string): string =>
  label
    .replace(/[\t\n\r ]+/g, ' ')
    .replace(/^ | $/g, '')
    .toLowerCase()
    .toUpperCase()
