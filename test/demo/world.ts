import {cp, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {stages} from '../../src/index.ts'
import {planFor, prepare, runEnvironment} from '../../src/line/index.ts'
import type {Result, Results, Run} from '../../src/model/index.ts'
import type {Break} from '../recsys-service/breaks.ts'
import {changeFile, restoreFiles} from '../recsys-service/demo/changes.ts'
import {openEnvironment, startEnvironment} from '../recsys-service/demo/environments.ts'
import type {EnvironmentName} from '../recsys-service/demo/files.ts'
import {addToOverlay, removeOverlay} from '../recsys-service/demo/overlay.ts'
import {writeDemoRecords} from '../recsys-service/demo/records.ts'
import {stopStandIn} from '../recsys-service/demo/stand-in.ts'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const bindings = 'docs/recsys/operations/production-readiness-checklist.bindings.yaml'
const clock = {now: () => new Date(), sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))}

/** An environment of the demo, run and judged. */
export interface Judged {
  results: Results
  /** Each item's sentence by key. */
  sentences: ReadonlyMap<string, string>
}

/** The demo in a folder of its own, on ports that nobody has, with services that turn nobody away for asking often. */
export async function openDemo() {
  const root = await mkdtemp(path.join(tmpdir(), 'proofmark-demo-'))
  const home = path.join(root, '.proofmark/demo')
  for (const part of ['proofmark.yaml', 'docs/recsys', 'test/recsys-service/deploy'])
    await cp(path.join(repository, part), path.join(root, part), {recursive: true})
  const inside = {production: String(await freePort()), staging: String(await freePort())}
  await replace('proofmark.yaml', /^ +budget: \d+\n/gm, '')
  // A binding writes the inside address as it is.
  await replace(bindings, /127\.0\.0\.1:8650/g, `127.0.0.1:${inside.production}`)
  await replace(bindings, /127\.0\.0\.1:8651/g, `127.0.0.1:${inside.staging}`)
  const env = {
    PROOFMARK_DEMO_PRODUCTION_PORT: String(await freePort()),
    PROOFMARK_DEMO_PRODUCTION_INTERNAL_PORT: inside.production,
    PROOFMARK_DEMO_STAGING_PORT: String(await freePort()),
    PROOFMARK_DEMO_STAGING_INTERNAL_PORT: inside.staging,
    STANDIN_CLIENT_CAPACITY: '10000',
  }
  const demo = {root, home, env}
  const world = {env, clock, random: () => 0}
  /** Environments whose service still runs with a break that was taken back. */
  const stale = new Set<EnvironmentName>()

  async function replace(file: string, from: RegExp, to: string): Promise<void> {
    const text = await readFile(path.join(root, file), 'utf8')
    await writeFile(path.join(root, file), text.replace(from, to))
  }

  async function run(name: EnvironmentName, vantages: readonly string[]): Promise<Judged> {
    const prepared = await prepare({root, file: 'proofmark.yaml', files: [], packs: []}, world, 'checklists')
    const environment = prepared.project.environments.find((each) => each.name === name)
    if (environment === undefined) throw new Error(`Unexpected project without ${name}`)
    const plan = await planFor(prepared, environment)
    const runs: Run[] = []
    for (const vantage of vantages) runs.push((await runEnvironment(plan, root, world, {vantage})).run)
    const {judge} = await stages.results()
    const results = judge({plan, runs, records: prepared.records, now: clock.now()})
    const sentences = prepared.checklists.flatMap(({name: of, items}) =>
      items.map(({id, text}) => [`${of}:${id}`, text] as const),
    )
    return {results, sentences: new Map(sentences)}
  }

  return {
    root,
    env,
    /** Starts an environment with its traffic; later starts go without. */
    open: (environment: EnvironmentName) => openEnvironment(demo, environment),
    start: (environment: EnvironmentName) => startEnvironment(demo, environment),
    stop: (environment: EnvironmentName) => stopStandIn(home, environment),
    records: () => writeDemoRecords(root, clock.now(), env),
    /** Breaks one thing of a healthy environment. The service starts anew for its own variables alone: it reads no other file. */
    async breakWith({environment, variables, change}: Breaking): Promise<void> {
      if (variables !== undefined) addToOverlay(home, environment, variables)
      if (variables !== undefined || stale.delete(environment)) await startEnvironment(demo, environment)
      if (change !== undefined) changeFile(demo, change)
    },
    /** Takes a break back. A service that was broken starts anew with the next break, so that it starts once for both. */
    mend({environment, variables}: Breaking): void {
      restoreFiles(demo)
      removeOverlay(home, environment)
      if (variables !== undefined) stale.add(environment)
    },
    /** Runs an environment from outside and from inside, and judges it as the command would. */
    judged: (name: EnvironmentName) => run(name, ['outside', 'cluster']),
    async close(): Promise<void> {
      await stopStandIn(home, 'production')
      await stopStandIn(home, 'staging')
      await rm(root, {recursive: true, force: true})
    },
  }
}
export type Demo = Awaited<ReturnType<typeof openDemo>>
type Breaking = Pick<Break, 'environment' | 'variables' | 'change'>

export const cellOf = ({key, tenant}: Result): string => (tenant === '-' ? key : `${key} ${tenant}`)
export const idOf = (key: string): string => key.slice(key.indexOf(':') + 1)

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
