import type {Fingerprint} from '../model/index.ts'
import {normaliseSentence} from '../model/sentence.ts'
import {sha256} from './source.ts'

/** A heading's words without the number before them. */
export const withoutOrdinal = (title: string): string => title.replace(/^\d+(?:\.\d+)*[.):]?\s+/, '')

/** What an item says, and where it says it: its ancestors' own texts, then its headings, each outermost first. */
export function fingerprint(own: string, ancestors: readonly string[], path: readonly string[]): Fingerprint {
  const context = [...ancestors, ...path.map((title) => normaliseSentence(withoutOrdinal(title)))]
  return {own: hashed('own', own), context: hashed('context', context.join('\n'))}
}

const hashed = (kind: keyof Fingerprint, text: string): string => `${kind}:${sha256(text).slice(0, 32)}`
