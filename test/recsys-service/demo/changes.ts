import {existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {z} from 'zod'
import {demoFiles, demoRecords, readIfThere, writePrivate} from './files.ts'

/** A change of one file of the project: removed, or some of its text replaced. */
export interface FileChange {
  /** From the root; or the record of an item. */
  file: string | {recordOf: string}
  edit: 'removed' | {from: string | RegExp; to: string}
}

const keptSchema = z.record(z.string(), z.object({before: z.string(), after: z.string().nullable()}))
type Kept = z.infer<typeof keptSchema>

interface Place {
  root: string
  home: string
}

/** Changes a file and keeps what was in it, so that it can be put back. */
export function changeFile({root, home}: Place, {file, edit}: FileChange): void {
  const path = typeof file === 'string' ? file : recordOf(root, file.recordOf)
  const now = readIfThere(join(root, path))
  if (now === undefined) throw new Error(`Unexpected missing file \`${path}\`; \`npm run demo -- mend\` puts it back`)
  const after = edit === 'removed' ? null : now.replace(edit.from, () => edit.to)
  if (after === now)
    throw new Error(`Unexpected text of \`${path}\`, which this break has changed already, or somebody else`)
  const kept = readKept(home)
  writePrivate(demoFiles(home).changes, JSON.stringify({...kept, [path]: {before: kept[path]?.before ?? now, after}}))
  if (after === null) rmSync(join(root, path))
  else writeFileSync(join(root, path), after)
}

/** Puts every changed file back. One that somebody else has changed since stays as it is, and is named. */
export function restoreFiles({root, home}: Place): {restored: string[]; left: string[]} {
  const restored: string[] = []
  const left: string[] = []
  for (const [path, {before, after}] of Object.entries(readKept(home))) {
    const now = readIfThere(join(root, path)) ?? null
    if (now !== after && now !== before) left.push(path)
    else {
      writeFileSync(join(root, path), before)
      restored.push(path)
    }
  }
  rmSync(demoFiles(home).changes, {force: true})
  return {restored, left}
}

function recordOf(root: string, item: string): string {
  const folder = join(root, demoRecords)
  const names = existsSync(folder) ? readdirSync(folder) : []
  const found = names.find((name) => readFileSync(join(root, demoRecords, name), 'utf8').includes(`item: ${item}\n`))
  if (found === undefined)
    throw new Error(`Unexpected folder \`${demoRecords}\`, expected a record of \`${item}\`; \`npm start\` writes it`)
  return `${demoRecords}/${found}`
}

function readKept(home: string): Kept {
  const text = readIfThere(demoFiles(home).changes)
  return text === undefined ? {} : keptSchema.parse(JSON.parse(text))
}
