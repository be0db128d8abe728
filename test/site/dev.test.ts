import {cp, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {workFolder} from '../../src/publish/tool.ts'
import {launchChromium} from '../setup/chromium.ts'
import {type Started, startCommand} from '../setup/command.ts'

let folder = ''
let root = ''
let browser: Browser
let page: Page
let serving: Started
let url = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'proofmark-dev-'))
  root = path.join(folder, 'project')
  await cp(path.join(import.meta.dirname, '../fixtures/live'), root, {recursive: true})
  serving = startCommand(['dev', '--port', '0'], root, {TARGET: 'http://127.0.0.1:9'})
  browser = await launchChromium()
  url = await serving.site()
  page = await browser.newPage()
}, 90_000)

afterAll(async () => {
  expect(await serving.stop()).toBe(130)
  await browser.close()
  await rm(workFolder(root), {recursive: true, force: true})
  await rm(folder, {recursive: true, force: true})
})

const eventually = {timeout: 25_000, interval: 50}
const textOf = (name: string): Promise<string> => readFile(path.join(root, name), 'utf8')
const written = (name: string, text: string): Promise<void> => writeFile(path.join(root, name), text)

test('a sentence that is saved is on the open page, and so is one of the checklist, with its verdict', async () => {
  await page.goto(`${url}guide/`)
  await written('docs/guide.md', (await textOf('docs/guide.md')).replace('as it was', 'as it is now'))
  await expect.poll(() => page.locator('main').innerText(), eventually).toContain('as it is now')

  await page.goto(`${url}launch/`)
  await written('docs/launch.md', (await textOf('docs/launch.md')).replace('refuse a caller', 'refuse everybody'))
  await expect.poll(() => page.locator('main').innerText(), eventually).toContain('refuse everybody')
  expect(await page.locator('li.pm-item dd').first().innerText()).toContain('blocked')
})

test('what a built site has beside its pages is there too', async () => {
  const badge = await fetch(`${url}badge/production.svg`)
  expect([badge.status, badge.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8'])
  expect(await badge.text()).toMatch(/^<svg [^>]*aria-label="production: /)
  expect(await (await fetch(`${url}changes.atom`)).text()).toContain('<feed ')
  expect(await (await fetch(`${url}history.json`)).json()).toMatchObject({version: 1})
  expect((await fetch(`${url}badge/nowhere.svg`)).status).toBe(404)
})

test('what cannot be read is told, and the page stays', async () => {
  const bindings = await textOf('docs/launch.bindings.yaml')
  await written('docs/launch.bindings.yaml', `${bindings}itemz: {}\n`)
  await expect.poll(() => serving.said().err, eventually).toContain('docs/launch.bindings.yaml:')
  expect((await page.goto(`${url}launch/`))?.status()).toBe(200)
  await written('docs/launch.bindings.yaml', bindings)
  await expect.poll(() => serving.said().err, eventually).toContain('All of it can be read again.')
})

test('a page that is added is told, and the others follow as before', async () => {
  await written('docs/second.md', '# A second guide\n')
  await expect.poll(() => serving.said().err, eventually).toContain('start `proofmark dev` again')
  await page.goto(`${url}guide/`)
  await written('docs/guide.md', (await textOf('docs/guide.md')).replace('as it is now', 'as it will be'))
  await expect.poll(() => page.locator('main').innerText(), eventually).toContain('as it will be')
})
