import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, expect, inject, test} from 'vitest'
import {launchChromium} from '../setup/chromium.ts'
import {serveFolder} from '../setup/serve.ts'

const sites = inject('sites')
let browser: Browser
let site: Awaited<ReturnType<typeof serveFolder>>

beforeAll(async () => {
  ;[browser, site] = await Promise.all([launchChromium(), serveFolder(sites.mended)])
})

afterAll(async () => {
  await Promise.all([browser?.close(), site?.close()])
})

const spaced = async (page: Page, selector: string): Promise<string> =>
  (await page.locator(selector).first().innerText()).replaceAll(/\s+/g, ' ')

test('a reader goes from the list to a run, to two runs, and picks another; the address says which', async () => {
  const page = await browser.newPage()
  await page.goto(`${site.url}readiness/runs/`)
  await page.locator('.pm-rows.runs a').first().click()
  await page.waitForURL('**/readiness/runs/production/*/')
  expect(await spaced(page, 'h1')).toBe('Production, run of 24 Nov 2026, 15:30 UTC')
  await page.getByRole('link', {name: 'compare', exact: true}).click()
  await page.waitForURL('**/readiness/diff/?from=*&to=*')
  await page.locator('.pm-picked .pm-lead').waitFor()
  expect(await page.locator('.pm-newest').isVisible()).toBe(false)
  const before = await spaced(page, '.pm-picked .pm-lead')
  await page.getByLabel('from').selectOption({index: 20})
  const picked = await page.getByLabel('from').inputValue()
  expect(new URL(page.url()).searchParams.get('from')).toBe(picked)
  const after = await spaced(page, '.pm-picked .pm-lead')
  expect(after).not.toBe(before)
  expect(await spaced(page, '#pm-live')).toBe(after)
  await page.reload()
  await page.locator('.pm-picked .pm-lead').waitFor()
  expect(await spaced(page, '.pm-picked .pm-lead')).toBe(after)
  await page.close()
})

test('the same two runs come to the same words with a script and without', async () => {
  const plain = await browser.newPage({javaScriptEnabled: false})
  await plain.goto(`${site.url}readiness/diff/`)
  expect(await plain.locator('.pm-pick').isVisible()).toBe(false)
  const [said, from, to] = await Promise.all([
    plain.locator('.pm-newest > .pm-block').first().locator('> :is(.pm-lead, h3, ul)').allInnerTexts(),
    ...[0, 1].map((index) => plain.locator('.pm-newest .pm-facts a').nth(index).getAttribute('href')),
  ])
  const id = (href: string | null | undefined): string => href?.split('/').at(-2) ?? ''
  const page = await browser.newPage()
  await page.goto(`${site.url}readiness/diff/?from=${id(from)}&to=${id(to)}`)
  await page.locator('.pm-picked .pm-lead').waitFor()
  expect(await page.locator('.pm-picked > .pm-block > *').allInnerTexts()).toEqual(said)
  expect(said.length).toBeGreaterThan(1)
  await Promise.all([plain.close(), page.close()])
})
