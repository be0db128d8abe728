import {cp, glob, mkdtemp, readFile, rm} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type {Element, Nodes, Root} from 'hast'
import {raw} from 'hast-util-raw'
import {visit} from 'unist-util-visit'
import {afterAll, beforeAll, expect, test} from 'vitest'
import * as z from 'zod'
import {workFolder} from '../../src/publish/tool.ts'
import {type Ended, proofmark} from '../cli/proofmark.ts'
import {constructs} from './handbook/constructs.ts'
import {dead} from './handbook/dead.ts'

const fixture = path.join(import.meta.dirname, '../fixtures/handbook')
let root = ''
let built: Ended
/** What stands at each address of the site. */
const files = new Set<string>()
const pages = new Map<string, {html: string; tree: Nodes; ids: ReadonlySet<string>}>()

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'proofmark-handbook-'))
  await cp(fixture, root, {recursive: true})
  built = await proofmark(['build', '--out', '_site'], {cwd: root})
  const out = path.join(root, '_site')
  for await (const file of glob('**/*', {cwd: out, withFileTypes: true}))
    if (file.isFile()) files.add(path.relative(out, path.join(file.parentPath, file.name)).replaceAll(path.sep, '/'))
  for (const name of files) {
    if (!name.endsWith('.html')) continue
    const html = await readFile(path.join(out, name), 'utf8')
    const parsed: Root = {type: 'root', children: [{type: 'raw', value: html}]}
    const tree = raw(parsed)
    const ids = elements(tree).flatMap(({tagName, properties: {id, name}}) => [id, tagName === 'a' ? name : null])
    pages.set(name, {html, tree, ids: new Set(ids.map(String))})
  }
}, 90_000)

afterAll(async () => {
  await rm(workFolder(root), {recursive: true, force: true})
  await rm(root, {recursive: true, force: true})
})

function elements(tree: Nodes): Element[] {
  const found: Element[] = []
  visit(tree, 'element', (element) => void found.push(element))
  return found
}

const isMissing = ({properties}: Element): boolean =>
  Array.isArray(properties.className) && properties.className.includes('pm-missing')

const wordsOf = (node: Nodes): string =>
  node.type === 'text' ? node.value : 'children' in node ? node.children.map(wordsOf).join('') : ''

/** The page that a document became. */
const pageOf = (file: string): string => {
  const slug = (name: string): string => name.replace(/\.md$/, '').toLowerCase().replaceAll(' ', '-')
  const route = file
    .split('/')
    .map(slug)
    .join('/')
    .replace(/(?:^|\/)(?:index|readme)$/, '')
  return `${route === '' ? 'home' : route}/index.html`
}

const bodyOf = (file: string): string => {
  const {html = ''} = pages.get(pageOf(file)) ?? {}
  return html.split('<div class="sl-markdown-content">')[1]?.split('<p class="sr-only" role="status"')[0] ?? ''
}

test('a handbook of more than a hundred pages builds, each page of it', async () => {
  expect(built).toMatchObject({code: 0, err: ''})
  const sources: string[] = []
  for await (const file of glob('**/*.md', {cwd: path.join(root, 'docs')})) sources.push(file.replaceAll(path.sep, '/'))
  expect(sources.length).toBeGreaterThan(100)
  expect(sources.filter((file) => !pages.has(pageOf(file)))).toEqual([])
})

test('every link and every picture leads to a page, a file or a heading that is there, but those that are marked', () => {
  const wrong: string[] = []
  let count = 0
  for (const [page, {tree}] of pages)
    for (const element of elements(tree)) {
      const to = element.properties.href ?? element.properties.src
      if (typeof to !== 'string' || isMissing(element)) continue
      count += 1
      const {origin, pathname, hash} = new URL(to, `http://site/${page}`)
      if (origin !== 'http://site') continue
      const name = decodeURIComponent(pathname).slice(1)
      const found = [name, path.posix.join(name, 'index.html')].find((file) => files.has(file))
      const isThere = hash === '' || found === undefined || pages.get(found)?.ids.has(decodeURIComponent(hash.slice(1)))
      if (found === undefined || !isThere) wrong.push(`${page}: ${to}`)
    }
  expect(count).toBeGreaterThan(5_000)
  expect([...new Set(wrong)]).toEqual([])
})

const Lint = z.object({problems: z.array(z.object({slug: z.string(), at: z.object({file: z.string()}).nullable()}))})

test('what leads nowhere is what the table says: on the pages, in words, and in what lint lists', async () => {
  const marked = [...new Set(dead.map(([file]) => file))].flatMap((file) => {
    const {tree} = pages.get(pageOf(file)) ?? {}
    const found = tree === undefined ? [] : elements(tree).filter(isMissing)
    return found.map((element) => {
      const [, words, why] = /^(.*) \((.*)\)$/s.exec(wordsOf(element)) ?? []
      return [file, words, why]
    })
  })
  expect(marked).toEqual(dead)
  const all = [...pages.values()].flatMap(({tree}) => elements(tree).filter(isMissing))
  expect(all).toHaveLength(dead.length)

  const {out} = await proofmark(['lint', '--format', 'json'], {cwd: root})
  const {problems} = Lint.parse(JSON.parse(out))
  const told = problems.map(({slug, at}) => `${slug} ${at?.file}`)
  // An address with a blank in it is no link at all: its text stays, and lint tells it.
  const expected = dead.map(
    ([file, , why]) => `${why === 'no such heading' ? 'dead-anchor' : 'dead-link'} docs/${file}`,
  )
  expect(told.toSorted()).toEqual([...expected, 'looks-like-link docs/guides/links.md'].toSorted())
  expect(bodyOf('guides/links.md')).toContain('[minutes](our minutes.md)')
})

test('the sidebar shows the branch that a page stands in, and of any other its first page', () => {
  const linksIn = (page: string): string[] => {
    const nav = elements(pages.get(page)?.tree ?? {type: 'root', children: []}).find(
      ({properties}) => properties.id === 'starlight__sidebar',
    )
    return nav === undefined
      ? []
      : elements(nav).flatMap(({properties}) => (properties.href ? [String(properties.href)] : []))
  }
  const [services, reviews, other] = ['services/tide-table', 'reviews', 'about'].map((page) =>
    linksIn(`${page}/index.html`),
  )
  const below = (links: string[] = [], folder: string) => links.filter((href) => href.startsWith(`/${folder}/`)).length
  expect([below(services, 'services'), below(services, 'reviews'), below(services, 'runbooks')]).toEqual([25, 1, 1])
  expect([below(reviews, 'services'), below(reviews, 'reviews')]).toEqual([1, 13])
  expect([below(other, 'services'), below(other, 'runbooks')]).toEqual([1, 1])
  expect(services).toContain('/launch/checklist/')
  expect(services?.length).toBeLessThan(60)
})

test.each(constructs)('%s: %s', (file, _, shows) => {
  const html = bodyOf(file)
  expect(html).not.toBe('')
  for (const part of shows) expect(html).toMatch(part)
})

test('no page shows in its prose what only MkDocs reads', () => {
  for (const page of pages.keys()) {
    const body = bodyOf(page.replace(/\/index\.html$/, '.md'))
    const prose = body
      .replaceAll(/<(pre|code|title)\b.*?<\/\1>/gs, '')
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll(/&#x26;|&amp;/g, '&')
    expect(prose, page).not.toMatch(/^\s*(?:!!!|\?\?\?|===|\*\[)|\{ ?[:#.]|:material-|\[TOC\]|^:\s|==\w|\+\+\w+\+\+/m)
  }
})
