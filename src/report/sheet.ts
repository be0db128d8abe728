import {stripVTControlCharacters, styleText} from 'node:util'
import stringWidth from 'fast-string-width'
import {wrapAnsi} from 'fast-wrap-ansi'

/** What text is laid out on. Every word that reaches it is cleaned first: most of them are foreign. */
export interface Sheet {
  columns: number
  colour: boolean
}

type Ink = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'magenta'
export type Style = Ink | readonly Ink[]

/** A block: a word in the gutter, a text that wraps under itself, a remark at the right edge. */
export interface Block {
  text: string
  margin?: number
  gutter?: {word: string; width: number; style?: Style}
  style?: Style
  right?: string
  rightStyle?: Style
  /** A path that is to be copied: never broken inside, even where it is wider than the sheet. */
  whole?: boolean
}

const narrowest = 60
const controls = /[\p{Cc}\p{Zl}\p{Zp}]/gu
// Embeddings, overrides and isolates could turn the rest of a line around.
const turners = /[\u202A-\u202E\u2066-\u2069]/g
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const leftToRightMark = '\u200E'

// A CI takes a line that begins so for a command of its own; a sign without width keeps it a word.
const commands = /(?<=^|\s)(?=::[a-z]|##\[)/giu
const noWidth = '\u200B'

/** Foreign text made harmless for a terminal and the log of a CI, on one line; `spaces` keeps its blanks as they are. */
export function clean(text: string, spaces = false): string {
  const harmless = stripVTControlCharacters(text).replace(controls, ' ').replace(turners, '').replace(commands, noWidth)
  return spaces ? harmless : harmless.replace(/ {2,}/g, ' ').trim()
}

/** At most `length` characters of a text, with the cut shown. */
export const cut = (text: string, length: number): string => {
  const characters = Array.from(text)
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`
}

/** Columns that a depth is moved in by; the deepest ones share theirs, so that words keep some room. */
export const indent = (depth: number): number => 2 * Math.min(depth, 8)

export const width = (text: string): number => stringWidth(text)

const paint = (sheet: Sheet, style: Style | undefined, text: string): string =>
  sheet.colour && style !== undefined && text !== ''
    ? styleText(typeof style === 'string' ? style : [...style], text, {validateStream: false})
    : text

const blank = (count: number): string => ' '.repeat(Math.max(0, count))
// A command, or a line of YAML, that is to be copied.
const pasted = /`(?:proofmark|-) [^`]+`|(?<=: )proofmark .*$/g
// A moment, as `words.ts` says it.
const moments = /\b\d{1,2} [A-Z][a-z]{2} \d{4}(?: \d\d:\d\d UTC)?/g
const heldBlank = '\uE000'
const hold = (words: string): string => words.replaceAll(' ', heldBlank)
/** Never breaks a moment, nor what is to be pasted, even where that is wider than the sheet. */
function wrap(text: string, columns: number, hard = true): string[] {
  const held = text.replaceAll(pasted, hold)
  return wrapAnsi(held.replaceAll(moments, hold), Math.max(columns, 12), {hard: hard && held === text})
    .replaceAll(heldBlank, ' ')
    .split('\n')
}
// A line that begins with blanks and right-to-left words would move to the other edge of a terminal that knows of them.
const steady = (line: string): string => (rightToLeft.test(line) ? leftToRightMark + line : line)

/** A remark stands beside a text that fits whole, or that wraps well in what is left. */
const standsBeside = (words: string, remark: number, rest: number): boolean =>
  width(words) <= rest || (remark <= rest * 0.7 && words.split(' ').every((word) => width(word) <= rest))

const signOf = (sheet: Sheet, {word, width: to, style}: NonNullable<Block['gutter']>): string => {
  const sign = clean(word, true)
  return paint(sheet, style, sign) + blank(to - width(sign))
}

/** Lays out one block. */
export function block(
  sheet: Sheet,
  {text, margin = 0, gutter, style, right = '', rightStyle, whole = false}: Block,
): string[] {
  const start = margin + (gutter?.width ?? 0)
  const words = clean(text)
  const remark = clean(right)
  const room = sheet.columns - start
  const rest = room - width(remark) - 2
  const beside = remark !== '' && sheet.columns >= narrowest && standsBeside(words, width(remark), rest)
  const [first = '', ...more] = wrap(words, beside ? rest : room, !whole)
  const sign = gutter === undefined ? '' : signOf(sheet, gutter)
  const gap = beside ? blank(room - width(first) - width(remark)) + paint(sheet, rightStyle, remark) : ''
  const below =
    beside || remark === ''
      ? []
      : wrap(remark, room - 2).map((line) => blank(start + 2) + paint(sheet, rightStyle, line))
  const lines = [
    blank(margin) + sign + paint(sheet, style, first) + gap,
    ...more.map((line) => blank(start) + paint(sheet, style, line)),
    ...below,
  ]
  return lines.map((line) => steady(line.trimEnd()))
}

/** Two texts on one line, or one below the other where they do not fit. */
export function pair(sheet: Sheet, {right = '', rightStyle, ...left}: Block): string[] {
  const fits = (left.margin ?? 0) + width(clean(left.text)) + 2 + width(clean(right)) <= sheet.columns
  const below = {margin: left.margin ?? 0, text: right, ...(rightStyle === undefined ? {} : {style: rightStyle})}
  return fits
    ? block(sheet, {...left, right, ...(rightStyle === undefined ? {} : {rightStyle})})
    : [...block(sheet, left), ...block(sheet, below)]
}

/** Lines that keep their blanks and are cut at the right edge: YAML, JSON. */
export const verbatim = (sheet: Sheet, text: string, margin: number, most: number): string[] => {
  const lines = text.replace(/\n+$/, '').split('\n')
  const shown = lines.slice(0, most).map((line) => cut(clean(line, true), Math.max(sheet.columns - margin, 12)))
  const more = lines.length > most ? [`… ${lines.length - most} more lines`] : []
  return [...shown, ...more].map((line) => steady((blank(margin) + line).trimEnd()))
}
