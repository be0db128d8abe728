import {mkdir, rename, rm} from 'node:fs/promises'
import path from 'node:path'
import {forceNames, writeBeside} from '../disk/index.ts'
import {fileWords} from '../model/file-words.ts'
import {CannotJudge, problem, type Run} from '../model/index.ts'
import {below, folderOf} from './folder.ts'

const fileOf = ({environment, id}: Run): string => `${folderOf(environment)}/${id}.json`

/** Keeps a run as a file of its own, which is never edited; gives its path from the root. */
export async function saveRun(root: string, run: Run): Promise<string> {
  await keep(root, [run], [])
  return fileOf(run)
}

/** Keeps several runs: all are on disk under passing names before one has its own. Throws `CannotJudge`, which says what is kept. */
export async function saveRuns(root: string, runs: readonly Run[]): Promise<string[]> {
  const kept: string[] = []
  try {
    await keep(root, runs, kept)
    return kept
  } catch (error) {
    const told =
      kept.length === 0
        ? 'nothing is kept'
        : `${kept.map((file) => `\`${file}\``).join(', ')} is kept already, and the same command keeps the rest`
    const message = `Unexpected failure to keep the runs, expected a folder that can be written: ${fileWords(error)}; ${told}`
    throw new CannotJudge([problem('run-file', message, null)])
  }
}

async function keep(root: string, runs: readonly Run[], kept: string[]): Promise<void> {
  const staged: {file: string; target: string; beside: string}[] = []
  try {
    for (const run of runs) {
      const file = fileOf(run)
      const target = below(root, file)
      await mkdir(path.dirname(target), {recursive: true})
      staged.push({file, target, beside: await writeBeside(target, `${JSON.stringify(run, null, 1)}\n`, {})})
    }
    for (const {file, target, beside} of staged) {
      await rename(beside, target)
      kept.push(file)
    }
  } finally {
    await Promise.all(staged.map(({beside}) => rm(beside, {force: true})))
  }
  for (const folder of new Set(staged.map(({target}) => path.dirname(target)))) await forceNames(folder)
}
