import {existsSync} from 'node:fs'
import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {replaceSite} from '../../src/publish/replace.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'proofmark-replace-'))
})
afterEach(() => rm(root, {recursive: true, force: true}))

const names = ['a.html', 'b/index.html', 'status.json']

/** A finished site, each file of which says which it is. */
async function site(name: string): Promise<string> {
  const folder = path.join(root, 'work', name)
  for (const file of names) {
    await mkdir(path.dirname(path.join(folder, file)), {recursive: true})
    await writeFile(path.join(folder, file), name)
  }
  return folder
}

const saysOf = async (out: string): Promise<string[]> =>
  Promise.all(names.map((file) => readFile(path.join(out, file), 'utf8')))

test('many sites for one place: one of them stands there in the end, whole, and nothing is beside it', async () => {
  const out = path.join(root, '_site')
  const sites = await Promise.all(Array.from({length: 8}, (_, index) => site(`${index}`)))
  await Promise.all(sites.map((next) => replaceSite(next, out)))
  const [said, ...others] = new Set(await saysOf(out))
  expect([said, others]).toEqual([expect.stringMatching(/^\d$/), []])
  expect((await readdir(root)).toSorted()).toEqual(['_site', 'work'])
})

test('one that was cut short leaves nothing that the next one would stumble over', async () => {
  const out = path.join(root, '_site')
  for (const left of ['.next', '.before']) await mkdir(`${out}${left}`)
  await replaceSite(await site('new'), out)
  expect(await saysOf(out)).toEqual(names.map(() => 'new'))
  expect((await readdir(root)).toSorted()).toEqual(['_site', 'work'])
})

test('a site that there is none of does not cost the one before', async () => {
  const out = path.join(root, '_site')
  await replaceSite(await site('old'), out)
  await expect(replaceSite(path.join(root, 'work', 'none'), out)).rejects.toThrow(/ENOENT/)
  expect(await saysOf(out)).toEqual(names.map(() => 'old'))
  expect(existsSync(`${out}.lock`)).toBe(false)
})
