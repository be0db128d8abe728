import type {Gate, Status} from '../model/index.ts'
import {type Mark, mark} from './xml.ts'

/** Lines of the glyphs for pictures that have no sprite, on a field of 16 × 16. */
const glyphs: Record<Status, Mark[]> = {
  pass: [mark('path', {d: 'M3 8.5 6.5 12 13 4.5'})],
  fail: [
    mark('path', {
      fill: 'currentColor',
      stroke: 'none',
      'fill-rule': 'evenodd',
      d: 'M2.5 1h11A1.5 1.5 0 0 1 15 2.5v11a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 1 13.5v-11A1.5 1.5 0 0 1 2.5 1ZM4.1 5.5 6.6 8l-2.5 2.5 1.4 1.4L8 9.4l2.5 2.5 1.4-1.4L9.4 8l2.5-2.5-1.4-1.4L8 6.6 5.5 4.1Z',
    }),
  ],
  blocked: [mark('path', {d: 'M8 1.2 14.8 8 8 14.8 1.2 8Z'}), mark('path', {d: 'M8 5v3.5M8 10.9v.1'})],
  'not-applicable': [mark('path', {d: 'M4 8h8'})],
}

/** The status whose glyph and colour a verdict has. */
export const statusLike = {met: 'pass', unmet: 'fail', unjudged: 'blocked'} as const satisfies Record<
  Gate['verdict'],
  Status
>

/** Colours on white, as the pages have them in a light theme. */
export const inks = {
  pass: '#26714f',
  fail: '#910a16',
  blocked: '#966800',
  'not-applicable': '#5b5f69',
} as const satisfies Record<Status, string>

/** A glyph in a picture of its own. */
export const drawnGlyph = (status: Status, colour: string, x: number, y: number, size: number): Mark =>
  mark(
    'svg',
    {
      x,
      y,
      width: size,
      height: size,
      viewBox: '0 0 16 16',
      fill: 'none',
      stroke: colour,
      color: colour,
      'stroke-width': 2,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    },
    ...glyphs[status],
  )

// Advance widths of Verdana in units of 1/2048, the widest of the fonts that a reader may have.
const advances: readonly [number, string][] = [
  [562, 'ijlI|'],
  [720, " f'!"],
  [807, 't,.;:J'],
  [930, 'r-/()[]"'],
  [1067, 'sz'],
  [1220, 'aceékvxyFLT'],
  [1302, 'bdghnopqu0123456789_?$'],
  [1404, 'ABCEKPRSVXYZ'],
  [1612, 'DGHNOQUw+=<>~#&'],
  [2048, 'MWm%@…'],
]
const widths = new Map(advances.flatMap(([width, letters]) => [...letters].map((letter) => [letter, width] as const)))

const wide =
  /[\p{Emoji_Presentation}\u{1100}-\u{115f}\u{2e80}-\u{a4cf}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{ff00}-\u{ff60}\u{20000}-\u{3fffd}]/u

const advance = (sign: string): number =>
  widths.get(sign) ?? (/[\p{M}\p{Cf}]/u.test(sign) ? 0 : wide.test(sign) ? 2048 : 1404)

const carried =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Hebrew}\p{Script=Arabic}\u{20}-\u{7e}\u{a0}-\u{ff}\p{Script=Inherited}\u{2000}-\u{205f}\u{2070}-\u{20b8}\u{2100}-\u{22ff}\u{2500}-\u{25ff}\u{2701}-\u{2794}\s]*$/u

/** Whether the font that we carry for pictures has the letters of a text. */
export const canDraw = (text: string): boolean => carried.test(text) && !/\p{Emoji_Presentation}/u.test(text)

/** About how wide a text is at a size, in the same units; rather too wide than too narrow. */
export const textWidth = (text: string, size: number): number =>
  ([...text].reduce((sum, sign) => sum + advance(sign), 0) * size) / 2048

/** As much of a text as fits, cut at a sign, with an ellipsis where it was cut. */
export function fitting(text: string, size: number, width: number): string {
  const plain = text.replaceAll(/\s+/gu, ' ').trim()
  if (textWidth(plain, size) <= width) return plain
  const signs = [...new Intl.Segmenter('en').segment(plain)].map(({segment}) => segment)
  let fits = ''
  for (const sign of signs) {
    if (textWidth(`${fits}${sign}…`, size) > width) break
    fits += sign
  }
  return `${fits.trimEnd()}…`
}
