import {readdir, readFile} from 'node:fs/promises'
import path from 'node:path'
import {gzipSync} from 'node:zlib'
import {AxeBuilder} from '@axe-core/playwright'
import type {Browser, BrowserContextOptions, Page} from 'playwright-core'
import {afterAll, afterEach, beforeAll, describe, expect, inject, test} from 'vitest'
import {launchChromium} from '../setup/chromium.ts'
import {serveFolder} from '../setup/serve.ts'

const sites = inject('sites')
const file = 'recsys/operations/production-readiness-checklist/index.html'
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

async function open(where = '', options: BrowserContextOptions = {}): Promise<void> {
  const context = await browser.newContext({viewport: {width: 1440, height: 900}, ...options})
  await context.addInitScript(`{
    globalThis.shifted = 0
    new PerformanceObserver((list) => { for (const {value} of list.getEntries()) globalThis.shifted += value })
      .observe({type: 'layout-shift', buffered: true})
  }`)
  page = await context.newPage()
  await page.goto(`${site.url}readiness/${where}`)
}

const visible = (id: string): Promise<boolean> => page.locator(`[id="${id}"]`).isVisible()
const bar = (name: string | RegExp) => page.locator('.pm-filters').getByRole('link', {name})
const showing = () => page.locator('.pm-showing:visible')
const query = (): string => new URL(page.url()).search

describe('the weight of the demo’s checklist, 59 items in two environments', () => {
  test('its page is no more than 150,000 bytes', async () => {
    const html = await readFile(path.join(sites.demo, file))
    expect(html.toString().match(/<li class="pm-item/g)).toHaveLength(59)
    expect(html.byteLength).toBeLessThanOrEqual(150_000)
  })

  test('its scripts, those of the search aside, are no more than 60 kB compressed', async () => {
    const html = await readFile(path.join(sites.demo, file), 'utf8')
    const inner = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, text = '']) => text)
    // All that any page can ask for, what one script imports from another too.
    const scripts = (await readdir(path.join(sites.demo, '_astro'))).filter((name) => name.endsWith('.js'))
    const sources = await Promise.all(
      scripts
        .filter((name) => !/^(Search|ui-core)\./.test(name))
        .map((name) => readFile(path.join(sites.demo, '_astro', name))),
    )
    expect(sources.length).toBeGreaterThan(3)
    const sizes = [...sources, ...inner].map((source) => gzipSync(source).byteLength)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(60_000)
  })
})

test('a folder of many pages is one link in the sidebar, and is shown in full to who stands in it', async () => {
  const linksTo = async (where: string): Promise<number> => {
    const html = await readFile(path.join(sites.demo, where), 'utf8')
    const [sidebar = ''] = /<sl-sidebar-pane[\s\S]*?<\/sl-sidebar-pane>/.exec(html) ?? []
    return (sidebar.match(/href="\/guide\//g) ?? []).length
  }
  const [first = ''] = [...(await readdir(path.join(sites.demo, 'guide')))].toSorted()
  expect(await linksTo(file)).toBe(1)
  expect(await linksTo(`guide/${first}/index.html`)).toBeGreaterThan(20)
})

describe('a filter', () => {
  test('is in the address, outlives a reload and can be shared, with the owner beside it', async () => {
    await open()
    await bar(/^failing/).click()
    expect(query()).toBe('?show=failing')
    expect(await visible('access--dev-auth')).toBe(true)
    expect(await visible('access--rotate')).toBe(false)
    await page.locator('.pm-who summary').click()
    await bar(/^Identity/).click()
    expect(query()).toBe('?show=failing&owner=identity')
    await page.reload()
    expect(await visible('access--vault')).toBe(true)
    expect(await visible('access--dev-auth')).toBe(false)
    expect(await showing().innerText()).toMatch(
      /^1 of \d+ shown: failing, owned by Identity\. Not shown: \d+ failing and \d+ blocked\. Show all \d+$/,
    )
    await page.goBack()
    expect(query()).toBe('?show=failing')
    expect(await visible('access--dev-auth')).toBe(true)
  })

  test('says how many it shows and what it hides, aloud as well, and is undone by one link', async () => {
    await open()
    await bar(/^blocked/).click()
    const words = await showing().innerText()
    expect(words).toMatch(/^\d+ of \d+ shown: blocked.*\. Not shown: \d+ failing\. Show all \d+$/)
    expect(await page.locator('#pm-live').innerText()).toBe(words)
    expect(await page.locator('.pm-filters [aria-current]').allInnerTexts()).toEqual([
      await bar(/^blocked/).innerText(),
    ])
    await showing().getByRole('link', {name: 'Show all'}).click()
    expect(query()).toBe('')
    expect(await page.evaluate('document.activeElement.className')).toBe('all')
    expect(await showing().count()).toBe(0)
    expect(await visible('access--dev-auth')).toBe(true)
    expect(await page.locator('#pm-live').innerText()).toMatch(/^All \d+ items are shown\.$/)
  })

  test('is chosen from the keyboard', async () => {
    await open()
    await bar(/^all/).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(query()).toBe('?show=to-mend')
    expect(await showing().count()).toBe(1)
  })

  test.each([375, 1440])('moves nothing when the page loads at %i', async (width) => {
    const shifts: number[] = []
    for (const where of ['', '?show=failing', '?show=failing&owner=identity', '?show=failing#access--rotate']) {
      await open(where, {viewport: {width, height: 900}})
      await page.waitForLoadState('networkidle')
      shifts.push(Number(await page.evaluate('globalThis.shifted')))
      await page.context().close()
    }
    expect(Math.max(...shifts)).toBeLessThan(0.005)
  })

  test('breaks no rule of axe at 375, with one of both kinds on', async () => {
    await open('?show=failing&owner=identity', {viewport: {width: 375, height: 900}})
    const {violations} = await new AxeBuilder({page}).analyze()
    expect(violations.map(({id}) => id)).toEqual([])
  })

  test('which the page does not know hides nothing, and says so', async () => {
    await open('?show=nonsense')
    expect(await visible('access--rotate')).toBe(true)
    expect(await showing().innerText()).toMatch(/^No item is nonsense now\. All \d+ items are shown\.$/)
  })

  test('cannot write a style', async () => {
    await open(`?show=${encodeURIComponent('x"]){}body{display:none}')}`)
    expect(await page.locator('main').isVisible()).toBe(true)
  })

  test('hides nothing in print', async () => {
    await open('?show=failing')
    await page.emulateMedia({media: 'print'})
    expect(await visible('access--rotate')).toBe(true)
    expect(await showing().count()).toBe(0)
  })

  test('without a script is in the fragment; a script takes it from there', async () => {
    await open('#show-failing', {javaScriptEnabled: false})
    expect(await visible('access--dev-auth')).toBe(true)
    expect(await visible('access--rotate')).toBe(false)
    expect(await showing().innerText()).toMatch(/^\d+ of \d+ shown: failing/)
    await page.context().close()
    await open('#show-failing', {viewport: {width: 1440, height: 300}})
    expect(query()).toBe('?show=failing')
    expect(await page.evaluate('scrollY')).toBeGreaterThan(0)
    expect(await visible('access--rotate')).toBe(false)
    await bar(/^all/).click()
    expect(await visible('access--rotate')).toBe(true)
  })
})

describe('a link to an item', () => {
  const details = 'li[id="access--rotate"] > pm-verdict > details'

  test('opens it below the header and marks it, whatever the filter', async () => {
    await open('?show=failing#access--rotate', {viewport: {width: 1440, height: 300}})
    expect(await visible('access--rotate')).toBe(true)
    expect(await page.locator(details).getAttribute('open')).not.toBeNull()
    const top = await page.evaluate(`document.getElementById('access--rotate').getBoundingClientRect().top`)
    const header = await page.evaluate(`document.querySelector('.pm-bar').getBoundingClientRect().bottom`)
    expect(Number(top)).toBeGreaterThanOrEqual(Number(header))
    expect(Number(top)).toBeLessThan(Number(header) + 60)
    const mark = `getComputedStyle(document.getElementById('access--rotate'), '::before').borderInlineStartWidth`
    expect(await page.evaluate(mark)).toBe('3px')
  })

  test('opens it without a script too', async () => {
    await open('#access--rotate', {javaScriptEnabled: false})
    expect(await page.locator(`${details} > dl`).isVisible()).toBe(true)
  })

  test('is at each item, named after it, and can be copied', async () => {
    await open('', {permissions: ['clipboard-read', 'clipboard-write']})
    const links = page.locator('.pm-link')
    expect(await links.count()).toBe(await page.locator('.pm-item').count())
    const link = page.locator('[id="access--dev-auth"] > .pm-say > .pm-link')
    expect(await link.getAttribute('aria-label')).toBe(
      'Link to Development headers are off in production (DEV_AUTH_ENABLED=false)',
    )
    await link.focus()
    expect(await link.evaluate((element) => getComputedStyle(element).opacity)).toBe('1')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('#pm-live').innerText()).toBe('Link copied.')
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(`${site.url}readiness/#access--dev-auth`)
    expect(page.url()).toBe(`${site.url}readiness/#access--dev-auth`)
  })
})
