import {stages} from '../index.ts'
import {type AnyCheck, CannotJudge, type OwnCheck} from '../model/index.ts'

/**
 * The checks that bindings may call: those that ship, and the project's own, whose files are imported here and nowhere else. Throws
 * `CannotJudge` for one that cannot be used.
 */
export async function checksFor(root: string, own: readonly OwnCheck[]): Promise<readonly AnyCheck[]> {
  const {checks: shipped, loadOwn} = await stages.checks()
  if (own.length === 0) return shipped
  const {commonKeys} = await stages.bindings()
  const {checks, problems} = await loadOwn({root, files: own, shipped, keys: [...commonKeys, 'any']})
  if (problems.length > 0) throw new CannotJudge(problems)
  return [...shipped, ...checks]
}
