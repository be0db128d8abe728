import type {Root} from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {type Processor, unified} from 'unified'
import {mayHoldMail, rareAddresses, withoutMail} from './addresses.ts'
import {defined, differing, guessed, type Known, knowing, refersTo} from './known.ts'
import {formulas} from './math.ts'
import {joinParts, leastPart, parseAgain, parseParts} from './parts.ts'

/** Parses GitHub-flavoured Markdown in one go. */
export const parseWhole = (text: string): Root => parser({definitions: new Set(), footnotes: new Set()})(text)

/** Parses GitHub-flavoured Markdown part by part: the same tree as `parseWhole`, in a time that grows with the text. */
export function parseMarkdown(text: string, least = leastPart): Root {
  const guess = guessed(text)
  const parts = parseParts(text, parser(guess), least)
  const known = defined(parts.map(({tree}) => tree))
  const mistaken = differing(guess, known)
  for (const part of parts) {
    if (refersTo(part.text, mistaken)) parseAgain(part, parser(known))
  }
  return joinParts(parts)
}

/** Parses pieces of a document that was parsed before: what that defines is known in them. */
export const fragmentParser = (whole: Root): ((text: string) => Root) => parser(defined([whole]))

function parser(known: Known): (text: string) => Root {
  const whole = unified().use(remarkParse).use(remarkGfm).use(teach, known).use(rareAddresses)
  const plain = unified().use(remarkParse).use(remarkGfm).use(teach, known).use(rareAddresses).use(withoutMail)
  return (text) => (mayHoldMail(text) ? whole : plain).parse(text)
}

function teach(this: Processor, known: Known): void {
  const data = this.data()
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), knowing(known), formulas]
}
