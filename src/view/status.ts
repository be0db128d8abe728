import type {Element} from 'hast'
import {h} from 'hastscript'
import type {Status} from '../model/index.ts'
import {type GlyphName, glyph} from './html.ts'
import {statusWord} from './words.ts'

/** A status in the reader's eye: its glyph and its word. */
export const verdict = (status: Status, accepted = false): Element =>
  h('span', {className: ['pm-s', status, ...(accepted ? ['accepted'] : [])]}, glyph(status), statusWord(status))

/** A remark on a status, with its own glyph. */
export const remark = (kind: GlyphName, text: string = kind): Element =>
  h('span', {className: ['pm-s', kind]}, glyph(kind), text)
