import {cp, mkdtemp, rm} from 'node:fs/promises'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {judgeEnvironment, planFor, prepare, runEnvironment} from '../../src/index.ts'
import type {Result, Results} from '../../src/model/index.ts'
import {breaks} from '../recsys-service/breaks.ts'
import {startEnvironment} from '../recsys-service/demo/environments.ts'
import {addToOverlay, removeOverlay} from '../recsys-service/demo/overlay.ts'
import {stopStandIn} from '../recsys-service/demo/stand-in.ts'
import {type Turn, table} from './table.ts'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const clock = {now: () => new Date(), sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))}

let root: string
let env: Record<string, string>
let healthy: Awaited<ReturnType<typeof judged>>

const home = () => path.join(root, '.proofmark/demo')

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'proofmark-demo-'))
  for (const part of ['proofmark.yaml', 'docs', 'test/recsys-service/deploy'])
    await cp(path.join(repository, part), path.join(root, part), {recursive: true})
  env = {PROOFMARK_DEMO_PRODUCTION_PORT: String(await freePort())}
  expect(await startEnvironment({home: home(), env}, 'production')).toHaveProperty('url')
  healthy = await judged()
})

afterAll(async () => {
  await stopStandIn(home(), 'production')
  await rm(root, {recursive: true, force: true})
})

/** Runs and judges production as the command would. */
async function judged(): Promise<{results: Results; sentences: Map<string, string>}> {
  const prepared = await prepare(
    {root, file: 'proofmark.yaml', files: [], packs: []},
    {env, clock, random: () => 0},
    'documents',
  )
  const environment = prepared.project.environments.find(({name}) => name === 'production')
  if (environment === undefined) throw new Error('Unexpected project without production')
  const plan = await planFor(prepared, environment)
  const {run} = await runEnvironment(plan, root, {env, clock, random: () => 0}, {})
  const {results} = await judgeEnvironment(plan, root, clock.now(), run)
  const sentences = new Map(
    prepared.checklists.flatMap(({name, items}) => items.map(({id, text}) => [`${name}:${id}`, text])),
  )
  return {results, sentences}
}

const cellOf = ({key, tenant}: Result): string => (tenant === '-' ? key : `${key} ${tenant}`)
const idOf = (key: string): string => key.slice(key.indexOf(':') + 1)

/** What differs from the healthy production, as rows of the table. */
async function turns(): Promise<Turn[]> {
  const {results, sentences} = await judged()
  const before = new Map(healthy.results.results.map((result) => [cellOf(result), result.own.status]))
  return results.results.flatMap((result) => {
    const {key, tenant, own} = result
    const from = before.get(cellOf(result))
    if (from == null || own.status === null || from === own.status) return []
    const turn = {item: idOf(key), sentence: sentences.get(key) ?? '', from, to: own.status}
    return [tenant === 'acme' || tenant === 'globex' ? {...turn, tenant} : turn]
  })
}

/** The seen turns with their sentences cut to what the table names, so that a reworded sentence shows. */
const inTheWordsOf = (expected: readonly Turn[], seen: readonly Turn[]): Turn[] =>
  seen.map((turn) => {
    const row = expected.find(({item}) => item === turn.item)
    return row !== undefined && turn.sentence.startsWith(row.sentence) ? {...turn, sentence: row.sentence} : turn
  })

const sorted = (rows: readonly Turn[]): Turn[] =>
  [...rows].sort((a, b) => `${a.item} ${a.tenant}`.localeCompare(`${b.item} ${b.tenant}`))

test('the healthy production fails nowhere', () => {
  const failing = healthy.results.results.filter(({own}) => own.status === 'fail').map(cellOf)
  expect(failing).toEqual([])
  expect(healthy.results.counts.pass).toBeGreaterThan(10)
})

test('the table knows every break, and no other', () => {
  expect(Object.keys(table).sort()).toEqual([...breaks.map(({name}) => name), 'stop'].sort())
})

describe.each(breaks.map(({name, variables}) => ({name, variables})))('break $name', ({name, variables}) => {
  test('turns exactly the items of its row', async () => {
    addToOverlay(home(), 'production', variables)
    await startEnvironment({home: home(), env}, 'production')
    const expected = table[name] ?? []
    try {
      expect(sorted(inTheWordsOf(expected, await turns()))).toEqual(sorted(expected))
    } finally {
      removeOverlay(home(), 'production')
      await startEnvironment({home: home(), env}, 'production')
    }
  })
})

test('a stopped production turns exactly the items of its row, by one cause', async () => {
  await stopStandIn(home(), 'production')
  const expected = table.stop ?? []
  expect(sorted(inTheWordsOf(expected, await turns()))).toEqual(sorted(expected))
})

/** A port that nobody has right now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
