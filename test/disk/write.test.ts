import {chmod, mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {writeBeside, writeNew, writeWhole} from '../../src/disk/index.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'disk-'))
})
afterEach(() => rm(folder, {recursive: true}))

test('a whole file takes the place of another, its folders are made, and nothing is left beside it', async () => {
  const file = path.join(folder, 'a/b/c.txt')
  await writeWhole(file, 'one')
  await writeWhole(file, 'two', {forced: false})
  expect(await readFile(file, 'utf8')).toBe('two')
  expect(await readdir(path.dirname(file))).toEqual(['c.txt'])
})

test('many writers of one file leave a whole text of one of them', async () => {
  const file = path.join(folder, 'one.txt')
  const texts = Array.from({length: 40}, (_, index) => `${index}`.repeat(5000))
  await Promise.all(texts.map((text) => writeWhole(file, text)))
  expect(texts).toContain(await readFile(file, 'utf8'))
  expect(await readdir(folder)).toEqual(['one.txt'])
})

test('a new file is never written over another one: of many writers one comes through', async () => {
  const file = path.join(folder, 'new.txt')
  const done = await Promise.allSettled(Array.from({length: 20}, (_, index) => writeNew(file, `${index}`)))
  expect(done.filter(({status}) => status === 'fulfilled')).toHaveLength(1)
  expect(done.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []))).toEqual(
    Array(19).fill('EEXIST'),
  )
  expect(await readdir(folder)).toEqual(['new.txt'])
})

test('a failure leaves what was there, and nothing beside it', async () => {
  const file = path.join(folder, 'folder')
  await writeWhole(path.join(file, 'in-it.txt'), 'kept')
  await expect(writeWhole(file, 'text')).rejects.toThrow()
  expect(await readdir(folder)).toEqual(['folder'])
  expect(await readFile(path.join(file, 'in-it.txt'), 'utf8')).toBe('kept')
})

test('a text that is to take the place of another keeps its mode', async () => {
  const file = path.join(folder, 'run.sh')
  await writeFile(file, 'old')
  await chmod(file, 0o755)
  const beside = await writeBeside(file, 'new', {}, await stat(file))
  expect((await stat(beside)).mode & 0o777).toBe(0o755)
  expect(await readFile(beside, 'utf8')).toBe('new')
})
