import {glob, mkdir, mkdtemp, readFile, rm} from 'node:fs/promises'
import path from 'node:path'
import {AxeBuilder} from '@axe-core/playwright'
import type {Browser} from 'playwright-core'
import {afterAll, beforeAll, expect, inject, test} from 'vitest'
import {launchChromium} from '../setup/chromium.ts'
import {serveFolder} from '../setup/serve.ts'
import {run} from './run.ts'

const {tarball} = inject('packed')
const repository = path.join(import.meta.dirname, '../..')
let folder: string
let browser: Browser

/** Both sites as their hosts have them: the first one stands below `/team`. */
const sites = [
  {name: 'astro-site', at: 'astro-site/public', checklist: 'team/readiness/launch.html'},
  {name: 'starlight-site', at: 'starlight-site/dist', checklist: 'ready/launch/'},
]

beforeAll(async () => {
  // Astro finds its own parts only where it shares the first folder of its path with the site.
  await mkdir(path.join(repository, '.proofmark'), {recursive: true})
  folder = await mkdtemp(path.join(repository, '.proofmark/hosts-'))
  const installed = path.join(folder, 'node_modules/proofmark')
  await mkdir(installed, {recursive: true})
  const unpacked = await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components', '1'], folder)
  expect(unpacked.code).toBe(0)
  const {code, out, err} = await run(
    process.execPath,
    [path.join(import.meta.dirname, 'build-hosts.ts'), folder],
    folder,
  )
  if (code !== 0) throw new Error(out + err)
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  await rm(folder, {recursive: true, force: true})
})

const page = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8')
const plain = (name: string): Promise<string> => page(`astro-site/public/team/${name}.html`)
const starlight = (name: string): Promise<string> => page(`starlight-site/dist/${name}/index.html`)
/** What is read of a page. */
const words = (html: string): string =>
  html
    .replace(/^[\s\S]*<body/, '<body')
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')

test('a checklist has its prose, in order, with the verdicts of each environment beside it', async () => {
  const html = await plain('readiness/launch')
  expect(html).toContain('<h1 id="_top" dir="auto">Go live &lt;of payments&gt; &amp; refunds</h1>')
  expect(html).toContain('<title>Go live &lt;of payments&gt; &amp; refunds</title>')
  expect(html).toContain('<meta name="robots" content="noindex">')
  expect(words(html)).toMatch(
    /Read this with .*Access.* Debug headers are off .* production pass staging fail .*owner Platform.* The plan is written.* Somebody wrote it .*Recovery.* A backup was restored.*TLS-1/,
  )
  const public_ = await starlight('ready/launch')
  expect(words(public_)).toMatch(/Launch of orders.*Access.*Debug headers are off production pass.*The admin page/)
  expect(public_).not.toContain('secret team')
})

test('links lead where the site has its pages, to its own documents, to the forge, or nowhere', async () => {
  const html = await plain('readiness/launch')
  expect(html).toContain('href="https://git.acme.example/payments/blob/main/docs/runbook.md#L1"')
  expect(html).toContain('<a href="/team/readiness/on-call.html">on call</a>')
  expect(html).toContain('<a href="/team/readiness/items/launch/access/payments-debug.html">')
  const public_ = await starlight('ready/launch')
  expect(public_).toContain('<a href="/guides/restore-it/#first">runbook</a>')
  expect(public_).toContain('<span>plan</span>')
  expect(public_).toContain('<a href="/ready/items/launch/access/debug-headers-off/">')
})

test('an item has a page of its own', async () => {
  const html = await plain('readiness/items/launch/access/payments-debug')
  expect(html).toContain('Debug headers are off (<code>PAYMENTS_DEBUG=false</code>)</h1>')
  expect(words(html)).toContain('Production passes. Staging fails')
  const public_ = await starlight('ready/items/launch/access/debug-headers-off')
  expect(public_).toMatch(/<title>Debug headers are off \| Orders<\/title>/)
  expect(words(public_)).toContain('Production passes.')
})

test('components say in any page where items and gates stand', async () => {
  const home = words(await plain('index'))
  expect(home).toMatch(/Debug headers: production pass , staging fail \. Certificates: production blocked /)
  expect(home).toMatch(/Production: yes \. .* Staging: not yet \. 2 items fail\./)
  expect((await plain('index')).match(/id="pm-pass"/g)).toHaveLength(1)
  expect(words(await starlight('guides/restore-it'))).toContain('are off: production pass .')
})

test('remark in the same site says beside task items where they stand', async () => {
  const html = await plain('on-call')
  expect(words(html)).toMatch(/The rota is filled production: pass staging: fail The pager rings production: blocked/)
  expect(html).toContain('data-proofmark-item="on-call:call/rota-filled"')
})

test.each(sites)('every link inside of $name arrives, with its fragment', async ({at}) => {
  const root = path.join(folder, at)
  const pages = new Map<string, string>()
  for await (const file of glob('**/*.html', {cwd: root})) pages.set(`/${file}`, await page(path.join(at, file)))
  const ids = new Map(
    [...pages].map(([name, html]) => [name, new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id))]),
  )
  const dead: string[] = []
  let followed = 0
  for (const [name, html] of pages)
    for (const [, url = ''] of html.matchAll(/<a\b[^>]*\shref="([^"]*)"/g)) {
      const to = new URL(url.replaceAll(/&#x26;|&amp;/g, '&'), `https://here.invalid${name}`)
      if (to.host !== 'here.invalid' || url === '#_top') continue
      followed++
      const target = decodeURIComponent(to.pathname).replace(/\/$/, '/index.html')
      const fragment = decodeURIComponent(to.hash.slice(1))
      if (fragment === '' ? !pages.has(target) : !ids.get(target)?.has(fragment)) dead.push(`${name}: ${url}`)
    }
  expect(followed).toBeGreaterThan(30)
  expect(dead).toEqual([])
})

test('pictures of a checklist come along', async () => {
  expect(await plain('readiness/launch')).toContain('src="/team/readiness/files/docs/flow.svg"')
  expect(await page('astro-site/public/team/readiness/files/docs/flow.svg')).toContain('<svg')
})

test.each(sites)('the checklist in $name has no fault that axe or the console tells', async ({at, checklist}) => {
  const {url, close} = await serveFolder(path.join(folder, at))
  const context = await browser.newContext({viewport: {width: 375, height: 900}})
  const errors: string[] = []
  try {
    const shown = await context.newPage()
    shown.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    shown.on('pageerror', ({message}) => errors.push(message))
    await shown.goto(url + checklist)
    for (const [width, colorScheme] of [
      [375, 'dark'],
      [1440, 'light'],
    ] as const) {
      await shown.setViewportSize({width, height: 900})
      await shown.emulateMedia({colorScheme})
      const {violations} = await new AxeBuilder({page: shown}).analyze()
      expect(violations.map(({id, nodes}) => [id, nodes.map(({html}) => html)])).toEqual([])
      expect(await shown.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    }
    expect(errors).toEqual([])
  } finally {
    await context.close()
    await close()
  }
})
