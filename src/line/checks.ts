import {existsSync} from 'node:fs'
import path from 'node:path'
import {pathToFileURL} from 'node:url'
import {stages} from '../index.ts'
import {type AnyCheck, CannotJudge, type OwnCheck} from '../model/index.ts'
import {packageRoot} from './package.ts'

/** Where `proofmark/check` is: among the sources, or in the bundle. */
function door(): string {
  const root = packageRoot()
  const source = path.join(root, 'src/public/check.ts')
  return pathToFileURL(existsSync(source) ? source : path.join(root, 'dist/check.js')).href
}

/**
 * The checks that bindings may call: those that ship, and the project's own, whose files are imported here and nowhere else. Throws
 * `CannotJudge` for one that cannot be used.
 */
export async function checksFor(root: string, own: readonly OwnCheck[]): Promise<readonly AnyCheck[]> {
  const {checks: shipped, loadOwn} = await stages.checks()
  if (own.length === 0) return shipped
  const {commonKeys} = await stages.bindings()
  const {checks, problems} = await loadOwn({root, files: own, shipped, keys: [...commonKeys, 'any'], door: door()})
  if (problems.length > 0) throw new CannotJudge(problems)
  return [...shipped, ...checks]
}
