import {mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {stages} from '../../src/index.ts'

const {forgetRuns} = await stages.store()

const nameOf = (second: number): string => `2026-11-24T14-02-${String(second).padStart(2, '0')}Z-9f31c2.json`

test('the newest runs of each vantage stay, older ones go, and what is no run of ours is left alone', async () => {
  const root = await mkdtemp(path.join(os.tmpdir(), 'proofmark-forget-'))
  onTestFinished(() => rm(root, {recursive: true}))
  const folder = path.join(root, '.proofmark/runs/production')
  await mkdir(folder, {recursive: true})
  const put = (name: string, text: string): Promise<void> => writeFile(path.join(folder, name), text)
  for (let second = 10; second < 16; second += 1)
    await put(nameOf(second), JSON.stringify({version: 1, vantage: second % 2 === 0 ? 'outside' : 'cluster'}))
  await put(nameOf(1), 'no run')
  await put('notes.json', '{"vantage": "outside"}')

  const gone = await forgetRuns(root, 'production', 2)
  expect(gone).toEqual([11, 10].map((second) => `.proofmark/runs/production/${nameOf(second)}`))
  expect((await readdir(folder)).sort()).toEqual([1, 12, 13, 14, 15].map(nameOf).concat('notes.json'))
  expect(await forgetRuns(root, 'production', 2)).toEqual([])
  expect(await forgetRuns(root, 'staging', 2)).toEqual([])
})
