import {existsSync} from 'node:fs'
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {afterAll, beforeAll, expect, inject, test} from 'vitest'
import * as z from 'zod'
import {type Ended, installed, run} from './run.ts'

const {tarball} = inject('packed')
let folder: string

// A style that no fixture has: an ordered list, boxes of several kinds, a heading by underlining, bold lead-ins.
const checklist = `# Go live: payments gateway

Owner: @payments. Read it with the release captain.

1. [ ] **TLS** – the certificate is valid for 30 days
2. [x] Rollback rehearsed, see [the runbook](runbook.md)
   * [ ] \`GET /healthz\` gives 200
   * [X] The pager rota is filled
3. [~] PCI scan (not for the sandbox)

Before the day
--------------

+ [ ] Dashboards are linked in [the wiki](https://wiki.example/pay)
+ [ ] \`PAYMENTS_DEBUG=false\` in production
`

beforeAll(async () => {
  folder = await installed(tarball)
  await mkdir(path.join(folder, 'ops'))
  await writeFile(path.join(folder, 'ops/go-live.md'), checklist)
  await writeFile(path.join(folder, 'ops/runbook.md'), '# Runbook\n\nCall the captain.\n')
})

afterAll(() => rm(folder, {recursive: true, force: true}))

/** Runs a command with a cache of its own, and what \`npm ci\` fetched at hand. */
const proofmark = (args: string, more: Record<string, string> = {}): Promise<Ended> =>
  run('npx', ['proofmark', ...args.split(' ')], folder, {
    XDG_CACHE_HOME: path.join(folder, 'cache'),
    npm_config_prefer_offline: 'true',
    ...more,
  })

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      optional: z.boolean().optional(),
      dependencies: z.record(z.string(), z.string()).default({}),
    }),
  ),
})
const lockIn = async (at: string) =>
  Lock.parse(JSON.parse(await readFile(path.join(at, 'package-lock.json'), 'utf8'))).packages

test('what a site is built with is pinned by our own lockfile, whole, and names no host', async () => {
  const {'': _, ...shipped} = await lockIn(path.join(folder, 'node_modules/proofmark/dist/site'))
  const own = await lockIn(path.join(import.meta.dirname, '../..'))
  expect(Object.keys(shipped).length).toBeGreaterThan(200)
  for (const [at, {version, integrity, resolved, dependencies}] of Object.entries(shipped)) {
    expect({at, version, integrity}).toEqual({at, version: own[at]?.version, integrity: own[at]?.integrity})
    expect(resolved).toBeUndefined()
    for (const name of Object.keys(dependencies))
      expect(
        Object.keys(shipped).some((place) => place.endsWith(`node_modules/${name}`)),
        `${at} needs ${name}`,
      ).toBe(true)
  }
})

test('an install brings nothing that only a site needs', () => {
  expect(existsSync(path.join(folder, 'node_modules/astro'))).toBe(false)
})

test.each([
  ['where it is forbidden to install', {PROOFMARK_NO_INSTALL: '1'}],
  ['where npm reaches nothing', {npm_config_offline: 'true'}],
])('a build without Astro says what to do, %s', async (_, more) => {
  const empty = {npm_config_cache: path.join(folder, 'empty')}
  const {code, err} = await proofmark('build ops/go-live.md', {...more, ...empty})
  expect(code).toBe(2)
  expect(err).toMatch(
    /expected .*Astro.*`npm install -D astro@\S+ @astrojs\/starlight@\S+ pagefind@\S+ beautiful-mermaid@\S+ @resvg\/resvg-wasm@\S+ dejavu-fonts-ttf@\S+`/s,
  )
  expect(existsSync(path.join(folder, '_site'))).toBe(false)
})

test('from a checklist of any style to a run and a site, by three commands', async () => {
  const init = await proofmark('init --yes')
  expect(init).toMatchObject({code: 0, err: ''})
  const judged = await proofmark('run')
  expect(judged.code).toBe(1)
  expect(judged.out).toContain('The pager rota is filled')
  const {code, out, err} = await proofmark('build')
  expect({code, err}).toEqual({
    code: 0,
    err: expect.stringMatching(/^A site is built with Astro: installing astro@\S+ .* into \S+\n$/),
  })
  expect(out).toMatch(/^Site: _site \(\d+ pages\)\n$/)
  const page = await readFile(path.join(folder, '_site/go-live/index.html'), 'utf8')
  expect(page).toContain('The pager rota is filled')
  expect(page).toMatch(/<pm-verdict [^>]*data-item="[^"]+"/)
  expect(existsSync(path.join(folder, '_site/pagefind/pagefind.js'))).toBe(true)
  await proofmark('run')
  const again = await proofmark('build')
  expect(again).toMatchObject({code: 0, err: ''})
  expect(again.out).toMatch(/^Site: _site \(\d+ pages, [1-9]\d* of them changed by new results\)\n$/)
}, 180_000)
