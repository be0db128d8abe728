import {posix} from 'node:path'
import {foreignText, foreignYaml, type Told, textAt} from './foreign.ts'
import {canBeNamed} from './writable.ts'

const {basename, dirname, join} = posix
const usual = ['docs', 'doc', 'documentation']
const isMarkdown = /\.(md|markdown)$/i

const within = (folder: string, file: string): boolean => folder === '.' || file.startsWith(`${folder}/`)

const depth = (file: string): number => file.split('/').length
const nearest = (a: string, b: string): number => depth(a) - depth(b)

/** Where a tool for sites keeps its pages, by the file that sets it up; the folder that is used first. */
async function foldersBy(root: string, file: string): Promise<string[]> {
  const folder = dirname(file)
  if (/^mkdocs\.ya?ml$/.test(basename(file))) {
    const text = await foreignText(root, file)
    // What MkDocs calls a tag of Python is no error for the name of a folder.
    return [join(folder, textAt(foreignYaml(text ?? ''), 0, 'docs_dir') ?? 'docs')]
  }
  if (/^astro\.config\.\w+$/.test(basename(file)))
    return [join(folder, 'src/content/docs'), join(folder, 'src/content')]
  return /^docusaurus\.config\.\w+$/.test(basename(file)) ? [join(folder, 'docs')] : []
}

/** Folders of Markdown docs, the likeliest first: what a tool for sites says, then the usual names. */
export async function docsIn(root: string, files: readonly string[]): Promise<Told[]> {
  const found: Told[] = []
  const markdown = files.filter((file) => isMarkdown.test(file))
  const add = (folder: string, from: string): void => {
    const known = found.some(({value}) => value === folder)
    if (!known && canBeNamed(folder) && markdown.some((file) => within(folder, file))) found.push({value: folder, from})
  }
  for (const file of files.toSorted(nearest)) {
    const [first] = (await foldersBy(root, file)).filter((folder) => markdown.some((page) => within(folder, page)))
    if (first !== undefined) add(first, file)
  }
  for (const folder of usual) add(folder, 'the usual name')
  return found
}

/** The docs folder for these checklists: the one that holds the first of them, then the likeliest, then the folder that it stands in. */
export function docsFor(found: readonly Told[], [first]: readonly string[]): Told | null {
  const around = first === undefined ? undefined : found.find(({value}) => within(value, first))
  const [likeliest] = found
  const own = first === undefined || dirname(first) === '.' ? null : dirname(first)
  return (
    around ?? likeliest ?? (own === null || !canBeNamed(own) ? null : {value: own, from: 'the folder of the checklist'})
  )
}
