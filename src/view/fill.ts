import type {Element} from 'hast'
import {h} from 'hastscript'
import type {Snapshot} from '../model/index.ts'
import {answers, short} from './answers.ts'
import {audit} from './audit.ts'
import {bar} from './bar.ts'
import {cells} from './cells.ts'
import {checks} from './checks.ts'
import {auditCover, cover} from './cover.ts'
import {coverage} from './coverage.ts'
import {diff} from './diff.ts'
import {evidence} from './evidence.ts'
import {auditFolios, folios} from './folios.ts'
import {written} from './html.ts'
import {itemPage, said} from './item.ts'
import {crumb} from './item-pages.ts'
import {lapsing} from './lapsing.ts'
import {leaning} from './leaning.ts'
import {type ItemLens, type Lens, lensOf} from './lens.ts'
import {matrix} from './matrix.ts'
import {notes} from './notes.ts'
import {problems} from './problems.ts'
import {recordOn, records} from './records.ts'
import {repairs} from './repairs.ts'
import {run} from './run.ts'
import {runs} from './runs.ts'
import {section} from './section.ts'
import {trend} from './trend.ts'

/** The parts of pages that depend on results; what follows the colon is a checklist's name or an item's key. */
const parts: Record<string, (lens: Lens, of: string) => Element[]> = {
  answers,
  overview: (lens) => [...repairs(lens), ...lapsing(lens), ...matrix(lens), ...beside(trend(lens), coverage(lens))],
  runs,
  run,
  diff,
  short,
  bar,
  cover,
  problems,
  records,
  checks,
  leaning: (lens, file) => [...recordOn(lens, file), ...leaning(lens, file)],
  folios,
  'audit-folios': auditFolios,
  'audit-cover': auditCover,
  audit: (lens, key) => withItem(lens, key, audit),
  crumb: (lens, key) => withItem(lens, key, crumb),
  said: (lens, key) => withItem(lens, key, said),
  item: (lens, key) => withItem(lens, key, itemPage),
}

/** Two blocks, next to each other where there is room. */
const beside = (one: Element[], two: Element[]): Element[] =>
  one.length > 0 && two.length > 0 ? [h('div.pm-two', ...one, ...two)] : [...one, ...two]

const withItem = (lens: Lens, key: string, draw: (lens: Lens, item: ItemLens) => Element[]): Element[] => {
  const item = lens.items.get(key)
  return item === undefined ? [] : draw(lens, item)
}

/** Draws a part by its name, such as `answers` or `bar:production-readiness`. */
export function drawPart(name: string, snapshot: Snapshot): string {
  const [kind = '', ...of] = name.split(':')
  const draw = Object.hasOwn(parts, kind) ? parts[kind] : undefined
  if (draw === undefined)
    throw new Error(`Unexpected part \`${name}\`, expected one of ${Object.keys(parts).join(', ')}`)
  return written(draw(lensOf(snapshot), of.join(':')))
}

/** The verdicts, notes and evidence of one item, in its place in the checklist. */
function drawItem(lens: Lens, item: ItemLens): string {
  const under = notes(lens, item)
  return written([
    cells(lens, item),
    ...(under.length === 0 ? [] : [h('div.pm-notes', ...under)]),
    ...evidence(lens, item),
  ])
}

/** The content of one marker. */
function drawMarker(kind: string, of: string, snapshot: Snapshot): string {
  const lens = lensOf(snapshot)
  if (kind === 'part') return drawPart(of, snapshot)
  if (kind === 'section') return written(section(lens, of))
  const item = lens.items.get(of)
  return item === undefined ? '' : drawItem(lens, item)
}

// Exactly as the pipeline writes a marker: in an attribute or a text its quotes or brackets would be escaped.
const marker = /(<pm-verdict data-(item|section|part)="([^"]*)" class="not-content">)[\s\S]*?<\/pm-verdict>/g

/** Replaces the content of every marker of a page; filling twice changes nothing. */
export const fill = (html: string, snapshot: Snapshot): string =>
  html.replace(
    marker,
    (_, open: string, kind: string, of: string) => `${open}${drawMarker(kind, unescaped(of), snapshot)}</pm-verdict>`,
  )

/** An empty marker, as `fill` finds it. */
export const emptyMarker = (kind: 'item' | 'section' | 'part', of: string): string =>
  `<pm-verdict data-${kind}="${of.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" class="not-content"></pm-verdict>`

const named: Record<string, string> = {amp: '&', quot: '"', lt: '<', gt: '>', apos: "'"}

/** The value of an attribute, its character references read. */
const unescaped = (text: string): string =>
  text.replace(
    /&(?:#x([\da-f]+)|#(\d+)|(amp|quot|lt|gt|apos));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? whole
      return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
    },
  )
