import type {Token} from '../tokens.ts'
import {fillers} from './tables.ts'

const reserved =
  /^(in|true|false|null|if|else|for|while|let|const|var|function|return|as|break|continue|import|loop|package|namespace|void)$/
const most = 5

/** A name of a fact or a value out of words, as an expression can hold it; null where nothing is left. */
export function slug(tokens: readonly Token[], drop: ReadonlySet<string> = fillers): string | null {
  const words = tokens
    .filter(({kind, word}) => kind !== 'sign' && !drop.has(word))
    .map(({word}) =>
      word
        .replaceAll('ß', 'ss')
        .normalize('NFD')
        .replaceAll(/[^a-z0-9]+/g, (other) => (/^\p{M}+$/u.test(other) ? '' : '_'))
        .replaceAll(/^_+|_+$/g, ''),
    )
    .filter((word) => word !== '')
  const name = words.slice(0, most).join('_')
  return name === '' || reserved.test(name) ? null : /^\d/.test(name) ? `n${name}` : name
}
