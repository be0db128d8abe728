import {rm} from 'node:fs/promises'
import {below} from './folder.ts'
import {listRuns, vantageAt} from './read.ts'

/** Deletes the run files of an environment that are older than the newest `keep` of their vantage; what is no run of ours stays. */
export async function forgetRuns(root: string, environment: string, keep: number): Promise<string[]> {
  const files = await listRuns(root, environment)
  if (files.length <= keep) return []
  const counts = new Map<string, number>()
  const gone: string[] = []
  for (const {file} of files) {
    const vantage = await vantageAt(below(root, file)).catch(() => null)
    if (vantage === null) continue
    const count = (counts.get(vantage) ?? 0) + 1
    counts.set(vantage, count)
    if (count <= keep) continue
    await rm(below(root, file), {force: true})
    gone.push(file)
  }
  return gone
}
