import {existsSync} from 'node:fs'
import {cp, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {isMap, isScalar, parse, parseAllDocuments, parseDocument} from 'yaml'
import * as z from 'zod'
import {ProjectFile} from '../../src/config/index.ts'
import {recordKinds} from '../../src/markdown/index.ts'
import {call} from '../cli/lint-world.ts'
import type {Block} from './pages.ts'
import {fixtureOf} from './world.ts'

const projectKeys = Object.keys(ProjectFile.shape)
const bindingsKeys = ['settings', 'facts', 'items', 'match']

/** What a YAML block is part of: by the name in its first line, or by its keys. */
export type Kind = 'project' | 'bindings' | 'other'

const Lint = z.object({
  problems: z.array(z.object({slug: z.string(), message: z.string(), at: z.object({file: z.string()}).nullable()})),
})

/** Says what a block is. */
export function kindOf({text}: Block): Kind {
  const [, named = ''] = /^# (\S+\.ya?ml)$/m.exec(text.split('\n')[0] ?? '') ?? []
  if (named.endsWith('proofmark.yaml')) return 'project'
  if (named.endsWith('.bindings.yaml') || named.startsWith('packs/')) return 'bindings'
  if (named !== '') return 'other'
  const {contents} = parseDocument(text)
  const keys = isMap(contents) ? contents.items.map(({key}) => (isScalar(key) ? String(key.value) : '')) : []
  const all = (known: readonly string[]): boolean => keys.length > 0 && keys.every((key) => known.includes(key))
  return all(projectKeys) ? 'project' : all(bindingsKeys) ? 'bindings' : 'other'
}

/** What is wrong in a YAML block, as our own reader says it; YAML of others must at least be YAML. */
export async function faultsInYaml(block: Block): Promise<string[]> {
  const kind = kindOf(block)
  if (kind === 'other')
    return parseAllDocuments(block.text, {logLevel: 'silent'}).flatMap(({errors}) => errors.map(({message}) => message))
  return inProject(block.page, async (root) => {
    const project = await readFile(path.join(root, 'proofmark.yaml'), 'utf8')
    const file = kind === 'project' ? 'proofmark.yaml' : bindingsOf(project)
    await writeFile(path.join(root, file), kind === 'project' ? laidOver(project, block.text) : block.text)
    return lint(root, file)
  })
}

/** Keys of a page's fragment take the place of those that the project has; what names its checklists is whole. */
function laidOver(project: string, fragment: string): string {
  const document = parseDocument(project)
  const over = parseDocument(fragment)
  if (over.errors.length > 0 || !isMap(over.contents) || over.has('checklists')) return fragment
  for (const {key, value} of over.contents.items) document.set(key, value)
  return document.toString()
}

const bindingsOf = (project: string): string =>
  String(z.object({checklists: z.array(z.string())}).parse(parse(project)).checklists[0]).replace(
    /\.md$/,
    '.bindings.yaml',
  )

/** A Markdown block: a record is read as one, a checklist as one. */
export async function faultsInMarkdown(block: Block): Promise<string[]> {
  const {text, page} = block
  const kind = /^---\n(?:.*\n)*?kind: (\w+)\n/.exec(text)?.[1] ?? ''
  return inProject(page, async (root) => {
    const file = Object.hasOwn(recordKinds, kind) ? 'docs/records/here.md' : 'docs/here.md'
    await mkdir(path.dirname(path.join(root, file)), {recursive: true})
    await writeFile(path.join(root, file), `${text}\n`)
    if (file === 'docs/here.md' && !/^\s*(?:[-*+]|\d+[.)]) \[.\] /m.test(text)) return []
    return lint(root, file, file === 'docs/here.md' ? [file] : [])
  })
}

async function lint(root: string, file: string, words: string[] = []): Promise<string[]> {
  const {out, err, code} = await call(root, ['lint', ...words, '--format', 'json'])
  if (code === 2 && out === '') return [err]
  const {problems} = Lint.parse(JSON.parse(out))
  return problems.flatMap(({slug, message, at}) => (at === null || at.file === file ? [`${message} [${slug}]`] : []))
}

/** Runs over a passing copy of the project that the page's blocks belong to. */
async function inProject(page: string, act: (root: string) => Promise<string[]>): Promise<string[]> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'proofmark-docs-'))
  try {
    await cp(fixtureOf(page), root, {recursive: true})
    const file = path.join(root, 'proofmark.yaml')
    const written = existsSync(file) ? await readFile(file, 'utf8') : 'checklists: [docs/launch.md]\n'
    // Where a service answers is said when a page runs; here nothing is asked.
    await writeFile(file, written.replaceAll(/\$\{[A-Z_]+\}/g, 'http://127.0.0.1:9'))
    return await act(root)
  } finally {
    await rm(root, {recursive: true, force: true})
  }
}
