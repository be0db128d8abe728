import {realpath, rm} from 'node:fs/promises'
import path from 'node:path'
import {writeNew} from '../../disk/index.ts'
import {CannotJudge, problem} from '../../model/index.ts'
import {rewriteFiles, unwritable} from '../sync-files.ts'
import type {InitFile} from './files.ts'
import {inWords} from './writable.ts'

const cannot = (what: string): CannotJudge => new CannotJudge([problem('unreadable-file', `Unexpected ${what}`, null)])

/** Folders may be links; one that leads out of the project is not ours to write in. */
async function mustStayInside(root: string, file: string): Promise<void> {
  const [top, folder] = await Promise.all([realpath(root), realpath(path.dirname(path.join(root, file)))])
  if (folder !== top && !folder.startsWith(top + path.sep))
    throw cannot(`folder of \`${inWords(file)}\`, which leads out of the project, expected one in it`)
}

/** Writes all of these files, or none: what is new comes first, and goes again when what follows cannot be written. */
export async function writeInit(root: string, files: readonly InitFile[]): Promise<void> {
  for (const {file} of files) await mustStayInside(root, file)
  const written: string[] = []
  try {
    for (const {file, before, after} of files) {
      if (before !== null) continue
      const target = path.join(root, file)
      await writeNew(target, after).catch((error: unknown) => {
        throw unwritable(inWords(file), error)
      })
      written.push(target)
    }
    await rewriteFiles(
      root,
      files.flatMap(({before, ...each}) => (before === null ? [] : [{...each, before}])),
    )
  } catch (error) {
    await Promise.all(written.map((target) => rm(target, {force: true})))
    throw error
  }
}
