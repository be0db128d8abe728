import {cp, glob, readFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, inject, test} from 'vitest'
import {refillSite} from '../../src/publish/index.ts'
import {filesOf} from '../setup/files.ts'
import {projectIn, readFixture} from '../setup/fixture.ts'

const sites = inject('sites')

const text = (folder: string, file: string): Promise<string> => readFile(path.join(folder, file), 'utf8')

test('refilling the built pages gives, byte for byte, what a build over the new results gives', async () => {
  const refilled = path.join(sites.root, 'refilled')
  await cp(sites.broken, refilled, {recursive: true})
  const {mended, broken} = await readFixture(projectIn(sites.root))
  const {changed, stale} = await refillSite({root: sites.root, out: refilled, snapshot: mended})
  expect(stale).toBeNull()
  expect(changed).toContain('readiness/index.html')
  expect(changed).toContain('guide/configuration/index.html')
  expect(changed).not.toContain('guide/hostile/index.html')
  const [built, filled] = await Promise.all([filesOf(sites.mended), filesOf(refilled)])
  expect([...filled.keys()].sort()).toEqual([...built.keys()].sort())
  expect([...built].filter(([file, bytes]) => filled.get(file) !== bytes).map(([file]) => file)).toEqual([])

  await refillSite({root: sites.root, out: refilled, snapshot: broken})
  const [first, back] = await Promise.all([filesOf(sites.broken), filesOf(refilled)])
  expect([...first].filter(([file, bytes]) => back.get(file) !== bytes).map(([file]) => file)).toEqual([])
})

test('a checklist that changed is not refilled but built', async () => {
  const {mended} = await readFixture(projectIn(sites.root))
  const changed = {
    ...mended,
    checklists: mended.checklists.map((checklist) => ({...checklist, digest: '0'.repeat(64)})),
  }
  expect(await refillSite({root: sites.root, out: sites.broken, snapshot: changed})).toEqual({
    changed: [],
    stale: 'the checklist `readiness` has changed',
  })
  expect(await refillSite({root: sites.root, out: path.join(sites.root, 'none'), snapshot: mended})).toEqual({
    changed: [],
    stale: 'there is no built site',
  })
})

test('every document and every item has a page', async () => {
  const {documents, broken} = await readFixture(projectIn(sites.root))
  const files = [...(await filesOf(sites.broken)).keys()]
  for (const {route} of documents) expect(files).toContain(path.join(route, 'index.html'))
  for (const {id} of broken.checklists[0]?.items ?? [])
    expect(files).toContain(path.join('items/readiness', id, 'index.html'))
  expect(files).toEqual(expect.arrayContaining(['index.html', '404.html', 'status.json', 'filters.css', 'favicon.svg']))
})

test('every link of every page leads to a page, a file or a heading that is there', async () => {
  const files = await filesOf(sites.broken)
  const pages = [...files.keys()].filter((file) => file.endsWith('.html'))
  const ids = new Map<string, Set<string>>()
  const links: {from: string; to: string}[] = []
  for (const page of pages) {
    const html = Buffer.from(files.get(page) ?? '', 'base64').toString('utf8')
    ids.set(page, new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id)))
    for (const [, to = ''] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) links.push({from: page, to})
  }
  const leadsNowhere = links.filter(({from, to}) => {
    const {origin, pathname, hash} = new URL(to.replaceAll('&#x26;', '&'), `http://site/${from}`)
    if (origin !== 'http://site') return false
    const file = decodeURIComponent(pathname).slice(1)
    const found = [file, path.join(file, 'index.html')].find((name) => files.has(name))
    return found === undefined || (hash !== '' && ids.get(found)?.has(decodeURIComponent(hash).slice(1)) !== true)
  })
  expect(links.length).toBeGreaterThan(500)
  expect([...new Set(leadsNowhere.map(({from, to}) => `${from}: ${to}`))]).toEqual([])
})

test('status.json says where everything stands', async () => {
  const status: unknown = JSON.parse(await text(sites.broken, 'status.json'))
  expect(status).toMatchObject({
    version: 1,
    service: 'Signals',
    environments: [
      {
        name: 'production',
        gates: [{name: 'go-live', verdict: 'unmet'}],
        items: {'readiness:access/dev-auth': {status: 'fail'}},
      },
      {name: 'staging', gates: [{name: 'rehearsal', verdict: 'met'}]},
    ],
  })
})

test('every page names the feed of what changed, and tells who shows a link what it is', async () => {
  for (const page of ['index.html', 'readiness/index.html', 'items/readiness/access/dev-auth/index.html']) {
    const html = await text(sites.broken, page)
    expect(html).toContain(
      '<link rel="alternate" type="application/atom+xml" title="What changed" href="/changes.atom"/>',
    )
    for (const name of ['og:title', 'og:site_name']) expect(html).toContain(`<meta property="${name}" content="`)
    // A picture is shown by its full address alone, which this site does not know.
    expect(html).not.toContain('og:image')
  }
})

test('the HTML holds moments, and no age', async () => {
  const html = await text(sites.broken, 'index.html')
  expect(html).toContain(
    '<time datetime="2026-11-24T14:02:11Z">24\u00a0Nov\u00a02026,\u00a014:02\u00a0UTC</time><span class="pm-age"></span>',
  )
  expect(html).not.toMatch(/\d\s(min|h|days) ago/)
})

test('every page has one policy, and no page a script that is not the shell’s', async () => {
  const policies = new Set<string>()
  for await (const page of glob('**/*.html', {cwd: sites.broken})) {
    const [, policy = ''] =
      /<meta http-equiv="content-security-policy" content="([^"]*)">/.exec(await text(sites.broken, page)) ?? []
    policies.add(policy)
  }
  expect(policies.size).toBe(1)
  const [policy] = policies
  expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-")
  expect(policy).not.toMatch(/https?:|\*/)
})

test('nothing is left of the work', async () => {
  const files = [...(await filesOf(sites.broken)).keys()]
  expect(
    files.filter((file) => /\.(part|next|before|map)$|node_modules|pages\.json|snapshot\.json/.test(file)),
  ).toEqual([])
})
