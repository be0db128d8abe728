import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {writeNew} from '../../disk/index.ts'
import {type Checklist, Names} from '../../model/index.ts'
import type {Suggestions} from '../../model/proposal.ts'
import {rewriteFiles, unwritable} from '../sync-files.ts'
import {type Block, insertions, withInsertions} from './insert.ts'

/** The bindings file beside a checklist. */
export const bindingsFileOf = ({file}: {file: string}): string =>
  `${file.replace(/\.(md|markdown)$/i, '')}.bindings.yaml`

const head = `# Proposed by \`proofmark suggest --write\` from the words of the checklist. Read each entry before you lean on it:
# from here on the file is yours, and no entry in it is ever written over.
`

const blocksOf = ({settings, facts, proposals}: Suggestions): Block[] =>
  [
    {name: 'settings', entries: Object.entries(settings)},
    {name: 'facts', entries: Object.entries(facts)},
    {name: 'items', entries: proposals.map(({id, binding}) => [id, binding] as const)},
  ].filter(({entries}) => entries.length > 0)

/** The place of an item in its document, by any form of its id; -1 for any other key. */
export function rankIn(checklist: Checklist): (key: string) => number {
  const names = new Names([checklist])
  return (key) => {
    const found = names.find(key, checklist)
    return 'item' in found ? checklist.items.indexOf(found.item.item) : -1
  }
}

/** A bindings file with proposals in it, in the document's order. What stands there stays as it is, to the byte. */
export function mergeBindings(source: string | null, suggestions: Suggestions, checklist: Checklist): string {
  const before = source === null || source.trim() === '' ? head : source.endsWith('\n') ? source : `${source}\n`
  const all = insertions(suggestions.bindings, before, blocksOf(suggestions), rankIn(checklist))
  return all.length === 0 ? (source ?? '') : withInsertions(before, all)
}

async function sourceOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Writes proposals into the bindings file beside their checklist; gives its path from the root, or null where nothing is new. */
export async function writeSuggestions(
  root: string,
  suggestions: Suggestions,
  checklist: Checklist,
): Promise<string | null> {
  const target = path.join(root, suggestions.bindings)
  const source = await sourceOf(target)
  const text = mergeBindings(source, suggestions, checklist)
  if (text === (source ?? '')) return null
  if (source === null)
    await writeNew(target, text).catch((error: unknown) => {
      throw unwritable(suggestions.bindings, error)
    })
  else await rewriteFiles(root, [{file: suggestions.bindings, before: source, after: text}])
  return suggestions.bindings
}
