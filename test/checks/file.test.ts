import {createHash} from 'node:crypto'
import {symlink} from 'node:fs/promises'
import path from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import type {Json} from '../../src/model/index.ts'
import {planOf} from '../run/build.ts'
import {folderWith} from '../run/folder.ts'
import {findingOf, run} from '../run/world.ts'

let root = ''
let outside = ''
const removes: (() => Promise<void>)[] = []

beforeAll(async () => {
  const away = await folderWith({'secret.txt': 'away', 'reports/load.json': '{"p95": 3}'})
  const made = await folderWith({
    'a.txt': 'one\ntwo\n',
    'report.json': '{"p95": 181.5, "runs": [1, 2]}',
    'binary.bin': new Uint8Array([0, 1, 2]),
    'latin.txt': new Uint8Array([0x63, 0x61, 0x66, 0xe9]),
    'big.txt': 'ü'.repeat(600_000),
    'folder/x': '',
  })
  await symlink(path.join(away.root, 'secret.txt'), path.join(made.root, 'way-out.txt'))
  await symlink(away.root, path.join(made.root, 'folder-out'))
  await symlink('a.txt', path.join(made.root, 'inside.txt'))
  root = made.root
  outside = away.root
  removes.push(away.remove, made.remove)
})
afterAll(async () => {
  for (const remove of removes) await remove()
})

const made = async (file: string, expected?: Json, folder?: string) => {
  const allow = folder === undefined ? [] : [{door: 'file' as const, folder}]
  const calls = {one: {call: `file: ${file}`, ...(expected === undefined ? {} : {expect: expected})}}
  return findingOf(await run(planOf({environment: {allow}, calls}), root), 'one')
}

it.each<[string, Json | undefined, string]>([
  ['a.txt', undefined, 'pass'],
  ['inside.txt', undefined, 'pass'],
  ['b.txt', undefined, 'fail'],
  ['a.txt/b', undefined, 'fail'],
  ['b.txt', {exists: false}, 'pass'],
  ['a.txt', {text: {contains: 'two'}}, 'pass'],
  ['a.txt', {text: {matches: '^two$'}}, 'fail'],
  ['report.json', 'json.p95 <= 181.5 && size(json.runs) == 2', 'pass'],
  ['a.txt', 'json.p95 > 1.0', 'fail'],
  ['a.txt', {size: 8, sha256: createHash('sha256').update('one\ntwo\n').digest('hex')}, 'pass'],
  ['folder', undefined, 'error'],
])('%s %j: %s', async (file, expected, outcome) => {
  expect(await made(file, expected)).toMatchObject({outcome})
})

it('gives no text of what is none', async () => {
  expect((await made('binary.bin')).observation).toMatchObject({
    exists: true,
    size: 3,
    text: null,
    json: null,
    sha256: null,
  })
  expect((await made('latin.txt')).observation).toMatchObject({text: null})
})

it('judges all that it read, and keeps what is small enough', async () => {
  const finding = await made('big.txt', 'size == 1200000 && size(text) > 500000 && sha256 == null')
  expect(finding).toMatchObject({outcome: 'pass'})
  expect(JSON.stringify(finding.observation).length).toBeLessThan(65_536)
})

it.each(['../elsewhere.txt', '/etc/passwd', 'way-out.txt', 'folder-out/secret.txt', 'folder-out/no/such'])(
  'does not read %s without a grant',
  async (file) => {
    const finding = await made(file)
    expect(finding).toMatchObject({outcome: 'not-run', cause: 'capability', observation: null})
    expect(finding.next).toMatch(
      /out/.test(file)
        ? /^put the file itself at `.*out\/?.*`, or grant the folder that the link leads to in `allow` of `staging`/
        : /^add `- file: .*` to `allow` of `staging` in `proofmark.yaml`$/,
    )
    expect(JSON.stringify(finding)).not.toContain('away')
  },
)

it('reads a folder that is granted, however it is reached', async () => {
  expect(await made(path.join(outside, 'reports/load.json'), 'json.p95 == 3', outside)).toMatchObject({outcome: 'pass'})
  expect(await made('folder-out/secret.txt', {text: 'away'}, outside)).toMatchObject({outcome: 'pass'})
  expect(await made(path.join(outside, 'secret.txt'), undefined, path.join(outside, 'reports'))).toMatchObject({
    outcome: 'not-run',
  })
})

it('never reads the file of a credential', async () => {
  const credentials = {key: {variable: null, file: './folder/../a.txt', header: 'X-API-Key', scheme: null}}
  for (const call of ['file: a.txt', 'file: inside.txt', 'link: a.txt']) {
    const plan = planOf({environment: {credentials}, calls: {one: {call}}})
    expect(findingOf(await run(plan, root), 'one')).toMatchObject({
      outcome: 'not-run',
      cause: 'capability',
      observation: null,
    })
  }
})
