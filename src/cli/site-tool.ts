import {type SiteTool, stages} from '../index.ts'
import {UsageError} from './command.ts'
import type {Io} from './io.ts'

/** What builds the site of a project; where it is not there yet it is installed, and a line says so before. */
export async function toolFor(io: Io, root: string): Promise<SiteTool> {
  const [{siteTool}, {clean}] = await Promise.all([stages.publish(), stages.report()])
  const found = await siteTool({root, env: io.env, say: (sentence) => io.err(`${clean(sentence)}\n`)})
  if ('missing' in found) throw new UsageError(found.missing)
  return found.tool
}
