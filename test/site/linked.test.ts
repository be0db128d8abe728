import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type {Browser} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {serveSite} from '../../src/live/index.ts'
import {copyLinkedFiles} from '../../src/publish/files.ts'
import {launchChromium} from '../setup/chromium.ts'
import {serveFolder} from '../setup/serve.ts'

const run = "document.documentElement.setAttribute('data-ran', '')"
const html = `<!doctype html><html onclick="${run}"><head><style>p {color: rgb(1, 2, 3)}</style></head><body><p>92 %</p><script>${run}</script>`
const reports: Readonly<Record<string, string | Buffer>> = {
  'inline.html': html,
  'bare.html': `<p style="color: rgb(1, 2, 3)">92 %</p><script>${run}</script>`,
  'event.html': `<p style="color: rgb(1, 2, 3)">92 %</p><img src="none.png" onerror="${run}">`,
  'loads.html': `<p style="color: rgb(1, 2, 3)">92 %</p><script src="run.js"></script>`,
  'script-first.html': `<script>${run}</script>${html}`,
  'comment.html': `<!--><script>${run}</script>-->${html}`,
  'xml.html': `<?xml version="1.0"?>${html}`,
  'bom.html': `\uFEFF${html}`,
  'wide.html': Buffer.from(`\uFEFF${html}`, 'utf16le'),
  'wide-xml.html': Buffer.from(`<?xml version="1.0"?>${html}`, 'utf16le'),
}

let root = ''
let out = ''
let browser: Browser
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'proofmark-reports-'))
  out = path.join(root, 'out')
  await mkdir(out)
  await writeFile(path.join(out, '404.html'), 'None')
  const files = {
    ...reports,
    'run.js': run,
    'drawing.svg': `<svg xmlns="http://www.w3.org/2000/svg"><script>${run}</script></svg>`,
  }
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(root, name), text)
  const links = Object.keys(files).map((name) => `<a href="/files/${name}">x</a>`)
  await copyLinkedFiles(root, '/', [{html: links.join('')}], out)
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await rm(root, {recursive: true, force: true})
})

const looks = {ran: false, colour: 'rgb(1, 2, 3)'}

test('a report that a page links to looks as it does and runs nothing, wherever the site stands', async () => {
  const hosts = [await serveFolder(out), await serveSite({folder: out, host: '127.0.0.1', port: 0})]
  const page = await browser.newPage()
  for (const {url} of hosts)
    for (const name of Object.keys(reports)) {
      await page.goto(`${url}files/${name}`)
      const seen = await page.evaluate(() => {
        document.documentElement.click()
        const [words] = document.getElementsByTagName('p')
        return {
          ran: document.documentElement.hasAttribute('data-ran'),
          colour: words === undefined ? null : getComputedStyle(words).color,
        }
      })
      // Without the two bytes that say its encoding, and with ours before its own, that one is no tag at all.
      expect({name, ...seen}).toEqual({name, ...(name === 'wide-xml.html' ? {ran: false, colour: null} : looks)})
    }
  // No file but a page can say so itself: where the server can.
  await page.goto(`${hosts[1]?.url}files/drawing.svg`)
  expect(await page.evaluate(() => document.documentElement.hasAttribute('data-ran'))).toBe(false)
  await page.close()
  for (const host of hosts) await host.close()
})
