import * as z from 'zod'
import {Position, place} from './position.ts'
import {problemPage, problems} from './problems.ts'
import {slugs} from './table.ts'

export const ProblemSlug = z.enum(slugs(problems))
export type ProblemSlug = z.infer<typeof ProblemSlug>

/** Something wrong in what an author wrote. Whether it stops a run is its row's to say. */
export const Problem = z.object({
  slug: ProblemSlug.describe('The row of the closed table'),
  message: z.string().describe('Unexpected X, expected Y, and what to do'),
  at: Position.nullable().describe('Where it stands, or null when no file is to blame'),
  also: z.array(Position).default([]).describe('Other places that have a part in it'),
})
export type Problem = z.infer<typeof Problem>

/** Makes a problem; `at` is null when no file is to blame. */
export const problem = (slug: ProblemSlug, message: string, at: Position | null, also: Position[] = []): Problem => ({
  slug,
  message,
  at,
  also,
})

/** Problems that must be mended before anything can be judged. */
export const stopping = (found: readonly Problem[]): Problem[] => found.filter(({slug}) => problems[slug].stops)

/** One line for a person: place, message, slug and docs page. */
export function problemLine({slug, message, at, also}: Problem): string {
  const where = at === null ? '' : `${place(at)} `
  const others = also.length === 0 ? '' : ` (also ${also.map(place).join(', ')})`
  return `${where}${message}${others} [${slug}] ${problemPage(slug)}`
}

/** The run cannot go on: bad input that an author must mend. The CLI prints its problems and exits with 2. */
export class CannotJudge extends Error {
  readonly problems: readonly Problem[]
  constructor(found: readonly Problem[]) {
    super(found.map(problemLine).join('\n'))
    this.name = 'CannotJudge'
    this.problems = found
  }
}
