import {cp, mkdtemp, readdir, readFile, rm} from 'node:fs/promises'
import {createServer, type Server} from 'node:http'
import os from 'node:os'
import path from 'node:path'
import type {Browser, Page} from 'playwright-core'
import {afterAll, afterEach, beforeAll, beforeEach, expect, inject, test} from 'vitest'
import {writeWhole} from '../../src/disk/index.ts'
import {refillSite} from '../../src/publish/index.ts'
import {workFolder} from '../../src/publish/tool.ts'
import {launchChromium} from '../setup/chromium.ts'
import {type Started, startCommand} from '../setup/command.ts'
import {projectIn, readFixture} from '../setup/fixture.ts'
import {serveFolder} from '../setup/serve.ts'

const repository = path.join(import.meta.dirname, '../..')
const good: Readonly<Record<string, number>> = {'/admin': 401, '/healthz': 200, '/version': 200}

let folder = ''
let root = ''
let browser: Browser
let target: Server
let port = 0
let answers = {...good}
let serving: Started
let url = ''
let page: Page

const listen = async (wanted: number): Promise<Server> => {
  const server = createServer((request, response) => {
    response.statusCode = answers[request.url ?? ''] ?? 404
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve))
  return server
}

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

// As an editor saves: nobody reads half of it.
const written = (name: string, text: string): Promise<void> => writeWhole(path.join(root, name), text)
const textOf = (name: string): Promise<string> => readFile(path.join(root, name), 'utf8')

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'proofmark-alive-'))
  root = path.join(folder, 'project')
  await cp(path.join(repository, 'test/fixtures/live'), root, {recursive: true})
  target = await listen(0)
  const address = target.address()
  port = address !== null && typeof address === 'object' ? address.port : 0
  serving = startCommand(['serve', '--port', '0', '--interval', '300ms'], root, {TARGET: `http://127.0.0.1:${port}`})
  browser = await launchChromium()
  url = await serving.site()
}, 90_000)

afterAll(async () => {
  expect(await serving.stop()).toBe(130)
  await browser.close()
  if (target.listening) await stop(target)
  await rm(workFolder(root), {recursive: true, force: true})
  await rm(folder, {recursive: true, force: true})
})

beforeEach(async () => {
  answers = {...good}
  page = await (await browser.newContext({viewport: {width: 1440, height: 700}})).newPage()
})

afterEach(async () => {
  await page.context().close()
})

const cell = (id: string) => page.locator(`[id="${id}"] .pm-cells dd`).first()

/** Opens a page, and leaves a mark that a reload would wipe out. */
async function open(where: string): Promise<void> {
  await page.goto(url + where)
  await page.evaluate('globalThis.mark = true')
}

const isSamePage = (): Promise<unknown> => page.evaluate('globalThis.mark === true')

const eventually = {timeout: 20_000, interval: 50}

test('a verdict that changes comes in where it stands: nothing is loaded again, what is open stays open', async () => {
  await open('launch/')
  await expect.poll(() => cell('access--healthz').innerText(), eventually).toBe('pass')
  const more = page.locator('[id="access--healthz"] details.pm-more').first()
  await more.locator('summary').click()
  await page.evaluate('scrollTo(0, 40)')

  answers['/healthz'] = 500
  await expect.poll(() => cell('access--healthz').innerText(), eventually).toBe('fail')
  expect(await isSamePage()).toBe(true)
  expect(await more.getAttribute('open')).toBe('')
  expect(await page.evaluate('document.activeElement?.tagName')).toBe('SUMMARY')
  expect(await page.evaluate('scrollY')).toBe(40)
  expect(await page.locator('.pm-short').innerText()).toContain('Production: not yet')
  expect(await page.locator('#pm-live').textContent()).toMatch(
    /^New results, \d\d:\d\d\sUTC: 1 item changed\. The service answers \(\/healthz\), production: fail\.$/,
  )
  expect(await page.locator('.pm-age').first().innerText()).toMatch(/ago\)$/)
})

test('a change within one status moves nothing', async () => {
  answers['/admin'] = 500
  await open('launch/')
  const item = page.locator('[id="access--admin"]')
  await expect.poll(() => item.innerText(), eventually).toContain('500')
  await page.evaluate(`
    globalThis.shift = 0
    new PerformanceObserver((list) => { for (const {value} of list.getEntries()) globalThis.shift += value })
      .observe({type: 'layout-shift'})
  `)
  answers['/admin'] = 503
  await expect.poll(() => item.innerText(), eventually).toContain('503')
  await page.waitForTimeout(100)
  expect(await page.evaluate('globalThis.shift')).toBe(0)
  expect(await isSamePage()).toBe(true)
})

test('a target that stops is unreachable since a moment that stays, and recovers by itself', async () => {
  await open('')
  await expect.poll(() => page.locator('.pm-answer h2').innerText(), eventually).toContain('Production: yes')
  await stop(target)
  const answer = page.locator('.pm-answer')
  await expect.poll(() => answer.innerText(), eventually).toContain('Production: nobody can say')
  expect(await answer.innerText()).toMatch(/, since \d/)
  const since = () => answer.locator('p time').first().getAttribute('datetime')
  const first = await since()
  const runs = await runsKept()
  await expect.poll(runsKept, eventually).toBeGreaterThan(runs + 2)
  expect(await since()).toBe(first)

  target = await listen(port)
  await expect.poll(() => answer.innerText(), eventually).toContain('Production: yes')
  expect(await isSamePage()).toBe(true)
})

const runsKept = async (): Promise<number> => (await readdir(path.join(root, '.proofmark/runs/production'))).length

test('a sentence that changes loads its page again, at the place that was read', async () => {
  await open('guide/')
  await page.evaluate('scrollTo(0, 900)')
  await expect.poll(() => page.evaluate('scrollY')).toBe(900)
  const guide = await textOf('docs/guide.md')
  await written('docs/guide.md', guide.replace('as it was', 'as it is now'))
  await expect.poll(() => page.locator('main').innerText(), eventually).toContain('as it is now')
  expect(await isSamePage()).toBe(false)
  await expect.poll(() => page.evaluate('scrollY')).toBe(900)
})

test('an item that is added has its verdict soon', async () => {
  await open('launch/')
  const checklist = await textOf('docs/launch.md')
  await written('docs/launch.md', `${checklist}- [ ] Somebody owns the pager\n`)
  await expect.poll(() => page.locator('main').innerText(), eventually).toContain('Somebody owns the pager')
  expect(await page.locator('li.pm-item').last().locator('dd').first().innerText()).toContain('blocked')
})

test('a configuration that cannot be read is told, and leaves the last good site', async () => {
  const before = serving.said().err
  const config = await textOf('proofmark.yaml')
  await written('proofmark.yaml', `${config}\ngatez: {}\n`)
  await expect.poll(() => serving.said().err.slice(before.length), eventually).toContain('The site stays as it was')
  expect(serving.said().err.slice(before.length)).toMatch(/^proofmark\.yaml:\d+:\d+ Unexpected .*`gatez`/)
  const runs = await runsKept()
  answers['/healthz'] = 500
  await open('launch/')
  expect(await page.locator('h1').innerText()).toBe('Launch')
  await page.waitForTimeout(1_000)
  expect(await runsKept()).toBe(runs)

  await written('proofmark.yaml', config)
  await expect.poll(() => cell('access--healthz').innerText(), eventually).toBe('fail')
  expect(serving.said().err.slice(before.length)).toContain('All of it can be read again.')
})

test('without a live server the page asks once a minute, while somebody sees it', async () => {
  const sites = inject('sites')
  const copy = path.join(folder, 'static')
  await cp(sites.broken, copy, {recursive: true})
  const site = await serveFolder(copy)
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.clock.install({time: new Date('2026-11-24T16:00:00Z')})
  await page.goto(`${site.url}readiness/`)
  await expect.poll(() => asked.filter((name) => name === '/status.json').length).toBe(1)
  const dev = cell('access--dev-auth')
  expect(await dev.innerText()).toContain('fail')

  await refillSite({root: sites.root, out: copy, snapshot: (await readFixture(projectIn(sites.root))).mended})
  await page.evaluate("Object.defineProperty(document, 'hidden', {value: true, configurable: true})")
  await page.clock.runFor(300_000)
  expect(asked.filter((name) => name === '/status.json').length).toBe(1)
  await page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")
  await expect.poll(() => dev.innerText(), eventually).toContain('pass')
  const times = asked.filter((name) => name === '/status.json').length
  await page.clock.runFor(61_000)
  await expect.poll(() => asked.filter((name) => name === '/status.json').length).toBe(times + 1)
  expect(asked).not.toContain('/events')
  await site.close()
})
