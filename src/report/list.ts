import type {Checklist, Problem} from '../model/index.ts'
import type {ListReport} from '../model/report.ts'
import {headingLine, outline} from './outline.ts'
import {block, indent, type Sheet} from './sheet.ts'
import {boxes, many} from './words.ts'

const gutterWidth = 10

export interface ListText extends Sheet {
  checklists: readonly Checklist[]
  problems: readonly Problem[]
  /** The files as they were named, where no project names them. */
  files: readonly string[]
}

/** The items as they stand in the document: line, box, sentence, id. */
export function reportList({checklists, problems, files, ...sheet}: ListText): string {
  const total = checklists.reduce((sum, {items}) => sum + items.length, 0)
  const lines = checklists.flatMap((checklist) => [...checklistLines(sheet, checklist), ''])
  const last = checklists.length === 1 ? '' : ` in ${many(checklists.length, 'checklist')}`
  const wrong =
    problems.length === 0 ? '' : `, ${many(problems.length, 'problem')}: ${['proofmark lint', ...files].join(' ')}`
  return `${[...lines, `${many(total, 'item')}${last}${wrong}`].join('\n')}\n`
}

function checklistLines(sheet: Sheet, checklist: Checklist): string[] {
  const rows = outline(checklist).flatMap(({item, depth, heading}) => [
    ...headingLine(sheet, heading),
    ...block(sheet, {
      margin: 2,
      gutter: {word: `${String(item.at.line).padStart(4)} ${boxes[item.claim]}`, width: gutterWidth + indent(depth)},
      text: item.text,
      right: item.id,
      rightStyle: 'dim',
    }),
  ])
  return [...block(sheet, {text: checklist.file, style: 'bold', right: many(checklist.items.length, 'item')}), ...rows]
}

/** The same for programs. */
export const listReport = (checklists: readonly Checklist[], problems: readonly Problem[]): ListReport => ({
  version: 1,
  kind: 'list',
  count: checklists.reduce((sum, {items}) => sum + items.length, 0),
  checklists: checklists.map((checklist) => ({...checklist, count: checklist.items.length})),
  problems: [...problems],
})
