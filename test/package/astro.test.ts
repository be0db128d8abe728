import {glob, mkdir, mkdtemp, readdir, readFile, rm} from 'node:fs/promises'
import path from 'node:path'
import {pathToFileURL} from 'node:url'
import {AxeBuilder} from '@axe-core/playwright'
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, inject, test} from 'vitest'
import {launchChromium} from '../setup/chromium.ts'
import {serveFolder} from '../setup/serve.ts'
import {run} from './run.ts'

const {tarball} = inject('packed')
const repository = path.join(import.meta.dirname, '../..')
let folder: string
let browser: Browser

/** The sites as their hosts have them: the first one stands below `/team`, and has a policy of its own. */
const astro = {name: 'an Astro site', at: 'astro-site/public'}
const served = {name: 'the same for a server, with checklists alone', at: 'astro-site/served/client'}
const open = {name: 'a Starlight site for anybody', at: 'starlight-site/dist'}
const inside = {name: 'the same for the team alone', at: 'starlight-site/dist-internal'}

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

test.each([astro, served, open, inside])('every link inside of $name arrives, with its fragment', async ({at}) => {
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

test('pictures of a checklist come along, and diagrams are drawn', async () => {
  expect(await plain('readiness/launch')).toMatch(/<figure class="pm-diagram">.*aria-label="Flowchart 1".*>Refund</s)
  expect(await plain('readiness/launch')).toContain('src="/team/readiness/files/docs/flow.svg"')
  expect(await page('astro-site/public/team/readiness/files/docs/flow.svg')).toContain('<svg')
})

test('runs, records, problems, checks and evidence have pages, below the same address, for the team alone', async () => {
  const runs = words(await plain('readiness/runs'))
  expect(runs).toMatch(
    /Production .*met .*nothing changed.* Staging .*unmet .*2 items changed: 2 worse .* the first kept run/,
  )
  const [, newest = ''] =
    /href="\/team\/(readiness\/runs\/staging\/[^"]*)\.html"/.exec(await plain('readiness/runs')) ?? []
  expect(words(await plain(newest))).toMatch(/Got worse fail was pass Debug headers/)
  expect(words(await plain('readiness/records'))).toContain('No record counts: nobody has stated anything that does.')
  expect(words(await plain('readiness/checks'))).toMatch(/PAYMENTS_DEBUG=false/)
  expect(words(await plain('readiness/problems'))).toContain('No problems: nothing is wrong')
  expect(words(await plain('readiness/audit/launch'))).toMatch(/Audit print .* expected PAYMENTS_DEBUG to be "false"/)
  expect(await plain('readiness')).toContain('<a href="/team/readiness/records.html">Records and expiries</a>')
  expect(words(await page(`${inside.at}/ready/runs/index.html`))).toMatch(/1 item changed: 1 better/)
  expect((await readdir(path.join(folder, open.at, 'ready'))).toSorted()).toEqual(['index.html', 'items', 'launch'])
})

test('where nothing but checklists is wanted, an item is its sentence, and nothing tells of what is not there', async () => {
  const files = await readdir(path.join(folder, served.at, 'team/readiness'))
  expect(files.toSorted()).toEqual(['files', 'launch.html', 'on-call.html'])
  const html = await page(`${served.at}/team/readiness/launch.html`)
  expect(html).toContain('<h1 id="_top"')
  expect(html).not.toMatch(/readiness\/(readiness|audit|runs)|<dt>Evidence/)
})

test('a page that is drawn when it is asked for says where an item stands, too', async () => {
  const {answer} = await import(pathToFileURL(path.join(folder, 'astro-site/served/server/entry.mjs')).href)
  const html = await (await answer(new Request('https://acme.example/team'))).text()
  expect(words(html)).toMatch(/Debug headers: production pass , staging fail \./)
  expect(html).toContain('<a href="/team/readiness/launch.html#access--payments-debug" title="Debug headers are off')
})

test('where a router swaps pages, filters and ages are there on each of them', async () => {
  const {url, close} = await serveFolder(path.join(folder, served.at))
  const shown = await browser.newPage()
  try {
    const listed = shown.getByRole('link', {name: 'Go live <of payments> & refunds'})
    await shown.goto(`${url}team/readiness.html`)
    await shown.evaluate(() => Object.assign(window, {isSame: true}))
    for (const filter of [/^blocked/, /^failing/]) {
      await listed.click()
      await shown.locator('.pm-filters').getByRole('link', {name: filter}).click()
      expect(await shown.locator('.pm-showing:visible').innerText()).toMatch(/^\d of 5 shown/)
      expect(await shown.locator('.pm-link').count()).toBe(5)
      expect(await shown.locator('.pm-age').first().innerText()).toMatch(/\d\smin\sago/)
      await shown.locator('.pm-crumb a').click()
      await listed.waitFor()
    }
    await shown.goBack()
    expect(await shown.locator('.pm-showing:visible').innerText()).toMatch(/^1 of 5 shown: failing/)
    expect(await shown.evaluate(() => 'isSame' in window)).toBe(true)
  } finally {
    await shown.close()
    await close()
  }
})

describe.each([
  {...astro, below: 'team/readiness/', end: '.html', looked: ['launch', 'runs']},
  {...inside, below: 'ready/', end: '/', looked: ['launch', 'diff']},
])('in $name', ({at, below, end, looked}) => {
  let site: Awaited<ReturnType<typeof serveFolder>>
  let shown: Page
  const errors: string[] = []

  beforeAll(async () => {
    site = await serveFolder(path.join(folder, at))
    shown = await (await browser.newContext({viewport: {width: 1440, height: 900}})).newPage()
    shown.on('console', (message) => {
      if (message.type() === 'error') errors.push(`${shown.url()} ${message.text()}`)
    })
    shown.on('pageerror', ({message}) => errors.push(message))
  })
  afterAll(async () => {
    await shown?.context().close()
    await site?.close()
  })
  const go = (name: string, rest = '') => shown.goto(`${site.url}${below}${name}${end}${rest}`)

  test('filters are in the address and outlive a reload; what is linked to is open', async () => {
    await go('launch')
    await shown
      .locator('.pm-filters')
      .getByRole('link', {name: /^blocked/})
      .click()
    expect(new URL(shown.url()).search).toBe('?show=blocked')
    await shown.reload()
    expect(await shown.getByText('Debug headers are off').first().isVisible()).toBe(false)
    expect(await shown.locator('.pm-showing:visible').innerText()).toMatch(/^\d of \d shown: blocked/)
    await shown
      .getByRole('link', {name: /^Show all/})
      .first()
      .click()
    expect(await shown.locator('#pm-live').textContent()).toMatch(/^All \d items are shown\.$/)
    const link = await shown.locator('.pm-item a.pm-link').first().getAttribute('href')
    await go('launch', link ?? '')
    expect(await shown.locator('.pm-item .pm-more[open]').count()).toBe(1)
    expect(await shown.locator('.pm-age').first().innerText()).toMatch(/\d\smin\sago/)
  })

  test('two runs are picked, and the address says which', async () => {
    await go('diff')
    const [from, to] = [shown.locator('.pm-pick select').first(), shown.locator('.pm-pick select').last()]
    await from.locator('option').nth(1).waitFor({state: 'attached'})
    const ids = await from.locator('option').evaluateAll((all) => all.map((each) => each.getAttribute('value') ?? ''))
    const [newest = '', before = ''] = ids.slice(-2)
    await to.selectOption(before)
    await from.selectOption(newest)
    expect(new URL(shown.url()).search).toBe(`?from=${newest}&to=${before}`)
    expect(await shown.locator('.pm-picked').innerText()).toMatch(/got better|are alike|got worse/)
    const item = await shown.locator('.pm-picked a').first().getAttribute('href')
    expect((await shown.request.get(new URL(item ?? '', site.url).href)).status()).toBe(200)
  })

  test('a checklist and its evidence print with a cover, and nothing around them', async () => {
    await shown.emulateMedia({media: 'print'})
    for (const name of ['launch', 'audit/launch']) {
      await go(name)
      expect(await shown.locator('.pm-print-cover').isVisible()).toBe(true)
      for (const gone of ['h1', 'nav', 'footer', '.pm-bar', '.pm-crumb', '.pm-rest', '.pm-age'])
        for (const place of await shown.locator(gone).all()) expect(await place.isVisible(), gone).toBe(false)
    }
    await shown.emulateMedia({media: 'screen'})
  })

  test('what has run out is taken back, however old the page is', async () => {
    await shown.clock.setFixedTime(Date.now() + 100 * 24 * 3_600_000)
    await go('launch')
    expect(await shown.locator('.pm-age').first().innerText()).toMatch(/100\sdays\sago/)
    expect(await shown.locator(':root.pm-past').count()).toBe(1)
  })

  test('no page has a fault that axe or the console tells, or is wider than a telephone', async () => {
    await shown.setViewportSize({width: 375, height: 900})
    for (const [index, name] of looked.entries()) {
      await shown.emulateMedia({colorScheme: index === 0 ? 'light' : 'dark'})
      await go(name)
      const {violations} = await new AxeBuilder({page: shown}).analyze()
      expect(violations.map(({id, nodes}) => [id, nodes.map(({html}) => html)])).toEqual([])
      expect(await shown.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    }
    expect(errors).toEqual([])
  })
})
