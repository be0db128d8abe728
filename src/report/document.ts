import type {Checklist, Section} from '../model/index.ts'
import {accepted, detailLines, gutterWidth, margin, waiverLines, waiversOf} from './details.ts'
import {titleOf} from './outline.ts'
import {block, indent, type Sheet, type Style} from './sheet.ts'
import {
  below,
  claimRemark,
  idle,
  keyOf,
  notSo,
  type Standing,
  tally,
  tenantsApart,
  type Verdict,
  type View,
  verdictOf,
} from './standing.ts'
import {many} from './words.ts'

/** What is shown: passing sections folded where that helps, everything, or only what is not so. */
export type Mode = 'normal' | 'all' | 'failing'

const manyItems = 100

const signs: Record<Verdict, {word: string; style?: Style}> = {
  fail: {word: 'FAIL', style: ['bold', 'red']},
  blocked: {word: 'blocked', style: ['bold', 'yellow']},
  waived: {word: 'waived', style: 'yellow'},
  pass: {word: 'pass', style: 'green'},
  'not-applicable': {word: '·', style: 'dim'},
  none: {word: ''},
}

/** The author's document with a verdict in the gutter. */
export function documentLines(sheet: Sheet, view: View, checklist: Checklist, mode: Mode): string[] {
  const standings = checklist.items.flatMap((item) => view.standings.get(keyOf(checklist, item)) ?? [])
  const folds = mode === 'normal' && (sheet.columns < 100 || standings.length > manyItems)
  const lines = [...block(sheet, {text: checklist.file, style: 'bold'})]
  const sections = new Map(checklist.sections.map((section) => [section.anchor, section]))
  for (const [anchor, members] of runsOf(standings)) {
    const shown = mode === 'failing' ? members.filter(leadsToNotSo) : members
    if (shown.length === 0) continue
    const section = anchor === null ? undefined : sections.get(anchor)
    lines.push('', ...headingLines(sheet, section, sections, members))
    const allIdle = members.every(({verdict}) => verdict === 'not-applicable' || verdict === 'none')
    if (mode !== 'all' && allIdle && members.some(({verdict}) => verdict === 'not-applicable'))
      lines.push(...itemsLine(sheet, members.length, 0))
    else if (!(folds && section !== undefined && passes(members))) {
      const here = new Set(members)
      const tops = shown.filter(({parent}) => parent === null || !here.has(parent))
      for (const top of tops) lines.push(...treeLines(sheet, view, top, mode))
    }
  }
  return lines
}

/** Items in document order, cut where the section changes. */
function runsOf(standings: readonly Standing[]): [string | null, Standing[]][] {
  const runs: [string | null, Standing[]][] = []
  for (const standing of standings) {
    const last = runs.at(-1)
    if (last !== undefined && last[0] === standing.item.section) last[1].push(standing)
    else runs.push([standing.item.section, [standing]])
  }
  return runs
}

const passes = (members: readonly Standing[]): boolean =>
  members.every(({verdict}) => verdict !== 'fail' && verdict !== 'blocked' && verdict !== 'waived')

const leadsToNotSo = (standing: Standing): boolean =>
  notSo(standing.verdict) || below(standing).some(({verdict}) => notSo(verdict))

function headingLines(
  sheet: Sheet,
  section: Section | undefined,
  sections: ReadonlyMap<string, Section>,
  members: readonly Standing[],
): string[] {
  const right = sectionRemark(members)
  if (section === undefined) return right === '' ? [] : block(sheet, {margin, text: '', right, rightStyle: 'dim'})
  return block(sheet, {margin, text: titleOf(section, sections), style: 'bold', right, rightStyle: 'dim'})
}

function sectionRemark(members: readonly Standing[]): string {
  const counts = tally(members)
  const judged = counts.fail + counts.blocked + counts.waived + counts.pass
  if (counts.fail > 0)
    return `${counts.fail} of ${judged} not so${counts.blocked > 0 ? `, ${counts.blocked} blocked` : ''}`
  if (counts.blocked > 0) return `${counts.blocked} of ${judged} blocked`
  const unused = counts['not-applicable']
  if (judged === 0) return unused === 0 ? '' : notApplicable(members)
  const parts = [
    [counts.pass, 'pass'],
    [counts.waived, 'waived'],
    [unused, 'not applicable'],
  ] as const
  return parts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : [])).join(', ')
}

/** Why nothing here applies: said once when it is one reason. */
function notApplicable(members: readonly Standing[]): string {
  const because = new Set(
    members.flatMap(({cells}) => cells.flatMap(({own}) => (own.because === '' ? [] : [own.because]))),
  )
  const [only] = because
  if (only === undefined || because.size > 1) return 'not applicable'
  return only.includes(': ') ? `not applicable · ${only}` : `not applicable: ${only}`
}

function treeLines(sheet: Sheet, view: View, standing: Standing, mode: Mode): string[] {
  const lines = itemLines(sheet, view, standing, mode)
  if (mode !== 'all' && idle(standing) && standing.children.length > 0)
    return [...lines, ...itemsLine(sheet, below(standing).length, standing.depth + 1)]
  const children = mode === 'failing' ? standing.children.filter(leadsToNotSo) : standing.children
  return [...lines, ...children.flatMap((child) => treeLines(sheet, view, child, mode))]
}

const itemsLine = (sheet: Sheet, count: number, depth: number): string[] =>
  block(sheet, {
    margin,
    gutter: {...signs['not-applicable'], width: gutterWidth + indent(depth)},
    text: `(${many(count, 'item')})`,
    style: 'dim',
  })

function itemLines(sheet: Sheet, view: View, standing: Standing, mode: Mode): string[] {
  const {verdict, depth, item} = standing
  const row = block(sheet, {
    margin,
    gutter: {...signs[verdict], width: gutterWidth + indent(depth)},
    text: item.text,
    ...(verdict === 'not-applicable' ? {style: 'dim'} : {}),
    right: remarks(standing, mode).join(' · '),
    rightStyle: standing.claim?.verdict === 'contradicted' ? 'magenta' : 'dim',
  })
  if (verdict === 'waived') return [...row, ...waiverLines(sheet, standing)]
  return notSo(verdict) ? [...row, ...detailLines(sheet, view, standing)] : row
}

/** What stands at the right of a sentence. */
function remarks(standing: Standing, mode: Mode): string[] {
  const {verdict, cells} = standing
  const [first] = cells
  const found = [tenantsApart(standing), claimRemark(standing, mode === 'all')]
  if (verdict === 'not-applicable') found.push(notApplicable([standing]))
  const [waiver, another] = verdict === 'waived' ? waiversOf(standing) : []
  if (waiver !== undefined && another === undefined) found.push(accepted(waiver.waiver))
  const open = cells.filter((cell) => notSo(verdictOf(cell)))
  if (open.length > 0 && open.every(({own}) => own.reason === 'unbound')) found.push('unbound')
  if (first?.own.reason === 'dropped') found.push('dropped')
  if (notSo(verdict) && first?.level === 'recommended') found.push('recommended')
  if (cells.some(({flaky}) => flaky)) found.push('flaky')
  return found.filter((remark) => remark !== '')
}
