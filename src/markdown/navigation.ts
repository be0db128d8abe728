import {posix} from 'node:path'
import {parseDocument} from 'yaml'
import {type NavEntry, type Position, type Problem, problem} from '../model/index.ts'
import {yamlWords} from '../model/yaml-words.ts'
import {kindOf, readSource} from './files.ts'
import {limits} from './limits.ts'
import {brief} from './plain.ts'
import type {Source} from './source.ts'

/** The navigation of the docs, null where nobody wrote one, and what is wrong in it. */
export interface Navigation {
  entries: NavEntry[] | null
  problems: Problem[]
}

const none: Navigation = {entries: null, problems: []}

/** Reads the `nav` of the `mkdocs.yml` whose docs folder is this one: beside the folder, or in one further up. */
export async function readNavigation(root: string, docs: string | null): Promise<Navigation> {
  if (docs === null) return none
  const folder = posix.normalize(docs)
  for (let at = posix.dirname(folder); !at.startsWith('..'); at = posix.dirname(at)) {
    for (const name of ['mkdocs.yml', 'mkdocs.yaml']) {
      const found = await readFile(root, posix.join(at, name), folder)
      if (found !== null) return found
    }
    if (at === '.' || at === '/') break
  }
  return none
}

/** What a file says of a docs folder; null when there is no such file, or it is about another folder. */
async function readFile(root: string, file: string, folder: string): Promise<Navigation | null> {
  if ((await kindOf(root, file)) !== 'file') return null
  const read = await readSource(root, file)
  if ('problem' in read) return {entries: null, problems: [{...read.problem, slug: 'navigation'}]}
  const data = dataOf(read.source)
  if ('problem' in data) return {entries: null, problems: [data.problem]}
  const {docs_dir: below = 'docs', nav} = data.value
  if (typeof below !== 'string' || posix.join(posix.dirname(file), below).replace(/(?<=.)\/+$/, '') !== folder)
    return null
  if (nav === undefined || nav === null) return none
  const problems: Problem[] = []
  const complain = (message: string, words?: string): void => {
    problems.push(problem('navigation', message, placeOf(read.source, words)))
  }
  if (!Array.isArray(nav)) complain('Unexpected `nav`, expected a list of pages', 'nav:')
  const entries = Array.isArray(nav) ? await entriesOf(nav, {root, folder, complain}, 0) : null
  return {entries, problems}
}

/** The YAML as plain data. Tags name things of other programs: what they stand before is taken as it is written, and nothing is run. */
function dataOf(source: Source): {value: Readonly<Record<string, unknown>>} | {problem: Problem} {
  const wrong = (message: string, offset = 0) => ({problem: problem('navigation', message, source.at(offset))})
  if (source.text.length > limits.navigation)
    return wrong(`Unexpected ${source.text.length} characters, expected at most ${limits.navigation}`)
  try {
    const document = parseDocument(source.text, {schema: 'core', merge: false, logLevel: 'error'})
    const [error] = document.errors
    if (error !== undefined) return wrong(yamlWords(error.message), error.pos[0])
    const data: unknown = document.toJS({maxAliasCount: limits.aliases})
    if (!isRecord(data)) return wrong('Unexpected content, expected keys and values')
    return {value: data}
  } catch {
    return wrong(`Unexpected nesting or aliases, expected at most ${limits.aliases} aliases of anchors above them`)
  }
}

const isRecord = (data: unknown): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null && !Array.isArray(data)

interface Reading {
  root: string
  folder: string
  complain: (message: string, words?: string) => void
}

const deepest = 20

async function entriesOf(list: readonly unknown[], reading: Reading, depth: number): Promise<NavEntry[]> {
  const entries: NavEntry[] = []
  for (const item of list) {
    const pairs = isRecord(item) ? Object.entries(item) : [[null, item] as const]
    for (const [title, target] of pairs) {
      const entry = await entryOf(title, target, reading, depth)
      if (entry !== null) entries.push(entry)
    }
  }
  return entries
}

async function entryOf(
  title: string | null,
  target: unknown,
  reading: Reading,
  depth: number,
): Promise<NavEntry | null> {
  if (Array.isArray(target) && title !== null && depth < deepest)
    return {title, entries: await entriesOf(target, reading, depth + 1)}
  if (typeof target !== 'string' || target === '') {
    const where = title === null ? 'in `nav`' : `under \`${brief(title)}\` in \`nav\``
    reading.complain(`Unexpected entry ${where}, expected the path of a page, or a list of pages`, title ?? 'nav:')
    return null
  }
  if (/^https?:\/\//i.test(target)) return {title: title ?? target, url: target}
  const file = posix.normalize(posix.join(reading.folder, target))
  const inside = reading.folder === '.' ? !file.startsWith('..') : file.startsWith(`${reading.folder}/`)
  if (inside && /\.md$/i.test(file) && (await kindOf(reading.root, file)) === 'file') return {title, file}
  reading.complain(
    `Unexpected \`${brief(target)}\` in \`nav\`, expected a Markdown file below \`${reading.folder}\``,
    target,
  )
  return null
}

/** Where words stand in the file for the first time: near enough to find an entry. */
function placeOf({text, start, at}: Source, words?: string): Position {
  const from = Math.max(start, text.search(/^nav[ \t]*:/m))
  return at(words === undefined ? from : Math.max(from, text.indexOf(words, from)))
}
