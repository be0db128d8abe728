import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {onTestFinished} from 'vitest'
import {parseChecklist, readDocs, renderPage} from '../../src/markdown/index.ts'
import type {Checklist, Item, Problem} from '../../src/model/index.ts'

/** Reads lines as a checklist. */
export function parse(...lines: string[]): Checklist & {problems: Problem[]} {
  const {checklist, problems} = parseChecklist({file: 'docs/list.md', source: lines.join('\n')})
  return {...checklist, problems}
}

/** The items of some lines. */
export const itemsOf = (...lines: string[]): Item[] => parse(...lines).items

/** The ids of the items of some lines. */
export const idsOf = (...lines: string[]): string[] => itemsOf(...lines).map(({id}) => id)

/** `slug line:column` of each problem. */
export const told = (problems: readonly Problem[]): string[] =>
  problems.map(({slug, at}) => `${slug} ${at?.line}:${at?.column}`)

/** Writes files into a folder that is gone after the test. */
export async function project(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'proofmark-'))
  onTestFinished(() => rm(root, {recursive: true, force: true}))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), {recursive: true})
    await writeFile(join(root, path), text)
  }
  return root
}

/** Reads a project with a docs folder. */
export async function readProject(files: Readonly<Record<string, string>>, checklists: string[] = [], docs = 'docs') {
  const root = await project(files)
  return {root, ...(await readDocs({root, docs, checklists}))}
}

/** Renders a page of a project. */
export async function htmlOf(
  files: Readonly<Record<string, string>>,
  file: string,
  {base = '', checklist = false} = {},
) {
  const {root, documents, checklists} = await readProject(files, checklist ? [file] : [])
  return (await renderPage({root, file, documents, checklist: checklists[0] ?? null, base})).html
}

/** The HTML of lines that stand in a document, or in a checklist. */
export const page = (...lines: string[]): Promise<string> => htmlOf({'docs/list.md': lines.join('\n')}, 'docs/list.md')
export const checklistPage = (...lines: string[]): Promise<string> =>
  htmlOf({'docs/list.md': lines.join('\n')}, 'docs/list.md', {checklist: true})

/** The words of HTML that a reader sees. */
export const seen = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&#x3C;|&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&#x26;|&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()

const folder = new URL('../fixtures/markdown/corpus/', import.meta.url)

/** Every Markdown file that tests go over, with its text. */
export async function corpus(): Promise<[string, string][]> {
  const names = (await readdir(folder)).sort()
  return Promise.all(
    names.map(async (name): Promise<[string, string]> => [name, await readFile(new URL(name, folder), 'utf8')]),
  )
}
