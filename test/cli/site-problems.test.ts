import {glob, readFile, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, test} from 'vitest'
import * as z from 'zod'
import {prepare, snapshotOf} from '../../src/line/index.ts'
import {Problem, problemLine} from '../../src/model/index.ts'
import {drawPart} from '../../src/view/index.ts'
import {call, folderOf} from './lint-world.ts'

const Linted = z.object({problems: z.array(Problem)})
const fixture = path.join(import.meta.dirname, '../fixtures/drill')
const world = {
  env: {},
  clock: {now: () => new Date('2026-11-24T14:00:00Z'), sleep: async () => {}},
  random: () => 0.5,
}

async function copied(more: Readonly<Record<string, string>>): Promise<string> {
  const files: Record<string, string> = {}
  for await (const name of glob('**/*.*', {cwd: fixture}))
    files[name] = await readFile(path.join(fixture, name), 'utf8')
  return folderOf({...files, ...more})
}

async function snapshotIn(root: string) {
  return snapshotOf(
    await prepare({root, file: 'proofmark.yaml', files: [], packs: []}, world, 'documents'),
    world.clock.now(),
  )
}

test('the page of problems tells what lint tells: calls that pass whatever is seen too', async () => {
  const root = await copied({'docs/guide.md': '# Guide\n\n[Gone](gone.md)\n'})
  const linted = Linted.parse(JSON.parse((await call(root, ['lint', '--format', 'json'])).out))
  const snapshot = await snapshotIn(root)
  const told = snapshot.problems.map(problemLine).toSorted()
  expect(told).toEqual(linted.problems.map(problemLine).toSorted())
  expect(new Set(snapshot.problems.map(({slug}) => slug))).toEqual(new Set(['vacuous', 'dead-link']))
  const html = drawPart('problems', snapshot)
  expect(html.match(/href="#vacuous"/g)).toHaveLength(told.filter((line) => line.includes('[vacuous]')).length)
  expect(html).toContain('these docs and the kept runs')
})

test('a public site, which has no such page, does not look for them', async () => {
  const root = await copied({})
  const file = path.join(root, 'proofmark.yaml')
  await writeFile(file, `${await readFile(file, 'utf8')}site: {audience: public}\n`)
  expect((await snapshotIn(root)).problems).toEqual([])
})
