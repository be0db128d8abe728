import {cp, mkdtemp, rm} from 'node:fs/promises'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {judgeEnvironment, planFor, prepare, runEnvironment} from '../../src/index.ts'
import type {Result, Results} from '../../src/model/index.ts'
import {startEnvironment} from '../recsys-service/demo/environments.ts'
import type {EnvironmentName} from '../recsys-service/demo/files.ts'
import {addToOverlay, removeOverlay} from '../recsys-service/demo/overlay.ts'
import {demoRecords, writeDemoRecords} from '../recsys-service/demo/records.ts'
import {stopStandIn} from '../recsys-service/demo/stand-in.ts'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const clock = {now: () => new Date(), sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))}

/** An environment of the demo, run and judged. */
export interface Judged {
  results: Results
  /** Each item's sentence by key. */
  sentences: ReadonlyMap<string, string>
}

/** The demo in a folder of its own, on ports that nobody has. */
export async function openDemo() {
  const root = await mkdtemp(path.join(tmpdir(), 'proofmark-demo-'))
  const home = path.join(root, '.proofmark/demo')
  for (const part of ['proofmark.yaml', 'docs', 'test/recsys-service/deploy'])
    await cp(path.join(repository, part), path.join(root, part), {
      recursive: true,
      filter: (file) => !file.endsWith(demoRecords),
    })
  const env = {
    PROOFMARK_DEMO_PRODUCTION_PORT: String(await freePort()),
    PROOFMARK_DEMO_STAGING_PORT: String(await freePort()),
  }
  const world = {env, clock, random: () => 0}

  const start = (environment: EnvironmentName) => startEnvironment({home, env}, environment)
  const stop = (environment: EnvironmentName) => stopStandIn(home, environment)

  return {
    start,
    stop,
    records: () => writeDemoRecords(root, clock.now(), env),
    async breakWith(environment: EnvironmentName, variables: Readonly<Record<string, string>>): Promise<void> {
      addToOverlay(home, environment, variables)
      await start(environment)
    },
    async mend(environment: EnvironmentName): Promise<void> {
      removeOverlay(home, environment)
      await start(environment)
    },
    /** Runs and judges an environment as the command would. */
    async judged(name: EnvironmentName, vantage = 'outside'): Promise<Judged> {
      const prepared = await prepare({root, file: 'proofmark.yaml', files: [], packs: []}, world, 'documents')
      const environment = prepared.project.environments.find((each) => each.name === name)
      if (environment === undefined) throw new Error(`Unexpected project without ${name}`)
      const plan = await planFor(prepared, environment)
      const {run} = await runEnvironment(plan, root, world, {vantage})
      const {results} = await judgeEnvironment(plan, root, clock.now(), run, prepared.records)
      const sentences = prepared.checklists.flatMap(({name: of, items}) =>
        items.map(({id, text}) => [`${of}:${id}`, text] as const),
      )
      return {results, sentences: new Map(sentences)}
    },
    async close(): Promise<void> {
      await stop('production')
      await stop('staging')
      await rm(root, {recursive: true, force: true})
    },
  }
}
export type Demo = Awaited<ReturnType<typeof openDemo>>

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
