import type {Fingerprint} from '../model/index.ts'
import {single} from './plain.ts'
import {sha256} from './source.ts'

/**
 * Text in the form that is hashed: what typography and layout change is evened out, what is said is not.
 * Code is kept as written, so a formatter that rewrites the code in a fence changes it.
 */
export function normal(text: string): string {
  const even = text
    .normalize('NFC')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‐‑‒–—―−]/g, '-')
  return single(even).replace(/\.$/, '')
}

/** A heading's words without the number before them. */
export const withoutOrdinal = (title: string): string => title.replace(/^\d+(?:\.\d+)*[.):]?\s+/, '')

/** What an item says, and where it says it: its ancestors' own texts, then its headings, each outermost first. */
export function fingerprint(own: string, ancestors: readonly string[], path: readonly string[]): Fingerprint {
  const context = [...ancestors, ...path.map((title) => normal(withoutOrdinal(title)))]
  return {own: hashed('own', own), context: hashed('context', context.join('\n'))}
}

const hashed = (kind: keyof Fingerprint, text: string): string => `${kind}:${sha256(text).slice(0, 32)}`
