import {type Problem, type ProblemSlug, place, problemPage, problems} from '../model/index.ts'
import type {LintReport} from '../model/report.ts'
import {block, clean, type Sheet} from './sheet.ts'
import {many} from './words.ts'

export interface LintText extends Sheet {
  problems: readonly Problem[]
}

/**
 * One line for each problem, as compilers have it, so that editors and `grep` read it; then once for each kind what to do.
 * A line is never wrapped: it may hold a caret, and is what people copy.
 */
export function reportLint({problems: found, ...sheet}: LintText): string {
  if (found.length === 0) return 'No problems.\n'
  const slugs = [...new Set(found.map(({slug}) => slug))]
  const width = Math.max(...slugs.map(({length}) => length)) + 2
  return [
    ...found.map((each) => problemText(each)),
    '',
    ...block(sheet, {text: 'What to do', style: 'bold'}),
    ...slugs.flatMap((slug) => block(sheet, {margin: 2, gutter: {word: slug, width}, text: problems[slug].fix})),
    '',
    closing(found),
    '',
  ].join('\n')
}

/** A problem as a line to be copied; an expression with its caret stands below it. */
export function problemText(found: Problem, {page = false} = {}): string {
  const {slug, message, at, also} = found
  const where = at === null ? '' : `${place(at)} `
  const others = also.length === 0 ? '' : ` (also ${also.map(place).join(', ')})`
  const [first = '', ...below] = message.split('\n')
  const line = clean(`${where}${first}${others} [${slug}]${page ? ` proofmark lint --explain ${slug}` : ''}`)
  return [line, ...below.map((each) => `  ${clean(each, true)}`.trimEnd())].join('\n')
}

function closing(found: readonly Problem[]): string {
  const files = new Set(found.flatMap(({at}) => at?.file ?? [])).size
  const stop = found.filter(({slug}) => problems[slug].stops).length
  const where = files === 0 ? '' : ` in ${many(files, 'file')}`
  const effect = stop === 0 ? 'none of them stops a run' : `${stop} ${stop === 1 ? 'stops' : 'stop'} a run`
  return `${many(found.length, 'problem')}${where}; ${effect}. More on each: proofmark lint --explain SLUG`
}

/** What a problem means, what it does to a run, and what to do about it. */
export function explainProblem(slug: ProblemSlug, sheet: Sheet): string {
  const {sentence, stops, fix} = problems[slug]
  const effect = stops
    ? 'Nothing can be judged before it is mended: a run ends with exit code 2.'
    : 'It is shown, and stops nothing.'
  const lines = [
    ...block(sheet, {text: slug, style: 'bold'}),
    ...block(sheet, {text: `${sentence} ${effect}`}),
    '',
    ...block(sheet, {text: fix}),
    '',
    problemPage(slug),
  ]
  return `${lines.join('\n')}\n`
}

/** The same for programs. */
export const lintReport = (found: readonly Problem[]): LintReport => ({
  version: 1,
  kind: 'lint',
  count: found.length,
  problems: found.map((each) => {
    const {fix, stops} = problems[each.slug]
    return {...each, page: problemPage(each.slug), fix, stops}
  }),
})
