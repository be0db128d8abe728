import type {Token} from './tokens.ts'

/** A part of a sentence that says one thing. */
export interface Clause {
  tokens: readonly Token[]
  /** It stands in brackets. */
  aside: boolean
}

const enders = new Set([';', '.', '!', '?', ':', '：', '。', '；', '—', '–', '→'])
const brackets = new Set(['(', ')', '[', ']', '（', '）'])

/** Cuts a sentence where one statement ends and another begins: at brackets, and at signs stronger than a comma. */
export function clausesOf(tokens: readonly Token[]): Clause[] {
  const clauses: {tokens: Token[]; depth: number}[] = []
  let current: {tokens: Token[]; depth: number} = {tokens: [], depth: 0}
  const next = (depth: number): void => {
    if (current.tokens.length > 0) clauses.push(current)
    current = {tokens: [], depth}
  }
  for (const token of tokens) {
    const sign = token.kind === 'sign'
    if (sign && brackets.has(token.text)) next(token.depth)
    else if (token.depth !== current.depth) {
      next(token.depth)
      current.tokens.push(token)
    } else if (sign && enders.has(token.text) && !token.quoted) next(token.depth)
    else current.tokens.push(token)
  }
  next(0)
  return clauses.map(({tokens: inside, depth}) => ({tokens: inside, aside: depth > 0}))
}
