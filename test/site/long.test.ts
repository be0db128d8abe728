import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, beforeEach, expect, inject, test} from 'vitest'
import {launchChromium} from '../setup/chromium.ts'
import {serveFolder} from '../setup/serve.ts'

const sites = inject('sites')
let browser: Browser
let site: Awaited<ReturnType<typeof serveFolder>>
let page: Page

beforeAll(async () => {
  ;[browser, site] = await Promise.all([launchChromium(), serveFolder(sites.long)])
  page = await browser.newPage({viewport: {width: 1440, height: 900}})
})

beforeEach(() => page.goto('about:blank'))

afterAll(async () => {
  await Promise.all([browser?.close(), site?.close()])
})

const items = () => page.locator('.pm-item').filter({visible: true})
const folios = () => page.locator('.pm-folios tbody tr').filter({visible: true})

test('a filter hides the pages that it leaves nothing of, and goes along to each', async () => {
  await page.goto(`${site.url}launch/?owner=platform`)
  expect(await folios().count()).toBe(6)
  await page.goto(`${site.url}launch/?show=failing`)
  expect(await page.locator('.pm-showing.failing').innerText()).toMatch(
    /^44 of 216 items: failing\. They stand on 6 of 6 pages\. Show all pages$/,
  )
  await folios().nth(1).getByRole('link').click()
  await page.waitForURL(`${site.url}launch/page-2/?show=failing`)
  expect(await items().count()).toBe(7)
  await page.getByRole('link', {name: 'page 3 ›'}).first().click()
  await page.waitForURL(`${site.url}launch/page-3/?show=failing`)
  expect(await items().count()).toBe(7)
  await page.getByRole('link', {name: 'Show all 36'}).click()
  expect(await items().count()).toBe(36)
  await page.getByRole('link', {name: 'all pages'}).first().click()
  await page.waitForURL(`${site.url}launch/`)
})

test('a filter that nothing of a page answers to says so of this page alone', async () => {
  await page.goto(`${site.url}launch/page-2/?show=waived`)
  expect(await page.locator('.pm-showing.now').innerText()).toBe(
    'No item on this page is waived now. All 36 items are shown.',
  )
})

test('links from before it grew still lead to what they meant', async () => {
  await page.goto(`${site.url}other/`)
  await page.getByRole('link', {name: 'part 7'}).click()
  await page.waitForURL(`${site.url}launch/#part-7`)
  expect(await page.locator('tr:has(:target)').innerText()).toContain('Part 7 – Part 9')

  await page.goto(`${site.url}launch/#part-4--guard-1-part-4`)
  await page.waitForURL(`${site.url}items/launch/part-4/guard-1-part-4/`)
  expect(await page.locator('h1').innerText()).toBe('Guard 1 of part 4 is switched on.')
})

test.each(['part-4--gone', '%zz', '--', 'show-failing'])(
  'a fragment that is no item, %s, leads nowhere',
  async (fragment) => {
    const faults: string[] = []
    page.once('pageerror', ({message}) => faults.push(message))
    await page.goto(`${site.url}launch/#${fragment}`, {waitUntil: 'networkidle'})
    expect(new URL(page.url()).pathname).toBe('/launch/')
    expect(faults).toEqual([])
  },
)

test('the page of an item leads back to its sentence', async () => {
  await page.goto(`${site.url}items/launch/part-9/guard-3-part-9/`)
  await page.locator('.pm-crumb').getByRole('link', {name: 'Part 9'}).click()
  await page.waitForURL(`${site.url}launch/page-3/#part-9`)
  expect(await page.locator('[id="part-9--guard-3-part-9"]').isVisible()).toBe(true)
})
