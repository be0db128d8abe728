import {cp, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {AxeBuilder} from '@axe-core/playwright'
import type {Browser, BrowserContext, Page} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {workFolder} from '../../src/publish/tool.ts'
import {launchChromium} from '../setup/chromium.ts'
import {type Started, startCommand} from '../setup/command.ts'

let folder = ''
let root = ''
let browser: Browser
let context: BrowserContext
let serving: Started
let url = ''
const complaints: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'proofmark-form-'))
  root = path.join(folder, 'project')
  await cp(path.join(import.meta.dirname, '../fixtures/live'), root, {recursive: true})
  await writeFile(
    path.join(root, 'docs/launch.bindings.yaml'),
    'items:\n  recovery/guide: {attest: {question: Who read it?, renew_every: 180d}}\n',
  )
  // No round comes by itself: what changes was heard of.
  const args = ['serve', '--attest', '--no-run', '--port', '0', '--interval', '1h']
  serving = startCommand(args, root, {TARGET: 'http://127.0.0.1:9'})
  browser = await launchChromium()
  url = await serving.site()
  context = await browser.newContext({viewport: {width: 1440, height: 900}, colorScheme: 'light'})
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
}, 90_000)

afterAll(async () => {
  expect(await serving.stop()).toBe(130)
  await browser.close()
  await rm(workFolder(root), {recursive: true, force: true})
  await rm(folder, {recursive: true, force: true})
})

const eventually = {timeout: 20_000, interval: 50}

/** What axe says of a page, wide and narrow, light and dark, and how far it can be scrolled sideways. */
async function faultsOf(page: Page): Promise<unknown[]> {
  const faults: unknown[] = []
  for (const [width, colorScheme] of [
    [1440, 'dark'],
    [375, 'light'],
  ] as const) {
    await page.setViewportSize({width, height: 900})
    await page.emulateMedia({colorScheme})
    const {violations} = await new AxeBuilder({page}).analyze()
    faults.push(...violations.map(({id, nodes}) => [width, id, nodes.map(({html}) => html)]))
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    if (Number(wide) > width) faults.push([width, 'scrolls sideways', wide])
  }
  return faults
}

/** Goes on with Tab to what has this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let times = 0; times < 40; times += 1) {
    await page.keyboard.press('Tab')
    const here = '(document.activeElement.labels?.[0] ?? document.activeElement).textContent'
    if ((await page.evaluate(here)) === name) return
  }
  throw new Error(`expected \`${name}\` within reach of the keyboard`)
}

test('a person attests by keyboard from an item’s page, sees the file first, and open pages follow', async () => {
  expect(serving.said().out).toContain('Attest: open the page of an item')
  const checklist = await context.newPage()
  await checklist.goto(`${url}launch/`)
  const cell = checklist.locator('[id="recovery--guide"] .pm-cells dd').first()
  expect(await cell.innerText()).toContain('blocked')

  const page = await context.newPage()
  await page.goto(`${url}items/launch/recovery/guide/`)
  await page.getByRole('link', {name: 'Attest this'}).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/attest/launch/recovery/guide/')
  expect(await faultsOf(page)).toEqual([])

  await tabTo(page, 'Who says so')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  expect(await page.locator(':focus').getAttribute('role')).toBe('alert')
  expect(await faultsOf(page)).toEqual([])
  expect(complaints.splice(0)).toEqual([expect.stringContaining('422')])

  await tabTo(page, 'Who says so: Say who gives this word.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('ines.o')
  await tabTo(page, 'What was seen, where and how')
  await page.keyboard.type('Read it, and it **helped**.\n\n---\nAll of it.')
  await tabTo(page, 'Show what will be written')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', {name: 'Write this record?'}).waitFor()
  expect(await faultsOf(page)).toEqual([])
  expect(await readdir(path.join(root, 'docs'))).not.toContain('records')
  const shown = await page.getByRole('region', {name: 'What will be written'}).innerText()

  await tabTo(page, 'Write it')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/items/launch/recovery/guide/?attested=*')
  const [name = ''] = await readdir(path.join(root, 'docs/records'))
  expect(name).toMatch(/^\d{4}-\d\d-\d\d-recovery-guide-production\.md$/)
  const text = await readFile(path.join(root, 'docs/records', name), 'utf8')
  expect(
    shown
      .split('\n')
      .slice(3)
      .map((line) => line.slice(1))
      .join('\n')
      .trimEnd(),
  ).toBe(text.trimEnd())
  expect(text).toMatch(/by: ines\.o\n[\s\S]*\n---\n\nRead it, and it \*\*helped\*\*\.\n\n---\nAll of it\.\n$/)
  expect(await page.getByText(`Attested: docs/records/${name}.`).count()).toBe(1)

  await expect.poll(() => cell.innerText(), eventually).toMatch(/^pass/)
  await expect.poll(() => page.locator('.pm-state').innerText(), eventually).toContain('Production passes')
  expect(complaints).toEqual([])
}, 60_000)
