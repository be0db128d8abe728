import {readdir} from 'node:fs/promises'
import path from 'node:path'
import {AxeBuilder} from '@axe-core/playwright'
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, expect, inject, test} from 'vitest'
import {launchChromium} from '../setup/chromium.ts'
import {serveFolder} from '../setup/serve.ts'

const sites = inject('sites')
let browser: Browser
let site: Awaited<ReturnType<typeof serveFolder>>
let runs: string[] = []

beforeAll(async () => {
  ;[browser, site, runs] = await Promise.all([
    launchChromium(),
    serveFolder(sites.mended),
    readdir(path.join(sites.mended, 'readiness/runs/production')),
  ])
})

afterAll(async () => {
  await Promise.all([browser?.close(), site?.close()])
})

const spaced = async (page: Page, selector: string): Promise<string> =>
  (await page.locator(selector).first().innerText()).replaceAll(/\s+/g, ' ')

test('the pages about the past break no rule of axe, narrow and wide, light and dark, and complain of nothing', async () => {
  const page = await (await browser.newContext()).newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  const seen: string[] = []
  const newest = runs.toSorted().at(-1) ?? ''
  for (const where of [
    'readiness/runs/',
    `readiness/runs/production/${newest}/`,
    'readiness/runs/run/',
    'readiness/diff/',
  ])
    for (const [width, theme] of [
      [375, 'light'],
      [1440, 'dark'],
    ] as const) {
      await page.setViewportSize({width, height: 900})
      await page.goto(site.url + where, {waitUntil: 'networkidle'})
      await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
      const {violations} = await new AxeBuilder({page}).analyze()
      seen.push(...violations.map(({id, nodes}) => `${where} ${id}: ${nodes.map(({html}) => html).join(' ')}`))
      await page.setViewportSize({width: 320, height: 800})
      if (Number(await page.evaluate('document.documentElement.scrollWidth')) > 320)
        seen.push(`${where} scrolls sideways`)
    }
  expect(seen).toEqual([])
  expect(complaints).toEqual([])
  await page.context().close()
})

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
