// Deletes old run files, so that what a job keeps for the next one does not grow. What they said stays in the index beside them.
import {existsSync, globSync, readFileSync, rmSync} from 'node:fs'
import path from 'node:path'

const json = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // No run of ours: it is left to what reads the runs to say so.
    return null
  }
}

/** Keeps the newest runs of each vantage; gives the files that are gone. A run that no index holds yet stays. */
export async function forgetRuns(root, keep) {
  const gone = []
  for (const folder of globSync('.proofmark/runs/*', {cwd: root})) {
    const index = path.join(root, folder, 'history.json')
    const held = existsSync(index) ? (json(index)?.runs ?? {}) : {}
    const counts = new Map()
    const files = globSync('*-*.json', {cwd: path.join(root, folder)})
      .toSorted()
      .toReversed()
    for (const name of files) {
      const run = json(path.join(root, folder, name))
      if (typeof run?.vantage !== 'string') continue
      const count = (counts.get(run.vantage) ?? 0) + 1
      counts.set(run.vantage, count)
      if (count <= keep || !Object.hasOwn(held, run.id)) continue
      rmSync(path.join(root, folder, name))
      gone.push(path.posix.join(folder, name))
    }
  }
  return gone
}
