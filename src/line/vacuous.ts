import {stages} from '../index.ts'
import type {Plan, Problem, Project, Run} from '../model/index.ts'
import {checksFor} from './checks.ts'

/** The calls of a plan that pass whatever is seen, by what falsified observations and kept runs show. */
export async function vacuousIn(
  {root, checks: own}: Pick<Project, 'root' | 'checks'>,
  plan: Plan,
  runs: readonly Run[],
): Promise<Problem[]> {
  if (plan.calls.length === 0) return []
  const [{drill, vacuousProblems}, checks] = await Promise.all([stages.drill(), checksFor(root, own)])
  return vacuousProblems(drill({plan, runs, checks, brief: true}))
}
