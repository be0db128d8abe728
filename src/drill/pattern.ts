/** What a piece of a pattern could stand for, in the order in which it is tried. */
const signs = [
  'a',
  '0',
  'A',
  '-',
  ' ',
  '.',
  '/',
  ':',
  '_',
  ...Array.from({length: 95}, (_, code) => String.fromCharCode(code + 32)),
]
const most = 8

/** One sign that a class, an escape or a dot stands for. */
function signFor(piece: string): string {
  const fits = new RegExp(`^${piece}$`)
  return signs.find((sign) => fits.test(sign)) ?? ''
}

/** Reads a regular expression and writes texts that it should match; look-arounds and references are passed over. */
class Sampler {
  #at = 0
  readonly #pattern: string
  constructor(pattern: string) {
    this.#pattern = pattern
  }

  /** Alternatives up to the end or a closing bracket, each with its samples. */
  alternatives(): string[] {
    const found = this.#sequence()
    while (this.#pattern[this.#at] === '|') {
      this.#at += 1
      found.push(...this.#sequence())
    }
    return [...new Set(found)].slice(0, most)
  }

  #sequence(): string[] {
    let samples = ['']
    while (this.#at < this.#pattern.length && !'|)'.includes(this.#pattern[this.#at] ?? '')) {
      const piece = this.#repeated(this.#piece())
      samples = samples.flatMap((before) => piece.map((after) => before + after)).slice(0, most)
    }
    return samples
  }

  #take(form: RegExp): string {
    form.lastIndex = this.#at
    const [taken = ''] = form.exec(this.#pattern) ?? []
    this.#at += taken.length
    return taken
  }

  #piece(): string[] {
    const open = this.#take(/\((?:\?(?:[:=!]|<[=!]|<\w+>))?/y)
    if (open !== '') {
      const inside = this.alternatives()
      this.#take(/\)/y)
      return /[=!]$/.test(open) ? [''] : inside
    }
    const one = this.#take(/\[\^?(?:\\.|[^\]\\])*\]|\\[dDwWsS]|\\[pP]\{[^}]*\}|\./y)
    if (one !== '') return [signFor(one)]
    const escaped = this.#take(/\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|c?.)/y)
    if (escaped !== '') return [/^\\[bB1-9k]/.test(escaped) ? '' : unescaped(escaped)]
    const sign = this.#take(/[\s\S]/y)
    return ['^', '$'].includes(sign) ? [''] : [sign]
  }

  #repeated(piece: string[]): string[] {
    const [sign = '', least = ''] = /^([*+?]|\{(\d+),?\d*\})\??/.exec(this.#pattern.slice(this.#at))?.slice(1) ?? []
    this.#take(/(?:[*+?]|\{\d+,?\d*\})\??/y)
    if (sign === '*' || sign === '?') return [...piece, '']
    return sign.startsWith('{') ? piece.map((text) => text.repeat(Math.min(Number(least), 500))) : piece
  }
}

const named: Readonly<Record<string, string>> = {n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', '0': '\0'}
const unescaped = (written: string): string => {
  const code = /^\\[xu]([\da-fA-F]+)$/.exec(written)?.[1]
  return code === undefined
    ? (named[written.slice(1)] ?? written.slice(1))
    : String.fromCharCode(Number.parseInt(code, 16))
}

/** Texts that a pattern matches, each tried; none where the pattern says more than can be written down simply. */
export function matching(pattern: string): string[] {
  try {
    const whole = new RegExp(pattern)
    return new Sampler(pattern).alternatives().filter((sample) => whole.test(sample))
  } catch {
    return []
  }
}
