import {rm} from 'node:fs/promises'
import {below} from './folder.ts'
import {upkeep} from './history.ts'
import {listRuns, vantageAt} from './read.ts'

/**
 * Deletes the run files of an environment that are older than the newest `keep` of their vantage; what is no run of ours stays. What
 * they say of the past stays in the history: a run that came into it only now is deleted the next time, when it is sure to stand there.
 */
export async function forgetRuns(root: string, environment: string, keep: number): Promise<string[]> {
  const files = await listRuns(root, environment)
  if (files.length <= keep) return []
  const {runs, held} = await upkeep(root, environment)
  const counts = new Map<string, number>()
  const gone: string[] = []
  for (const {id, file} of files) {
    const vantage = await vantageAt(below(root, file)).catch(() => null)
    if (vantage === null) continue
    const count = (counts.get(vantage) ?? 0) + 1
    counts.set(vantage, count)
    if (count <= keep || (runs.has(id) && !held.has(id))) continue
    await rm(below(root, file), {force: true})
    gone.push(file)
  }
  return gone
}
