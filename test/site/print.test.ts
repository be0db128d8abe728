import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, expect, inject, test} from 'vitest'
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

/** Opens a page as it is printed: A4 less its margins is 672 pixels wide. */
async function printed(where: string): Promise<Page> {
  const page = await browser.newPage({viewport: {width: 672, height: 900}, colorScheme: 'dark'})
  await page.goto(site.url + where)
  await page.emulateMedia({media: 'print'})
  return page
}

/** Those of the places that take no room. */
const hidden = (page: Page, places: string): Promise<string[]> =>
  page.$$eval(places, (found) =>
    found.flatMap((place) => {
      const {width, height} = place.getBoundingClientRect()
      return width > 0 && height > 0 ? [] : [place.textContent]
    }),
  )
const count = (page: Page, places: string): Promise<number> => page.locator(places).count()

/** What sticks out of the paper at its end. */
const cutOff = (page: Page): Promise<string[]> =>
  page.$$eval('main *', (found) =>
    found.flatMap((place) => {
      const {right, width} = place.getBoundingClientRect()
      return width > 0 && right > innerWidth + 1 && !place.closest('svg, .sr-only')
        ? [place.outerHTML.slice(0, 80)]
        : []
    }),
  )

test('a checklist prints whole, whatever is filtered: every item, its verdicts by name, its evidence open', async () => {
  const page = await printed('readiness/?show=failing&owner=platform')
  const items = await count(page, '.pm-item')
  expect(items).toBeGreaterThan(10)
  expect(await hidden(page, '.pm-item, .pm-item dt, .pm-item dd, .pm-section, .pm-notes, .pm-print-cover')).toEqual([])
  expect(await count(page, '.pm-more > dl')).toBeGreaterThan(items - 3)
  for (const gone of [
    'nav.sidebar',
    '.pm-bar',
    '.pm-link',
    '.pm-age',
    '.pm-showing',
    'site-search',
    'starlight-theme-select',
  ])
    for (const place of await page.locator(gone).all()) expect(await place.isVisible(), gone).toBe(false)
  expect(await cutOff(page)).toEqual([])
  await page.close()
})

test('an audit page has a cover and every check of every item, and prints light and on numbered pages', async () => {
  const page = await printed('readiness/audit/readiness/')
  expect(await hidden(page, '.pm-print-cover, .pm-item, .pm-audit, .pm-audit dd')).toEqual([])
  expect(await count(page, '.pm-audit')).toBe(await count(page, '.pm-item'))
  const failing = await page.locator('[id="access--dev-auth"] .pm-audit').innerText()
  expect(failing).toContain('env: DEV_AUTH_ENABLED=false')
  expect(failing).toMatch(
    /expected\s+DEV_AUTH_ENABLED to be false\s+saw\s+"yes" \(reads as true\)\s+where\s+deploy\/prod\.env:12/,
  )
  expect(await cutOff(page)).toEqual([])
  const ink = await page.locator('.pm-print-cover h2').evaluate((place) => {
    const [red = 255] = getComputedStyle(place).color.match(/\d+/g)?.map(Number) ?? []
    return {red, runs: getComputedStyle(document.documentElement).getPropertyValue('--pm-run')}
  })
  expect(ink.red).toBeLessThan(60)
  expect(ink.runs).toContain('production run 2026-11-24T14-02-11Z-9f31c2, staging run 2026-11-24T14-02-11Z-9f31c2')
  for (const format of ['A4', 'Letter']) {
    const pdf = (await page.pdf({format, tagged: true, outline: true})).toString('latin1')
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(3)
    expect(pdf).toContain('/MarkInfo')
    expect(pdf).toContain('/Outlines')
  }
  await page.close()
})

test('other pages print without the shell, with what is folded open', async () => {
  for (const where of ['', 'items/readiness/access/dev-auth/', 'guide/configuration/']) {
    const page = await printed(where)
    expect(await cutOff(page), where).toEqual([])
    expect(await hidden(page, 'main .pm-open pre'), where).toEqual([])
    expect(await page.locator('nav.sidebar').isVisible(), where).toBe(false)
    await page.close()
  }
})
