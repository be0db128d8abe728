import type {Plan, Results, Run} from '../model/index.ts'
import {answerLines, causeLines, firstLine, lastLines} from './answer.ts'
import {documentLines, type Mode} from './document.ts'
import {block, pair, type Sheet} from './sheet.ts'
import {viewOf} from './standing.ts'
import {many} from './words.ts'

export interface RunText extends Sheet {
  plan: Plan
  run: Run
  /** This run and the newest ones of the other vantages, over which it was judged. */
  runs: readonly Run[]
  results: Results
  /** The other environments, judged over their newest kept runs. */
  others: readonly Results[]
  mode: Mode
  /** Path of the run file; null when it could not be kept. */
  savedAs: string | null
  /** What the next commands must name: the files asked for, where no project does. */
  files?: readonly string[]
}

/** The author's document with a verdict in the gutter: first line the answer, last line the next step. */
export function reportText({plan, run, runs, results, others, mode, savedAs, files = [], ...sheet}: RunText): string {
  const view = viewOf(plan, results, runs, others)
  const causes = runs.flatMap((each) => each.causes)
  const documents = plan.checklists.map((checklist) => documentLines(sheet, view, checklist, mode))
  const lines = [
    ...firstLine(sheet, plan, run),
    ...answerLines(sheet, view, causes),
    ...causeLines(sheet, view, causes),
    ...documents.flatMap((document) => (document.length > 1 ? ['', ...document] : [])),
    '',
    ...lastLines(sheet, view),
    ...problemLines(sheet, plan, files),
    ...keptLines(sheet, savedAs, files),
  ]
  return `${lines.join('\n')}\n`
}

const problemLines = (sheet: Sheet, {problems}: Plan, files: readonly string[]): string[] =>
  problems.length === 0
    ? []
    : block(sheet, {
        margin: 2,
        text: `${many(problems.length, 'problem')} in what was written: ${command('lint', files)}`,
      })

const command = (name: string, files: readonly string[]): string => ['proofmark', name, ...files].join(' ')

const keptLines = (sheet: Sheet, savedAs: string | null, files: readonly string[]): string[] =>
  pair(sheet, {
    margin: 2,
    whole: true,
    text: savedAs === null ? 'Run not kept' : `Run kept: ${savedAs}`,
    right: `Site: ${command('build', files)}`,
  })
