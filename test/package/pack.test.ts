import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {afterAll, beforeAll, expect, inject, test} from 'vitest'
import {type Ended, installed, run} from './run.ts'

const {tarball, files} = inject('packed')
let folder: string

beforeAll(async () => {
  folder = await installed(tarball)
  await mkdir(path.join(folder, 'docs'))
  await writeFile(
    path.join(folder, 'docs/checklist.md'),
    '# Launch\n\n- [x] Backups are restored once\n- [ ] See [the plan](plan.md)\n',
  )
})

afterAll(() => rm(folder, {recursive: true, force: true}))

const proofmark = (...args: string[]): Promise<Ended> =>
  run(process.execPath, [path.join(folder, 'node_modules/proofmark/bin/proofmark.mjs'), ...args], folder)

test('nothing of the tests, the demo or this repository is in the package', () => {
  expect(files).toContain('dist/cli.js')
  expect(files.filter((file) => /^(test|bench|docs\/recsys|\.ci|src\/cli)\//.test(file))).toEqual([])
})

test('an installed package judges a checklist without any configuration', async () => {
  const {code, out} = await proofmark('run', 'docs/checklist.md')
  expect(code).toBe(1)
  expect(out).toContain('Backups are restored once')
  expect(out).toContain('NOT MET')
  expect(out).toMatch(/blocked +See the plan/)
})

test('it lists items, and prints its version', async () => {
  const listed = await proofmark('list', 'docs/checklist.md', '--format', 'json')
  expect(listed.code).toBe(0)
  expect(JSON.parse(listed.out).checklists[0].items).toHaveLength(2)
  expect((await proofmark('--version')).out).toMatch(/^(proofmark )?\d+\.\d+\.\d+\n$/)
})

test('the tokenizer inside the bundle is the one that was tested, and its license is there', async () => {
  const dist = path.join(folder, 'node_modules/proofmark/dist')
  expect(await readFile(path.join(dist, 'THIRD-PARTY.txt'), 'utf8')).toContain('== micromark 4.0.2 (MIT) ==')
  const scripts = (await readdir(dist)).filter((name) => name.endsWith('.js'))
  const asked = await Promise.all(scripts.map((name) => readFile(path.join(dist, name), 'utf8')))
  expect(asked.join('\n')).not.toMatch(/^import .* from ["'](?:micromark|remark|mdast|unified|yaml|zod)/m)
})
