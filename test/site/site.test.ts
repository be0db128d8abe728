import {readFile} from 'node:fs/promises'
import path from 'node:path'
import type {Browser, BrowserContextOptions, Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, inject, test} from 'vitest'
import {launchChromium} from '../setup/chromium.ts'
import {serveFolder} from '../setup/serve.ts'

const sites = inject('sites')
let browser: Browser
let site: Awaited<ReturnType<typeof serveFolder>>

beforeAll(async () => {
  ;[browser, site] = await Promise.all([launchChromium(), serveFolder(sites.broken)])
})

afterAll(async () => {
  await Promise.all([browser?.close(), site?.close()])
})

const pages = {
  overview: '',
  checklist: 'readiness/',
  item: 'items/readiness/access/dev-auth/',
  document: 'guide/configuration/',
  hostile: 'guide/hostile/',
}

/** Opens a page two hours after the newest run, and keeps what it complains of and what it asks of others. */
async function open(where: string, options: BrowserContextOptions = {}): Promise<{page: Page; complaints: string[]}> {
  const context = await browser.newContext({viewport: {width: 1440, height: 900}, ...options})
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(site.url) && !request.url().startsWith('data:'))
      complaints.push(`asked ${request.url()}`)
  })
  await page.clock.setFixedTime('2026-11-24T16:30:00Z')
  await page.goto(site.url + where)
  return {page, complaints}
}

const close = async (page: Page): Promise<void> => page.context().close()

async function search(page: Page, words: string): Promise<void> {
  await page.getByRole('button', {name: 'Search'}).first().click()
  await page.locator('#starlight__search input').fill(words)
}

describe('a reader', () => {
  test('has the answer first, and the way from it to the evidence', async () => {
    const {page} = await open(pages.overview)
    await expect(page.locator('h1').innerText()).resolves.toBe('May Signals go live?')
    expect(await page.locator('.pm-answer h2').allInnerTexts()).toEqual([
      'Production: not yet',
      'Staging: yes, until 20\u00a0Dec\u00a02026',
    ])
    await page.getByRole('link', {name: 'Development headers are off in production'}).first().click()
    await page.waitForURL(`**/${pages.item}`)
    expect(await page.locator('.pm-state').innerText()).toContain('Production fails')
    await page.getByRole('link', {name: 'Launch readiness'}).first().click()
    await page.waitForURL(`**/${pages.checklist}`)
    await close(page)
  })

  test('reads a verdict beside its sentence, in the same row', async () => {
    const {page} = await open(pages.checklist)
    const row = page.locator('[id="access--dev-auth"]')
    const sentence = await row.locator('.pm-say').boundingBox()
    const cell = row.locator('dl.pm-cells').first()
    const verdict = await cell.boundingBox()
    expect(await cell.innerText()).toMatch(/fail[\s\S]*pass/)
    expect(verdict?.y).toBe(sentence?.y)
    expect(verdict?.x).toBeGreaterThan((sentence?.x ?? 0) + (sentence?.width ?? 0))
    await close(page)
  })

  test('follows a link of the checklist to a page, and its heading', async () => {
    const {page, complaints} = await open(pages.checklist)
    await page.getByRole('link', {name: 'the guide', exact: true}).click()
    await page.waitForURL('**/guide/configuration/#roles')
    expect(await page.locator('h1').innerText()).toBe('Configuration')
    expect(complaints).toEqual([])
    await close(page)
  })

  test('filters without a script, and a deep link shows everything again', async () => {
    const {page} = await open(pages.checklist, {javaScriptEnabled: false})
    await page.goto(`${site.url}${pages.checklist}#show-to-mend`)
    expect(await page.locator('.pm-showing.to-mend').isVisible()).toBe(true)
    expect(await page.locator('[id="access--dev-auth"]').isVisible()).toBe(true)
    expect(await page.locator('[id="access--rotate"]').isVisible()).toBe(false)
    await page.goto(`${site.url}${pages.checklist}#access--rotate`)
    expect(await page.locator('[id="access--rotate"]').isVisible()).toBe(true)
    await close(page)
  })

  test('finds a page by a word in it, and an item by its setting', async () => {
    const {page, complaints} = await open(pages.overview)
    await search(page, 'zebrafish')
    await page.locator('.pagefind-ui__result-link').first().click()
    await page.waitForURL('**/runbooks/not-ready/**')
    await search(page, 'DEV_AUTH_ENABLED')
    await page.locator('.pagefind-ui__result-link[href*="/items/readiness/access/dev-auth/"]').waitFor()
    expect(complaints).toEqual([])
    await close(page)
  })

  test('sees how old a result is, and that an answer has run out', async () => {
    const {page} = await open(pages.overview)
    expect(await page.locator('.pm-age').first().innerText()).toMatch(/^\u00a0\(\d+\u00a0(min|h|days)\u00a0ago\)$/)
    await close(page)

    const context = await browser.newContext()
    const later = await context.newPage()
    await later.clock.install({time: new Date('2027-01-05T10:00:00Z')})
    await later.goto(site.url)
    expect(await later.locator('.pm-answer.unjudged h2').innerText()).toBe(
      'Staging: was met on 24\u00a0Nov\u00a02026; judge again',
    )
    expect(await later.locator('.pm-answer .pm-meta').first().innerText()).toContain('no longer fresh since')
    await later.goto(new URL(pages.checklist, site.url).href)
    expect(await later.locator('.pm-sub').first().innerText()).toContain('no longer fresh since')
    const tick = later.locator('.pm-cells .pm-s.pass svg').first()
    const word = later.locator('.pm-cells .pm-s.pass').first()
    const colour = (element: Element) => getComputedStyle(element).color
    expect(await tick.evaluate(colour)).toBe(await word.evaluate(colour))
    await context.close()
  })
})

describe.each(Object.entries(pages))('the page `%s`', (_, where) => {
  test('complains of nothing, asks nothing of others and runs nothing of an author', async () => {
    const {page, complaints} = await open(where)
    await page.waitForLoadState('networkidle')
    expect(complaints).toEqual([])
    expect(await page.evaluate('globalThis.hacked ?? null')).toBeNull()
    expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex')
    expect(await page.locator('meta[http-equiv=content-security-policy]').count()).toBe(1)
    await close(page)
  })
})

test('a hostile page has lost its markup and kept its words', async () => {
  const {page} = await open(pages.hostile)
  expect(await page.locator('main').innerText()).toContain('Still here.')
  expect(await page.title()).toContain('Hostile page')
  for (const gone of [
    'main script:not([type=module]):not([src])',
    'main [onerror]',
    'main [onload]',
    'main iframe',
    'main form',
    'main pm-verdict:not([data-part="leaning:docs/guide/hostile.md"])',
    'main a[href^="javascript:"]',
    'main img[src^="http"]',
  ])
    expect(await page.locator(gone).count(), gone).toBe(0)
  await close(page)
})

test('a hostile item is text on every page that names it', async () => {
  for (const where of [pages.checklist, 'items/readiness/operations/hostile/']) {
    const html = await readFile(path.join(sites.broken, where, 'index.html'), 'utf8')
    expect(html.replaceAll(/="[^"]*"/g, '')).not.toMatch(/<script>alert|<img src/)
  }
  const {page} = await open('items/readiness/operations/hostile/')
  expect(await page.locator('h1').innerText()).toContain('p95 <200ms')
  await close(page)
})

test('a page that is not there says so, in the same shell', async () => {
  const {page} = await open('no/such/page/')
  expect(await page.locator('h1').innerText()).toBe('There is no such page')
  expect(await page.locator('#starlight__sidebar a').first().innerText()).toBe('May it go live?')
  await close(page)
})
