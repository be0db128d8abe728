import {readFile} from 'node:fs/promises'
import {createServer} from 'node:http'
import path from 'node:path'
import type {Browser, BrowserContextOptions, Page} from 'playwright-core'
import {afterAll, afterEach, beforeAll, expect, inject, test} from 'vitest'
import {serveSite} from '../../src/live/index.ts'
import {launchChromium} from '../setup/chromium.ts'
import {serveFolder} from '../setup/serve.ts'

const sites = inject('sites')
let browser: Browser
let site: Awaited<ReturnType<typeof serveFolder>>
let page: Page

beforeAll(async () => {
  ;[browser, site] = await Promise.all([launchChromium(), serveFolder(sites.broken)])
})

afterEach(async () => {
  await page?.context().close()
})

afterAll(async () => {
  await Promise.all([browser?.close(), site?.close()])
})

/** Opens a page when all that it says has run out, and keeps what it complains of and moves. */
async function openOld(
  url: string,
  options: BrowserContextOptions,
  wait: 'commit' | 'load' | 'networkidle' = 'networkidle',
) {
  page = await (await browser.newContext(options)).newPage()
  const faults: string[] = []
  page.on('console', (message) => faults.push(message.text()))
  page.on('pageerror', ({message}) => faults.push(message))
  await page.clock.setFixedTime('2027-06-05T10:00:00Z')
  await page.addInitScript(`
    globalThis.shifted = 0
    new PerformanceObserver((list) => { for (const {value} of list.getEntries()) globalThis.shifted += value })
      .observe({type: 'layout-shift', buffered: true})
  `)
  await page.goto(url, {waitUntil: wait})
  return faults
}

const at = (width: number): BrowserContextOptions => ({viewport: {width, height: 900}})
const took = 'Staging: was met on 24\u00a0Nov\u00a02026; judge again'

test.each([375, 1440])('a page that outlived its results takes them back and moves nothing, at %i', async (width) => {
  const pages = {
    '': ['.pm-answer.unjudged h2', took],
    'readiness/': ['.pm-short li:has(.unjudged)', took],
    'items/readiness/access/rotate/': ['.pm-fresh', 'no longer fresh since'],
  }
  const moved: Record<string, number> = {}
  for (const [where, [place = '', words = '']] of Object.entries(pages)) {
    const faults = await openOld(site.url + where, at(width))
    expect(await page.locator(place).first().innerText(), where).toContain(words)
    expect(await page.locator('.pm-age').first().innerText()).toMatch(/\d+\u00a0days\u00a0ago\)$/)
    expect(faults).toEqual([])
    moved[where] = Number(await page.evaluate('globalThis.shifted'))
    await page.context().close()
  }
  expect(Math.max(...Object.values(moved)), JSON.stringify(moved)).toBeLessThan(0.01)
})

test('no answer is seen that counts no longer, while the page is still on its way', async () => {
  const html = await readFile(path.join(sites.broken, 'index.html'), 'utf8')
  const middle = html.indexOf('yes, until') + 'yes, '.length
  const server = createServer(({url}, answer) => {
    answer.writeHead(url === '/' ? 200 : 404, {'content-type': 'text/html; charset=utf-8'})
    if (url === '/') answer.write(html.slice(0, middle))
    else answer.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  await openOld(`http://127.0.0.1:${port}/`, at(1440), 'commit')
  await page.evaluate('new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))')
  expect(await page.locator('.pm-answer h2').last().innerText()).toBe(took)
  server.closeAllConnections()
  server.close()
})

test('without a script it says until when it was good', async () => {
  await openOld(site.url, {javaScriptEnabled: false})
  expect(await page.locator('.pm-answer h2').last().innerText()).toBe('Staging: yes, until 20\u00a0Dec\u00a02026')
  expect(await page.locator('.pm-answer .pm-meta').last().innerText()).toContain('fresh until 25\u00a0Nov\u00a02026')
})

test.each([375, 1440])(
  'what had a page and has none now is told of by what it was, and moves nothing, at %i',
  async (width) => {
    const gone = {
      'readiness/runs/production/2025-01-01T00-00-00Z-aa11bb/': [
        'This run is no longer told of',
        'The newest 30 runs of each environment have a page. What older ones came to is among all runs.',
        '/readiness/runs/',
      ],
      'items/readiness/access/long-gone/': [
        'This item is in no checklist now',
        'An item that left its checklist, or has another id now, has no page here. What is in the checklists now: Launch readiness',
        '/readiness/',
      ],
      'no/such/page/': [
        'There is no such page',
        'It was moved, or never was. Search for it above, or begin at May it go live?',
        '/',
      ],
    }
    for (const [where, [title = '', words, href]] of Object.entries(gone)) {
      const faults = await openOld(site.url + where, at(width))
      expect(await page.locator('h1').innerText()).toBe(title)
      expect(await page.title()).toBe(`${title} | Signals readiness`)
      const body = page.locator('.sl-markdown-content')
      expect((await body.innerText()).replaceAll(/\s+/g, ' ')).toBe(words)
      expect(await body.locator('a:visible').evaluateAll((all) => all.map((a) => a.getAttribute('href')))).toEqual([
        href,
      ])
      expect(await page.evaluate('globalThis.shifted')).toBeLessThan(0.01)
      // The browser itself tells of the status of the page.
      expect(faults.filter((fault) => !fault.includes('404'))).toEqual([])
      await page.context().close()
    }
  },
)

test('without a script it says of a missing page all that it may have been', async () => {
  await openOld(`${site.url}items/readiness/access/long-gone/`, {javaScriptEnabled: false})
  expect(await page.locator('h1').innerText()).toBe('There is no such page')
  const words = await page.locator('.sl-markdown-content').innerText()
  for (const said of ['It was moved, or never was', 'all runs', 'Launch readiness']) expect(words).toContain(said)
})

test('a live server says so too', async () => {
  const served = await serveSite({folder: sites.broken, host: '127.0.0.1', port: 0})
  await openOld(`${served.url}items/readiness/access/long-gone/`, at(1440), 'load')
  expect(await page.locator('h1').innerText()).toBe('This item is in no checklist now')
  await served.close()
})
