import {existsSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import path from 'node:path'
import type {Checklist} from '../../model/index.ts'
import type {Suggestions} from '../../model/proposal.ts'
import {unifiedDiff} from '../diff.ts'
import {mergeBindings} from '../suggest/index.ts'
import type {Draft} from './draft.ts'
import {ignoring} from './ignore.ts'
import {modeline, projectText} from './project-file.ts'
import {inWords} from './writable.ts'

/** A file by its path from the root: as it stands there, null where it does not, and as it is to be. */
export interface InitFile {
  file: string
  before: string | null
  after: string
}

/** What is sure of one checklist. */
export interface Proposed {
  checklist: Checklist
  suggestions: Suggestions
}

async function textOrNull(root: string, file: string): Promise<string | null> {
  try {
    return await readFile(path.join(root, file), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** The bindings beside a checklist with what is proposed; what stands there stays. */
async function bindingsFile(root: string, schemas: string | null, proposed: Proposed): Promise<InitFile> {
  const {checklist, suggestions} = proposed
  const file = suggestions.bindings
  const before = await textOrNull(root, file)
  const after = mergeBindings(before, suggestions, checklist)
  const schema = `${schemas}/bindings-file.json`
  if (before !== null || after === '' || schemas === null || !existsSync(path.join(root, schema)))
    return {file, before, after}
  const up = '../'.repeat(file.split('/').length - 1)
  return {file, before, after: `# ${modeline(`${up}${schema}`)}\n${after}`}
}

/** Every file that is new or becomes longer, `proofmark.yaml` first. Lines to ignore are for a repository alone. */
export async function initFiles(
  root: string,
  draft: Draft,
  proposed: readonly Proposed[],
  ignores: boolean,
): Promise<InitFile[]> {
  const files: InitFile[] = [{file: 'proofmark.yaml', before: null, after: projectText(draft)}]
  for (const each of proposed) files.push(await bindingsFile(root, draft.schemas, each))
  if (ignores) {
    const before = await textOrNull(root, '.gitignore')
    files.push({file: '.gitignore', before, after: ignoring(before)})
  }
  return files.filter(({before, after}) => after !== (before ?? ''))
}

/** What would be written of a file, as `git apply` reads it. */
export function initDiff({file, before, after}: InitFile): string {
  const diff = unifiedDiff(inWords(file), before ?? '', after)
  return before === null ? diff.replace(/^--- .*\n/, '--- /dev/null\n') : diff
}
