import {appendFile, mkdtemp, readdir, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {Locked} from '../../src/disk/index.ts'
import {aloneWith, freeWork, holdWork} from '../../src/publish/alone.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'proofmark-alone-'))
})
afterEach(() => rm(root, {recursive: true, force: true}))

test('a build that does not end is an error that names it', async () => {
  const held = await holdWork(root, {})
  const waits: string[] = []
  const sleep = () => appendFile(path.join(root, 'lock'), '.')
  const waiting = holdWork(root, {onWait: (message) => waits.push(message), sleep})
  await expect(waiting).rejects.toThrow(Locked)
  await expect(waiting).rejects.toThrow(
    `Unexpected build of this project by process ${process.pid} for more than 10 minutes, expected it to end`,
  )
  expect(waits).toEqual([`waiting for another build of this project (process ${process.pid})`])
  await held.release()
})

test('each development server has a folder of its own, and gives it back', async () => {
  const name = path.join(root, 'dev')
  const [first, second] = [await freeWork(name), await freeWork(name)]
  expect([first.work, second.work]).toEqual([name, `${name}-2`])
  await first.held.release()
  expect((await freeWork(name)).work).toBe(name)
})

test('where nothing can stand beside a site, what is to be done is done', async () => {
  expect(await aloneWith(path.join(root, 'none', '_site'), async () => 'done')).toBe('done')
})

test('what fails is told of, and holds nobody up', async () => {
  const out = path.join(root, '_site')
  await expect(aloneWith(out, () => Promise.reject(new Error('as it is')))).rejects.toThrow('as it is')
  expect(await aloneWith(out, async () => 'done')).toBe('done')
  expect(await readdir(root)).toEqual([])
})
