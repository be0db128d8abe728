import type {Fingerprint} from '../model/index.ts'
import {contextLines} from '../model/sentence.ts'
import {sha256} from './source.ts'

/** What an item says, and where it says it: its ancestors' own texts, then its headings, each outermost first. */
export function fingerprint(own: string, ancestors: readonly string[], path: readonly string[]): Fingerprint {
  return {own: hashed('own', own), context: hashed('context', contextLines(ancestors, path).join('\n'))}
}

const hashed = (kind: keyof Fingerprint, text: string): string => `${kind}:${sha256(text).slice(0, 32)}`
