import {readFile} from 'node:fs/promises'
import path from 'node:path'
import type {Element, Nodes, Root} from 'hast'
import {raw} from 'hast-util-raw'
import type {Browser, Page} from 'playwright-core'
import {visit} from 'unist-util-visit'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {pagesOf} from '../../src/publish/finish.ts'
import {launchChromium} from '../setup/chromium.ts'
import {serveFolder} from '../setup/serve.ts'
import {looksOf} from './hostile/layout.ts'
import {answers, snippets} from './hostile/project.ts'
import {type Found, tryAll, visitAll} from './hostile/visit.ts'
import {publishHostile, said} from './hostile/world.ts'

const tasks: (() => Promise<void>)[] = []
let out = ''
let pages: string[] = []
let site: Awaited<ReturnType<typeof serveFolder>>
let browser: Browser

beforeAll(async () => {
  ;[browser, out] = await Promise.all([launchChromium(), publishHostile((task) => void tasks.push(task))])
  ;[site, pages] = await Promise.all([serveFolder(out), pagesOf(out)])
}, 120_000)

afterAll(async () => {
  await Promise.all([browser?.close(), site?.close()])
  for (const task of tasks) await task()
})

const addressOf = (page: string): string =>
  page
    .replace(/index\.html$/, '')
    .split('/')
    .map(encodeURIComponent)
    .join('/')

/** Every page that an author wrote into, and some of those that are drawn alike: of items, and of files with ill names. */
const visited = (): string[] =>
  pages
    .filter((page, index) => /^(?:bodies|deep|index|list|places|readiness|sentences)\b/.test(page) || index % 8 === 0)
    .map(addressOf)

const none: Found = {ran: [], asked: [], complaints: []}

test('there are more than 200 of them', () => {
  expect(snippets.length).toBeGreaterThan(200)
  expect(new Set(snippets).size).toBe(snippets.length)
})

// Without the policy all that stands between an author and a reader is the sanitiser; with it, it has nothing to stop.
const ways = [
  {bypassCSP: true, width: 375},
  {bypassCSP: false, width: 1440},
]

test('none runs, asks another host or breaks a page, with the policy of the pages and without', async () => {
  const looks: string[] = []
  const each = async (page: Page, where: string): Promise<void> => {
    looks.push(...(await looksOf(page)).map((wrong) => `${where}: ${wrong}`))
    await tryAll(page)
  }
  const found = await Promise.all(ways.map((way) => visitAll(browser, site.url, visited(), {...way, each})))
  expect(found).toEqual([none, none])
  expect(looks).toEqual([])
}, 120_000)

const textOf = (node: Nodes): string =>
  node.type === 'text' ? node.value : 'children' in node ? node.children.map(textOf).join('') : ''

/** The text of a page. */
async function wordsOf(page: string): Promise<string> {
  const [main] = (await elementsOf(page)).filter(({tagName}) => tagName === 'main')
  return main === undefined ? '' : textOf(main)
}

const read = new Map<string, Element[]>()

/** A page as a browser reads it. */
async function elementsOf(page: string): Promise<Element[]> {
  const before = read.get(page)
  if (before !== undefined) return before
  const tree: Root = {type: 'root', children: [{type: 'raw', value: await readFile(path.join(out, page), 'utf8')}]}
  const found: Element[] = []
  visit(raw(tree), 'element', (element) => void found.push(element))
  read.set(page, found)
  return found
}

const runs = /^\s*(?:javascript|vbscript|data):/i

test('no page holds a handler, a script of theirs, or an address that runs', async () => {
  const wrong: string[] = []
  const scripts = new Set<string>()
  for (const page of pages)
    for (const {tagName, properties, children} of await elementsOf(page)) {
      if (/^(?:iframe|object|embed|applet|form|base|portal|frame|math|foreignobject)$/i.test(tagName))
        wrong.push(`${page}: <${tagName}>`)
      if (tagName === 'script') scripts.add(JSON.stringify([properties.src, children]))
      for (const [name, value] of Object.entries(properties)) {
        if (/^on[a-z]/i.test(name) || /^(?:srcDoc|srcSet|formAction|ping|background)$/i.test(name))
          wrong.push(`${page}: ${tagName} ${name}`)
        if (runs.test(String(value)) && /^(?:href|src|xLinkHref|action|cite|data|poster)$/i.test(name))
          wrong.push(`${page}: ${String(value)}`)
      }
    }
  expect(wrong).toEqual([])
  // The shell's own, the same whatever is in the docs.
  expect(scripts.size).toBeLessThan(30)
  expect([...scripts].join()).not.toContain('pwn')
})

test('each item has one verdict, and no other place has one', async () => {
  const marked: {page: string; key: string}[] = []
  for (const page of pages)
    for (const {tagName, properties, children} of await elementsOf(page)) {
      if (tagName !== 'pm-verdict') continue
      // What is filled in is elements: text right in a marker is somebody else's.
      expect(children.filter(({type}) => type === 'text')).toEqual([])
      if (properties.dataItem !== undefined) marked.push({page, key: String(properties.dataItem)})
    }
  const keys = marked.map(({key}) => key)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.filter((key) => key.startsWith('list:evidence/'))).toHaveLength(answers)
  const byPage = Map.groupBy(marked, ({page}) => page)
  expect([...byPage.keys()].filter((page) => !/^(?:list|sentences\/list-\d+)\/index\.html$/.test(page))).toEqual([])
  for (const [page, items] of byPage) {
    const html = await readFile(path.join(out, page), 'utf8')
    expect(html.match(/<li class="pm-item/g)).toHaveLength(items.length)
    expect(html.match(/<pm-verdict data-item="[^"]*" class="not-content"><dl class="pm-cells/g)).toHaveLength(
      items.length,
    )
  }
})

test('what they wrote into runs and records is shown, as words', async () => {
  // What stands between backticks is code on the page.
  const item = async (id: string): Promise<string> => wordsOf(`items/list/evidence/${id}/index.html`)
  expect(await wordsOf('index.html')).toContain(`Release ${said.release}`)
  expect(await item('answer-0')).toContain(said.reason.replaceAll('`', ''))
  expect(await item('answer-4')).toContain(said.by)
  for (const id of ['answer-7', 'answer-8']) expect(await item(id)).toMatch(/expected<[\s\S]*pwn\(\)/)
})

test('filters, the live region and deep links mean what they did', async () => {
  const page = await browser.newPage({viewport: {width: 1440, height: 900}})
  await page.goto(`${site.url}list/`)
  expect(await page.locator('.pm-item').count()).toBe(await page.locator('.pm-list .pm-item').count())
  await page
    .locator('.pm-filters')
    .getByRole('link', {name: /^failing/})
    .click()
  expect(await page.locator('[id="evidence--answer-0"]').isVisible()).toBe(true)
  expect(await page.locator('li[id="user-content-show-failing"]').isVisible()).toBe(false)
  expect(await page.locator('#pm-live').innerText()).toMatch(/^\d+ of \d+ shown: failing/)
  for (const name of ['pm-live', 'show-failing', 'pm-pass']) {
    await page.goto(`${site.url}list/#user-content-${name}`)
    expect(await page.locator(`li[id="user-content-${name}"]`).isVisible()).toBe(true)
  }
  await page.close()
})
