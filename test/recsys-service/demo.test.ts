import {execFileSync, spawn} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {text} from 'node:stream/consumers'
import {describe, expect, onTestFinished, test} from 'vitest'
import {type Break, breaks} from './breaks.ts'
import {databaseIn} from './data-folder.ts'
import {restoreFiles} from './demo/changes.ts'
import {type Demo, demoFiles, deployFolder, type EnvironmentName, environments, projectFolder} from './demo/files.ts'
import {peopleOf} from './demo/people.ts'
import {isRunning} from './demo/processes.ts'
import {notedStandIn, stopStandIn} from './demo/stand-in.ts'
import {runDemo} from './demo.ts'
import {deployEnvironment} from './environment.ts'
import {type Env, StartRefused} from './service/index.ts'
import {
  bearer,
  devEnv,
  devHeaders,
  makeIssuer,
  recommendBody,
  started,
  type Tested,
  temporaryFolder,
  useDatabase,
} from './testing.ts'

useDatabase()

/** What some breaks change, seen from outside: before and after. What all of them turn is held by `test/demo`. */
const seen: Record<string, {see(service: Tested, token: Token): Promise<unknown>; before: unknown; after: unknown}> = {
  'dev-auth': {
    see: async (service) => (await service.post('/v1/recommend', recommendBody, devHeaders)).status,
    before: 401,
    after: 200,
  },
  pprof: {see: async (service) => (await service.get('/debug/pprof/')).status, before: 404, after: 200},
  backpressure: {see: async ({lines}) => lines[0]?.backpressure_max_inflight, before: 64, after: 0},
  roles: {
    see: async (service, token) => {
      const headers = bearer(await token({roles: ['operator']}))
      return (await service.get('/v1/admin/tenants/acme/config', headers)).status
    },
    before: 200,
    after: 403,
  },
  'cache-ttl': {see: async ({lines}) => lines[0]?.config_cache_ttl_ms, before: 120_000, after: 'exit 2'},
  'migrate-on-start': {see: async ({lines}) => lines[0]?.migrate_on_start, before: false, after: true},
  'jwks-hosts': {see: async ({lines}) => lines[0]?.msg, before: 'started', after: 'exit 1'},
  'database-down': {see: async (service) => (await service.get('/readyz')).status, before: 200, after: 503},
}
type Token = Awaited<ReturnType<typeof makeIssuer>>['token']

describe('the breaks', () => {
  test('each has a name of its own, and one thing that it changes', () => {
    expect(breaks.length).toBeGreaterThan(40)
    expect(new Set(breaks.map(({name}) => name)).size).toBe(breaks.length)
    const single = ({variables, change}: Break) => Object.keys(variables ?? {}).length + (change === undefined ? 0 : 1)
    expect(breaks.filter((one) => single(one) !== 1).map(({name}) => name)).toEqual(['dev-auth'])
  })

  const visible = breaks.filter(({name}) => name in seen)
  test('all that are looked at are there', () => expect(visible).toHaveLength(Object.keys(seen).length))

  test.each(visible)('$name: $says', async ({name, environment, variables = {}}) => {
    const folder = deployFolder(environment)
    const {jwksFile, token} = await makeIssuer(deployEnvironment(folder))
    const look = async (overlay: Record<string, string>) => {
      const env: Env = {...deployEnvironment(folder, overlay), STANDIN_JWKS_FILE: jwksFile}
      return started(env).then(
        (service) => seen[name]?.see(service, token),
        (error: unknown) => (error instanceof StartRefused ? `exit ${error.exitCode}` : error),
      )
    }
    expect(await look({})).toEqual(seen[name]?.before)
    expect(await look(variables)).toEqual(seen[name]?.after)
  })
})

describe('one process', {timeout: 60_000}, () => {
  const main = join(import.meta.dirname, 'main.ts')
  const start = (env: Env) => spawn(process.execPath, [main], {env: {STANDIN_PORT: '0', ...env}})

  const refused = [
    {exitCode: 1, env: {...devEnv, DEV_AUTH_ENABLED: 'false'}, reason: 'AUTH_REQUIRED'},
    {exitCode: 2, env: {DEV_AUTH_ENABLED: 'true'}, reason: 'DATABASE_URL'},
  ]
  test.each(refused)('a refused start ends with $exitCode and one line of JSON', async ({exitCode, env, reason}) => {
    const child = start(env)
    const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
    expect([code, errors]).toEqual([exitCode, ''])
    expect(JSON.parse(output)).toMatchObject({level: 'error', msg: 'refused', reason: expect.stringContaining(reason)})
  })

  test('SIGTERM stops it with exit 0', async () => {
    const child = start(devEnv)
    onTestFinished(() => void child.kill('SIGKILL'))
    const output = text(child.stdout)
    const exit = once(child, 'exit')
    await once(child.stdout, 'data')
    child.kill('SIGTERM')
    expect(await exit).toEqual([0, null])
    const lines = (await output).trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['started', 'stopped'])
  })
})

describe('the demo', {timeout: 60_000}, () => {
  function demoIn(home: string, env: Env = {}, root = projectFolder) {
    const demo: Demo = {
      root,
      home,
      env: {PROOFMARK_DEMO_PRODUCTION_PORT: '0', PROOFMARK_DEMO_STAGING_PORT: '0', ...env},
    }
    onTestFinished(async () => {
      for (const environment of environments) await stopStandIn(home, environment)
    })
    return async (...args: string[]) => {
      const lines: string[] = []
      const exitCode = await runDemo(args, demo, (line) => lines.push(line))
      return {exitCode, lines}
    }
  }

  const urlOf = (home: string, environment: EnvironmentName) => notedStandIn(home, environment)?.url ?? ''
  const recommend = async (url: string, headers: Record<string, string>) =>
    (await fetch(`${url}/v1/recommend`, {method: 'POST', body: JSON.stringify(recommendBody), headers})).status

  test('start, break, mend and stop', async () => {
    const home = join(temporaryFolder(), 'demo')
    const demo = demoIn(home)
    const files = demoFiles(home)
    expect(await demo('start')).toMatchObject({exitCode: 0})
    const url = urlOf(home, 'production')
    const acme = {tenant: 'acme', role: 'viewer'} as const
    const token = files.credential('production', acme)
    const key = files.credential('staging', acme)

    expect(await recommend(url, bearer(readFileSync(token, 'utf8')))).toBe(200)
    expect(await recommend(urlOf(home, 'staging'), {'x-api-key': readFileSync(key, 'utf8')})).toBe(200)
    const secrets = [
      files.jwks,
      ...environments.flatMap((environment) => peopleOf(environment).map((one) => files.credential(environment, one))),
      files.database,
      files.databaseUrl('production'),
    ]
    expect(secrets.map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual(secrets.map(() => '600'))

    const root = files.root('production')
    const today = new Date().toISOString().slice(0, 10)
    const requestsIn = (kind: string) =>
      readFileSync(join(root, `var/log/recsys/${kind}/${kind}-${today}.jsonl`), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).request_id)
    expect(requestsIn('exposure')).toEqual(expect.arrayContaining(requestsIn('outcome')))
    expect(requestsIn('outcome').length).toBeGreaterThan(0)
    const manifest = 's3/recsys-artifacts/registry/current/acme/home/manifest.json'
    expect(JSON.parse(readFileSync(join(root, manifest), 'utf8'))).toMatchObject({tenant: 'acme', surface: 'home'})

    const {internalUrl} = notedStandIn(home, 'production') ?? {}
    expect((await fetch(`${internalUrl}/metrics`)).status).toBe(200)
    expect((await fetch(`${url}/metrics`)).status).toBe(404)
    expect(await (await fetch(`${internalUrl}/health/detailed`)).json()).toMatchObject({summary: {healthy: 3}})

    await demo('break', 'pprof')
    expect(readFileSync(files.overlay('production'), 'utf8')).toBe("PPROF_ENABLED='true'\n")
    expect((await fetch(`${urlOf(home, 'production')}/debug/pprof/`)).status).toBe(200)

    const refused = await demo('break', 'cache-ttl')
    expect(readFileSync(files.overlay('production'), 'utf8')).toMatch(/^PPROF_ENABLED=.*\nRECSYS_CONFIG_CACHE_TTL=/)
    expect(refused.lines.at(-1)).toContain('production is down, it did not start: Unexpected value of')
    expect(notedStandIn(home, 'production')?.pid).toBeUndefined()

    expect(await demo('mend')).toMatchObject({exitCode: 0})
    expect((await fetch(`${urlOf(home, 'production')}/debug/pprof/`)).status).toBe(404)

    const last = urlOf(home, 'production')
    expect(await demo('stop', 'production')).toEqual({exitCode: 0, lines: ['production is stopped.']})
    await expect(fetch(`${last}/healthz`)).rejects.toThrow()
    expect((await fetch(`${urlOf(home, 'staging')}/readyz`)).status).toBe(200)
    expect(await demo('start', 'production')).toMatchObject({exitCode: 0})
    expect(await recommend(urlOf(home, 'staging'), {'x-api-key': readFileSync(key, 'utf8')})).toBe(200)
    const {pid, folder} = JSON.parse(readFileSync(files.database, 'utf8'))
    await demo('stop')
    expect([existsSync(folder), existsSync(files.database), isRunning(pid, 'postgres-main.ts')]).toEqual([
      false,
      false,
      false,
    ])
  })

  test('a Postgres whose keeper was killed is stopped, and a new one started', async () => {
    const home = join(temporaryFolder(), 'demo')
    const demo = demoIn(home)
    await demo('start', 'production')
    const {pid, folder} = JSON.parse(readFileSync(demoFiles(home).database, 'utf8'))
    const orphan = Number(readFileSync(join(databaseIn(folder), 'postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(pid, 'SIGKILL')
    expect(await demo('start', 'production')).toMatchObject({exitCode: 0})
    expect(isRunning(orphan, folder)).toBe(false)
    expect((await fetch(`${urlOf(home, 'production')}/readyz`)).status).toBe(200)
  })

  test('a restart keeps the port, even after a refused one', async () => {
    const home = join(temporaryFolder(), 'demo')
    await demoIn(home)('start', 'production')
    const url = urlOf(home, 'production')
    const demo = demoIn(home, {PROOFMARK_DEMO_PRODUCTION_PORT: undefined})
    await demo('break', 'pprof')
    expect(urlOf(home, 'production')).toBe(url)
    await demo('break', 'cache-ttl')
    await demo('mend')
    expect(urlOf(home, 'production')).toBe(url)
  })

  test('a port in use is one sentence, and the process that has it lives on', async () => {
    const other = await started(devEnv)
    const {port} = new URL(other.url)
    const demo = demoIn(join(temporaryFolder(), 'demo'), {PROOFMARK_DEMO_STAGING_PORT: port})
    expect(await demo('start', 'staging')).toEqual({
      exitCode: 1,
      lines: [
        `staging is down, it did not start: Port ${port} is in use; \`PROOFMARK_DEMO_STAGING_PORT\` sets another.`,
      ],
    })
    expect((await other.get('/healthz')).status).toBe(200)
  })

  test('stop ends no process that is not a stand-in', async () => {
    const home = temporaryFolder()
    const other = spawn(process.execPath, ['-e', 'process.stdin.pipe(process.stdout)'])
    onTestFinished(() => void other.kill('SIGKILL'))
    writeFileSync(demoFiles(home).process('production'), JSON.stringify({pid: other.pid}))
    await demoIn(home)('stop', 'production')
    other.stdin.end('still here')
    expect(await text(other.stdout)).toBe('still here')
  })

  const misused = [[], ['restart'], ['stop', 'everything'], ['break'], ['mend', 'production'], ['break', 'a', 'b']]
  test.each(misused.map((args) => ({args})))('$args prints the usage', async ({args}) => {
    const {exitCode, lines} = await demoIn(temporaryFolder())(...args)
    expect(exitCode).toBe(2)
    expect(lines).toEqual([expect.stringMatching(/^Usage: npm run demo -- /)])
  })

  test('an unknown break names the known ones', async () => {
    const {exitCode, lines} = await demoIn(temporaryFolder())('break', 'nothing')
    expect(exitCode).toBe(2)
    expect(lines[0]).toContain('`npm run demo -- list`')
  })

  describe('a file of the project', () => {
    const page = 'docs/recsys/operations/runbooks/service-not-ready.md'
    function project() {
      const root = temporaryFolder()
      mkdirSync(dirname(join(root, page)), {recursive: true})
      writeFileSync(join(root, page), 'as it was')
      return {root, demo: demoIn(join(root, 'demo'), {}, root)}
    }

    test('is removed, and put back', async () => {
      const {root, demo} = project()
      expect(await demo('break', 'no-runbook')).toEqual({
        exitCode: 0,
        lines: ['A runbook is gone.', `  removes ${page}`],
      })
      expect(existsSync(join(root, page))).toBe(false)
      expect(await demo('break', 'no-runbook')).toEqual({
        exitCode: 1,
        lines: [`Unexpected missing file \`${page}\`; \`npm run demo -- mend\` puts it back`],
      })
      expect(restoreFiles({root, home: join(root, 'demo')})).toEqual({restored: [page], left: []})
      expect(readFileSync(join(root, page), 'utf8')).toBe('as it was')
    })

    test('that somebody else has written since stays as it is', async () => {
      const {root, demo} = project()
      await demo('break', 'no-runbook')
      writeFileSync(join(root, page), 'written anew')
      expect(restoreFiles({root, home: join(root, 'demo')})).toEqual({restored: [], left: [page]})
      expect(readFileSync(join(root, page), 'utf8')).toBe('written anew')
    })
  })

  test('list shows every break', async () => {
    const {lines} = await demoIn(temporaryFolder())('list')
    const text = lines.join('\n')
    for (const {name, says} of breaks) expect(text).toMatch(new RegExp(`^  ${name} +${escaped(says)}$`, 'm'))
    expect(text).toMatch(/^Documents: /m)
  })
})

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

test('what the demo loads leaves Ctrl-C to the demo', () => {
  const script = `await import(${JSON.stringify(join(import.meta.dirname, 'demo/environments.ts'))}); console.log(process.listenerCount('SIGINT'))`
  expect(execFileSync(process.execPath, ['--input-type=module', '--eval', script], {encoding: 'utf8'})).toBe('0\n')
})
