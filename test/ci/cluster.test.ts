import {cp, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {createServer} from 'node:http'
import path from 'node:path'
import {expect, onTestFinished, test, vi} from 'vitest'
import {parseAllDocuments} from 'yaml'
import * as z from 'zod'
import {bash, type Job, repository, runAction} from './action.ts'
import {checkout, orders} from './project.ts'

vi.setConfig({testTimeout: 60_000})

const Container = z.object({
  name: z.string(),
  image: z.string(),
  command: z.array(z.string()),
  env: z.array(z.object({name: z.string(), value: z.string()})),
  securityContext: z.object({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.object({drop: z.tuple([z.literal('ALL')])}),
  }),
  resources: z.object({requests: z.object({cpu: z.string()}), limits: z.object({memory: z.string()})}),
  volumeMounts: z.array(z.object({name: z.string(), mountPath: z.string(), readOnly: z.boolean().optional()})),
})
const CronJob = z.object({
  kind: z.literal('CronJob'),
  spec: z.object({
    concurrencyPolicy: z.literal('Forbid'),
    jobTemplate: z.object({
      spec: z.object({
        template: z.object({
          spec: z.object({
            serviceAccountName: z.string(),
            automountServiceAccountToken: z.literal(false),
            restartPolicy: z.literal('Never'),
            securityContext: z.object({runAsNonRoot: z.literal(true)}),
            initContainers: z.tuple([Container]),
            containers: z.tuple([Container]),
            volumes: z.array(z.object({name: z.string()})),
          }),
        }),
      }),
    }),
  }),
})

async function manifest() {
  const text = await readFile(path.join(repository, 'ci/cronjob.yaml'), 'utf8')
  const [account, job, ...more] = parseAllDocuments(text).map((document) => document.toJS())
  expect(more).toEqual([])
  const {spec} = CronJob.parse(job).spec.jobTemplate.spec.template
  return {account, spec, run: spec.initContainers[0], upload: spec.containers[0]}
}

/** A store that takes what is put there, and gives it to whoever asks. */
async function store(): Promise<{url: string; held: Map<string, string>; signed: string[]}> {
  const held = new Map<string, string>()
  const signed: string[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += part
    const {url = ''} = request
    signed.push(String(request.headers.authorization).split(' ')[0] ?? '')
    if (request.method === 'PUT') held.set(url, text)
    response.statusCode = held.has(url) ? 200 : 404
    response.end(held.get(url))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expected a port')
  return {url: `http://127.0.0.1:${address.port}`, held, signed}
}

const envOf = (container: z.infer<typeof Container>): Record<string, string> =>
  Object.fromEntries(container.env.map(({name, value}) => [name, value]))
const PATH = [path.dirname(process.execPath), process.env.PATH ?? ''].join(path.delimiter)

/** Runs the two containers of the job where they stand: gives what the store got. */
async function inCluster(job: Job, more: Record<string, string> = {}) {
  const {run, upload} = await manifest()
  const {url, held, signed} = await store()
  const script = path.join(job.temp, 'container.sh')
  await mkdir(job.temp, {recursive: true})
  await writeFile(script, run.command.map((word) => `'${word}'`).join(' '))
  const first = await bash(script, job.workspace, {PATH, ...job.env, ...envOf(run), ...more})
  expect(first).toMatchObject({code: 0})
  const [shell, flags, text = ''] = upload.command
  expect([shell, flags]).toEqual(['sh', '-euc'])
  await writeFile(script, `sh -euc '${text.replaceAll("'", "'\\''")}'`)
  const ended = await bash(script, job.workspace, {
    ...{PATH, ...envOf(upload), RUNS: path.join(job.workspace, '.proofmark/runs')},
    ...{STORE_URL: `${url}/runs/production-cluster.json`, STORE_REGION: 'eu-central-1'},
    ...{STORE_KEY: 'AKIA', STORE_SECRET: 'wJal+r/K7'},
  })
  expect(ended).toMatchObject({code: 0, err: ''})
  return {held, signed}
}

test('the job has no right and no token in the cluster, and mounts what its containers name', async () => {
  const {account, spec, run, upload} = await manifest()
  expect(account).toMatchObject({kind: 'ServiceAccount', automountServiceAccountToken: false})
  expect(spec.serviceAccountName).toBe(account.metadata.name)
  const mounted = [run, upload].flatMap(({volumeMounts}) => volumeMounts.map(({name}) => name))
  expect(new Set(mounted)).toEqual(new Set(spec.volumes.map(({name}) => name)))
  expect(upload.volumeMounts.every(({readOnly}) => readOnly)).toBe(true)
})

test('our own reader of manifests finds what the job sets', async () => {
  const {workspace} = await checkout('project')
  await cp(path.join(repository, 'ci/cronjob.yaml'), path.join(workspace, 'deploy/cronjob.yaml'))
  await writeFile(
    path.join(workspace, 'deploy/store.yaml'),
    'apiVersion: v1\nkind: Secret\nmetadata: {name: proofmark-store}\nstringData: {STORE_KEY: AKIA}\n',
  )
  await writeFile(
    path.join(workspace, 'proofmark.yaml'),
    'checklists: [docs/launch.md]\nenvironments: {production: {config: [deploy/cronjob.yaml, deploy/store.yaml]}}\n',
  )
  await writeFile(
    path.join(workspace, 'docs/launch.bindings.yaml'),
    'settings: {RUNS: {}}\nitems: {access/debug-headers: {checks: [{env: RUNS=/runs/runs}]}}\n',
  )
  const job = {workspace, temp: path.join(workspace, '../temp')}
  expect((await runAction(job)).log).toMatch(/pass +Debug headers are off/)
})

test('a run from the cluster travels by the store, and the build judges by it', async () => {
  const inside: Job = {...(await checkout('inside')), env: {TARGET: await orders()}}
  const {held, signed} = await inCluster(inside)
  expect(signed).toEqual(['AWS4-HMAC-SHA256'])
  const [text = ''] = held.values()
  expect(JSON.parse(text)).toMatchObject({vantage: 'cluster', environment: 'production', release: '4f2c91a'})

  const build: Job = {...(await checkout('inside')), env: inside.env ?? {}}
  const without = await runAction(build)
  expect([without.code, without.log]).toEqual([1, expect.stringMatching(/blocked +Metrics are there/)])
  await writeFile(path.join(build.workspace, 'cluster.json'), text)
  const judged = await runAction({...build, inputs: {merge: 'cluster.json'}})
  expect([judged.code, judged.outputs.met]).toEqual([0, 'true'])
  expect(judged.log).toContain('production from cluster: ')
})

test('a run of another service is refused with its message', async () => {
  const inside: Job = {...(await checkout('inside')), env: {TARGET: await orders()}}
  const {held} = await inCluster(inside)
  const [text = ''] = held.values()
  await writeFile(path.join(inside.workspace, 'cluster.json'), text.replace('"orders-api"', '"billing"'))
  const ran = await runAction({...inside, inputs: {merge: 'cluster.json'}})
  expect(ran.code).toBe(2)
  expect(ran.log).toMatch(/^::error title=Proofmark::.*Unexpected service `billing`, expected `orders-api`/m)
})

test('a run of another day counts no more', async () => {
  const inside: Job = {...(await checkout('inside')), env: {TARGET: await orders()}}
  const {held} = await inCluster(inside)
  const [text = ''] = held.values()
  await writeFile(path.join(inside.workspace, 'cluster.json'), text.replaceAll(/"20\d\d-\d\d-\d\dT/g, '"2024-02-03T'))
  const folder = path.join(inside.workspace, '.proofmark/runs/production')
  expect((await readdir(folder)).length).toBeGreaterThan(0)
  await rm(path.join(inside.workspace, '.proofmark'), {recursive: true})
  const ran = await runAction({...inside, inputs: {merge: 'cluster.json'}})
  expect(ran.code).toBe(1)
  expect(ran.log).toMatch(/blocked +Metrics are there/)
})
