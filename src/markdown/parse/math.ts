import type {Syntax} from './known.ts'

type Tokenizer = Extract<NonNullable<Syntax['text']>[string], {tokenize: unknown}>
type State = ReturnType<Tokenizer['tokenize']> | undefined

const [dollar, backslash, space, tab] = [36, 92, 32, 9]
const longest = {inline: 200, block: 2000}

/** Takes `$…$` and `$$…$$` as code, signs and all: nothing in a formula is emphasis or a link. A price of $5 is none. */
const math: Tokenizer = {
  name: 'math',
  previous: (code) => code !== dollar && code !== backslash && !isWord(code),
  tokenize(effects, ok, nok) {
    let [signs, closing, length] = [0, 0, 0]
    let before: number | null = null
    const start = (code: number | null): State => {
      effects.enter('codeText')
      effects.enter('codeTextData')
      return opening(code)
    }
    const opening = (code: number | null): State => {
      if (code === dollar && signs < 2) {
        signs += 1
        effects.consume(code)
        return opening
      }
      if (signs === 0 || code === dollar || (signs === 1 && isBlank(code))) return nok(code)
      return inside(code)
    }
    const inside = (code: number | null): State => {
      length += 1
      if (code === null || length > (signs === 1 ? longest.inline : longest.block)) return nok(code)
      if (code === dollar && (signs === 2 || !isBlank(before))) {
        closing = 0
        return close(code)
      }
      if (isEnd(code)) return signs === 1 ? nok(code) : line(code)
      before = code
      effects.consume(code)
      return code === backslash ? escaped : inside
    }
    const escaped = (code: number | null): State => {
      if (code === null || isEnd(code)) return inside(code)
      before = code
      effects.consume(code)
      return inside
    }
    const line = (code: number | null): State => {
      effects.exit('codeTextData')
      effects.enter('lineEnding')
      effects.consume(code)
      effects.exit('lineEnding')
      effects.enter('codeTextData')
      before = null
      return inside
    }
    const close = (code: number | null): State => {
      if (code === dollar && closing < signs) {
        closing += 1
        effects.consume(code)
        return close
      }
      if (closing < signs || code === dollar || isWord(code) || opens(code)) return nok(code)
      effects.exit('codeTextData')
      effects.exit('codeText')
      return ok(code)
    }
    return start
  },
}

/** The syntax of formulas. */
export const formulas: Syntax = {text: {[dollar]: math}}

const isEnd = (code: number | null): boolean => code !== null && code < -2
const isBlank = (code: number | null): boolean => code === null || code < 0 || code === space || code === tab
const isWord = (code: number | null): boolean => code !== null && code > 0 && /\w/.test(String.fromCharCode(code))
const opens = (code: number | null): boolean => code !== null && code > 0 && '{('.includes(String.fromCharCode(code))
