import type {FoundLink} from '../links/found.ts'
import {targetOf} from '../links/target.ts'
import {stem} from '../page.ts'
import {fitting, tellingWords, wordsOf} from './words.ts'

/** Code points of a token. */
export const tokenLength = 32

/** What the short name of an item is made of. */
export interface Named {
  /** The sentence without a visible id. */
  text: string
  codes: readonly string[]
  links: readonly FoundLink[]
  /** Hex digits of its own fingerprint. */
  hash: string
}

/** The short name of an item: its first name in code, the page that it links to, its first words, or its hash. */
export function tokenOf({text, codes, links, hash}: Named): string {
  return codeToken(codes[0]) || linkToken(links) || fitting(tellingWords(text).slice(0, 4), tokenLength) || hash
}

function codeToken(code: string | undefined): string {
  const name = (code ?? '').split('=', 1)[0]?.trim() ?? ''
  return isName(name) ? fitting(wordsOf(name), tokenLength) : ''
}

function isName(text: string): boolean {
  const length = [...text].length
  if (length > 40 || !/^\/?[\p{L}_][\p{L}\p{N}_]*(?:[./_-][\p{L}\p{N}_]+)*$/u.test(text)) return false
  const shouts = length >= 3 && text === text.toUpperCase() && text !== text.toLowerCase()
  return /[_./]/.test(text) || shouts
}

function linkToken(links: readonly FoundLink[]): string {
  const [only, another] = links
  if (only === undefined || another !== undefined) return ''
  const target = targetOf(only.url)
  if (target.kind !== 'local' || target.path === '' || target.path.startsWith('/')) return ''
  return fitting(wordsOf(stem(target.path.replace(/\/+$/, ''))), tokenLength)
}
