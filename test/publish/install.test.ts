import {mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {cacheFolder, install} from '../../src/publish/install-tool.ts'

let root: string
let from: string
const wanted = [['astro', '7.0.0']]

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'proofmark-install-'))
  from = path.join(root, 'shipped')
  await mkdir(from)
  for (const name of ['package.json', 'package-lock.json']) await writeFile(path.join(from, name), '{}\n')
})

afterEach(() => rm(root, {recursive: true, force: true}))

/** An npm of which it is known what it does; it takes a moment, so that two of them meet. */
async function npmThat(does: string): Promise<Record<string, string>> {
  const file = path.join(root, 'npm-cli.mjs')
  await writeFile(file, `import fs from 'node:fs'\nsetTimeout(() => {\n${does}\n}, 50)\n`)
  return {npm_execpath: file, XDG_CACHE_HOME: path.join(root, 'cache')}
}

const installs =
  "fs.mkdirSync('node_modules/astro', {recursive: true}); fs.writeFileSync('asked', process.argv.slice(2).join(' '))"

test('packages are installed from the lockfile, without scripts, and a line says so before', async () => {
  const env = await npmThat(installs)
  const folder = await cacheFolder(from, env)
  const said: string[] = []
  expect(await install({from, folder, env, say: (sentence) => said.push(sentence), wanted})).toBeNull()
  expect(said).toEqual([`A site is built with Astro: installing astro@7.0.0 once, near 250 MB, into ${folder}`])
  expect(await readFile(path.join(folder, 'asked'), 'utf8')).toMatch(/^ci .*--ignore-scripts/)
  expect((await readdir(folder)).toSorted()).toEqual(['asked', 'node_modules', 'package-lock.json', 'package.json'])
})

test('two processes at once do no harm, and leave one folder', async () => {
  const env = await npmThat(installs)
  const folder = await cacheFolder(from, env)
  const ask = {from, folder, env, say: () => {}, wanted}
  expect(await Promise.all([install(ask), install(ask)])).toEqual([null, null])
  expect(await readdir(path.dirname(folder))).toEqual([path.basename(folder)])
})

test('what a stopped installation left behind long ago is deleted, and one that goes on stays', async () => {
  const env = await npmThat(installs)
  const folder = await cacheFolder(from, env)
  const [stopped, going] = [`${folder}.stopped`, `${folder}.going`]
  for (const each of [stopped, going]) await mkdir(each, {recursive: true})
  await utimes(stopped, 0, 0)
  expect(await install({from, folder, env, say: () => {}, wanted})).toBeNull()
  expect((await readdir(path.dirname(folder))).toSorted()).toEqual([folder, going].map((each) => path.basename(each)))
})

test('an npm that fails leaves nothing, and the sentence says why and what to do', async () => {
  const env = await npmThat(
    "console.error('npm error code ENOTCACHED\\nnpm error request to the registry failed'); process.exit(1)",
  )
  const folder = await cacheFolder(from, env)
  expect(await install({from, folder, env, say: () => {}, wanted})).toBe(
    'Unexpected end of `npm ci` (request to the registry failed), expected Astro; `npm install -D astro@7.0.0` in the project gives it what a site is built with',
  )
  expect(await readdir(path.dirname(folder))).toEqual([])
})

test('PROOFMARK_NO_INSTALL forbids it, and nothing is written', async () => {
  const env = {...(await npmThat(installs)), PROOFMARK_NO_INSTALL: '1'}
  const folder = await cacheFolder(from, env)
  const say = () => expect.unreachable()
  expect(await install({from, folder, env, say, wanted})).toMatch(
    /PROOFMARK_NO_INSTALL .*`npm install -D astro@7\.0\.0`/,
  )
  expect((await readdir(root)).toSorted()).toEqual(['npm-cli.mjs', 'shipped'])
})

test('another lockfile, and another kind of machine, have another folder', async () => {
  const env = {XDG_CACHE_HOME: '/cache'}
  const before = await cacheFolder(from, env)
  expect(before).toContain(`-${process.platform}-${process.arch}`)
  await writeFile(path.join(from, 'package-lock.json'), '{"lockfileVersion": 3}\n')
  expect(await cacheFolder(from, env)).not.toBe(before)
  expect(await cacheFolder(from, {HOME: '/home/me'})).toMatch(/^\/home\/me\/\.cache\/proofmark\/site-/)
})
