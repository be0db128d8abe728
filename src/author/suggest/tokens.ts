import type {Item} from '../../model/index.ts'

/** A piece of a sentence: a word, a sign, a code span, or a name that stands in plain text as if it were one. */
export interface Token {
  kind: 'word' | 'sign' | 'code' | 'name'
  /** As written. */
  text: string
  /** Lower case, for words. */
  word: string
  /** Inside “…”: what somebody says, and not what must be so. */
  quoted: boolean
  /** How many brackets it stands in. */
  depth: number
}

const entities: Readonly<Record<string, string>> = {'&amp;': '&', '&lt;': '<', '&gt;': '>'}
const unescaped = (html: string): string => html.replaceAll(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? '')

// A route or an upper-case name in plain text; then words, with the hyphens and apostrophes inside them; then any sign.
const piece =
  /(?<name>(?<![\p{L}\p{N}_/.])(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?:=[^\s,;()]+)?|\/[A-Za-z0-9_][\w./-]*\w|\/[a-z]))|(?<word>[\p{L}\p{M}\p{N}]+(?:[-'’.][\p{L}\p{M}\p{N}]+)*)|(?<sign>[^\s\p{L}\p{M}\p{N}])/gu

/** French leaves out a vowel before another: `l’audit` is two words. */
const elided = /^(?:[ldnsjcmt]|qu)['’](?=\p{L})/iu

function wordsOf(text: string): Pick<Token, 'kind' | 'text'>[] {
  return [...text.matchAll(piece)].flatMap(({groups = {}}): Pick<Token, 'kind' | 'text'>[] => {
    if (groups.name !== undefined) return [{kind: 'name', text: groups.name}]
    if (groups.sign !== undefined) return [{kind: 'sign', text: groups.sign}]
    const {word = ''} = groups
    const [before = ''] = elided.exec(word) ?? []
    const halves = before === '' ? [word] : [before.slice(0, -1), word.slice(before.length)]
    return halves.map((half) => ({kind: 'word', text: half}))
  })
}

const opening = new Set(['(', '[', '（'])
const closing = new Set([')', ']', '）'])
const quotes: Readonly<Record<string, string>> = {'“': '”', '„': '“', '«': '»', '"': '"'}

/** Marks what stands in brackets and what stands in quotes. */
function placed(pieces: readonly Pick<Token, 'kind' | 'text'>[]): Token[] {
  let depth = 0
  let until: string | null = null
  return pieces.map(({kind, text}) => {
    const sign = kind === 'sign'
    if (sign && closing.has(text) && depth > 0) depth -= 1
    const ends = sign && until !== null && (text === until || (until === '“' && text === '”'))
    const token = {kind, text, word: text.toLowerCase(), quoted: until !== null && !ends, depth}
    if (ends) until = null
    else if (sign && until === null) until = quotes[text] ?? null
    if (sign && opening.has(text)) depth += 1
    return token
  })
}

const markup = /<code>([\s\S]*?)<\/code>|<del>[\s\S]*?<\/del>|<[^>]*>|([^<]+)/g

/** The pieces of safe inline HTML as the Markdown room gives it; what is struck out is left out. */
const piecesOf = (html: string): Pick<Token, 'kind' | 'text'>[] =>
  [...html.matchAll(markup)].flatMap(([, code, text]): Pick<Token, 'kind' | 'text'>[] =>
    code !== undefined
      ? [{kind: 'code', text: unescaped(code).trim()}]
      : text !== undefined
        ? wordsOf(unescaped(text))
        : [],
  )

/** What follows the first paragraph: further paragraphs and plain bullets, with the code spans that stand there. */
function piecesBelow({own, text, codes}: Item, before: number): Pick<Token, 'kind' | 'text'>[] {
  const rest = own.length > text.length ? own.slice(text.length) : ''
  const pieces: Pick<Token, 'kind' | 'text'>[] = rest.trim() === '' ? [] : [{kind: 'sign', text: ';'}]
  let from = 0
  for (const code of codes.slice(before)) {
    const at = rest.indexOf(code, from)
    if (at === -1) continue
    pieces.push(...wordsOf(rest.slice(from, at)), {kind: 'code', text: code})
    from = at + code.length
  }
  return [...pieces, ...wordsOf(rest.slice(from))]
}

/** No sentence is longer; of what is, nothing is read. */
const longest = 400

/** An item's own words, in order. */
export function tokensOf(item: Item): Token[] {
  const first = piecesOf(item.html)
  const seen = first.filter(({kind}) => kind === 'code').length
  const pieces = [...first, ...piecesBelow(item, seen)]
  return pieces.length > longest ? [] : placed(pieces)
}

/** The words of plain text, such as a heading's. */
export const tokensIn = (text: string): Token[] => placed(wordsOf(text))
