import {createHash} from 'node:crypto'
import type {Position} from '../../model/index.ts'
import {clean} from '../sheet.ts'

// GitHub takes no more for a rule's sentences; a message is held to the same.
const longest = 1_024

// Between the two signs that would begin the target of an embedded link; nobody sees it.
const apart = '\u200B'

/** Foreign text as a plain message: one line, no placeholder, no embedded link, within the bound. */
export function message(text: string): {text: string} {
  let written = ''
  for (const sign of clean(text.toWellFormed())) {
    const piece =
      sign === '{' || sign === '}' ? sign + sign : sign === '(' && written.endsWith(']') ? apart + sign : sign
    if (written.length + piece.length >= longest) return {text: `${written}…`}
    written += piece
  }
  return {text: written === '' ? '–' : written}
}

/** What is no message, such as a reason: no syntax is read in it. */
export const plain = (text: string): string => clean(text.toWellFormed())

const encoded = (file: string): string => file.toWellFormed().split('/').map(encodeURIComponent).join('/')

/** A place in the project; null for one outside of it, which is nobody else's to know. */
export function location(at: Position): object | null {
  if (/^(?:[/\\]|[A-Za-z]:)/.test(at.file) || at.file.split(/[/\\]/).includes('..')) return null
  return {
    physicalLocation: {
      artifactLocation: {uri: encoded(at.file), uriBaseId: '%SRCROOT%'},
      region: {startLine: at.line, startColumn: at.column},
    },
  }
}

/** By which a result is found again: `primaryLocationLineHash` is the only one that GitHub reads. */
export function fingerprints(...parts: readonly string[]): Record<string, string> {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
  return {'proofmark/v1': hash, primaryLocationLineHash: `${hash}:1`}
}
