import {mkdir, readFile, rm, writeFile} from 'node:fs/promises'
import type {RequestListener} from 'node:http'
import path from 'node:path'
import {describe, expect, it, test} from 'vitest'
import {inProcess, type Said} from './person.ts'
import {payments, projectOf, service, shown} from './proofmark.ts'

const monday = new Date('2026-11-23T08:00:00Z')
const hour = 3_600_000
const hoursOn = (hours: number): Date => new Date(monday.getTime() + hours * hour)

/** A project, its service, and commands that are called in it. */
async function world(answer: RequestListener = payments) {
  const cwd = await projectOf('launch')
  const target = await service(answer)
  const env = {PRODUCTION: target, STAGING: target}
  const call = (line: string, now: Date = monday): Promise<Said> => inProcess(line.split(' '), {cwd, env, now})
  const change = async (file: string, from: string, to: string): Promise<void> => {
    const text = await readFile(path.join(cwd, file), 'utf8')
    expect(text).toContain(from)
    await writeFile(path.join(cwd, file), text.replace(from, to))
  }
  /** Makes a run, and gives its file from the project and its id. */
  const run = async (now: Date = monday, more = ''): Promise<{file: string; id: string}> => {
    const {out} = await call(`run --env production --format json${more}`, now)
    const file: string = JSON.parse(out).environments[0].savedAs
    return {file, id: path.basename(file, '.json')}
  }
  return {cwd, call, change, run}
}

const gatesIn = ({out}: Said) => JSON.parse(out).environments[0]
const toMend = (said: Said): string[] =>
  gatesIn(said).gates[0].repairs.flatMap(({items}: {items: {key: string}[]}) => items.map(({key}) => key))

const bindings = 'docs/launch.bindings.yaml'

test('the newest kept run is judged again, and nothing is asked of the service', async () => {
  let asked = 0
  const {call, run} = await world((request, response) => {
    asked += 1
    payments(request, response)
  })
  await run()
  const before = asked
  expect(before).toBeGreaterThan(0)
  const line = 'gate --env production'
  expect(shown(line, await call(line, hoursOn(1)))).toMatchSnapshot()
  expect(asked).toBe(before)
  const stale = await call(line, hoursOn(25))
  expect([stale.code, stale.out]).toEqual([1, expect.stringContaining('too old')])
})

test('what was never run is said, and is no pass', async () => {
  const {call} = await world()
  expect(shown('gate launch', await call('gate launch'))).toMatchSnapshot()
})

test('without proofmark.yaml a file is judged, and what shares a cause stands under it', async () => {
  const {call, cwd} = await world()
  await rm(path.join(cwd, 'proofmark.yaml'))
  await call('run docs/launch.md')
  const line = 'gate --file docs/launch.md'
  expect(shown(line, await call(line, hoursOn(1)))).toMatchSnapshot()
})

test('a run that is named gives the same bytes whenever and wherever it is judged', async () => {
  const {call, run} = await world()
  const {file, id} = await run()
  const first = await call(`gate --run ${file} --format json`, hoursOn(1))
  await run(hoursOn(2))
  expect(await call(`gate --run ${id} --format json`, hoursOn(9000))).toEqual(first)
  expect(gatesIn(first)).toMatchObject({judgedAt: monday.toISOString(), runs: [{id, judgedAnew: 0, otherText: []}]})
})

test('a moment before now knows only the runs that had finished', async () => {
  const {call, run} = await world()
  const {id} = await run()
  await run(hoursOn(5))
  const then = await call(`gate --env production --at ${hoursOn(3).toISOString()} --format json`, hoursOn(6))
  expect(gatesIn(then).runs).toMatchObject([{id}])
})

test('a changed threshold fails an old run, and passes it again', async () => {
  const {call, change, run} = await world()
  const {id} = await run()
  await change(bindings, 'at_most: 5', 'at_most: 1')
  const stricter = await call(`gate --run ${id}`, hoursOn(1))
  expect(shown('gate --run RUN', stricter)).toMatchSnapshot()
  await change(bindings, 'at_most: 1', 'at_most: 9')
  const looser = await call(`gate --run ${id} --format json`, hoursOn(1))
  expect(toMend(looser)).toEqual(['launch:access/debug-headers', 'launch:recovery/restore-rehearsed'])
  expect(gatesIn(looser).runs[0].judgedAnew).toBe(1)
})

test('a call that no run made passes by nothing', async () => {
  const {call, change, run} = await world()
  const {id} = await run()
  await change(bindings, 'GET /healthz -> 200', 'GET /livez -> 200')
  expect(toMend(await call(`gate --run ${id} --format json`))).toContain('launch:access/healthz')
})

test('a run over another text of the checklist is judged, and that is said', async () => {
  const {call, change, run} = await world()
  const {id} = await run()
  await change('docs/launch.md', 'Access', 'Access\n\nWho may do what.')
  const {code, out} = await call(`gate --run ${id}`)
  expect([code, out]).toEqual([1, expect.stringContaining('Made over another text of docs/launch.md')])
})

test('several runs are several vantages of one gate', async () => {
  const {call, change, run} = await world()
  await change(bindings, 'GET /healthz -> 200', 'GET /healthz -> 200\n        from: cluster')
  const outside = await run()
  const cluster = await run(hoursOn(1), ' --vantage cluster')
  expect(toMend(await call(`gate --run ${outside.id} --format json`))).toContain('launch:access/healthz')
  const both = await call(`gate --run ${outside.file} --run ${cluster.file} --format json`, hoursOn(9))
  expect(toMend(both)).toEqual(['launch:access/debug-headers', 'launch:recovery/restore-rehearsed'])
  expect(gatesIn(both).judgedAt).toBe(hoursOn(1).toISOString())
})

test('a kept run that cannot be read is named beside the older one that is judged', async () => {
  const {call, cwd, run} = await world()
  await run()
  await writeFile(path.join(cwd, '.proofmark/runs/production/2026-11-23T09-00-00Z-abcdef.json'), '{')
  const {out} = await call('gate --env production')
  expect(out.match(/passed over/g)).toHaveLength(1)
  expect(out).toContain('2026-11-23T09-00-00Z-abcdef.json')
})

describe('held against an earlier run', () => {
  test('a run fails on what got worse, and on nothing else', async () => {
    let admin = 401
    const {call, run} = await world((request, response) => {
      response.statusCode = request.url === '/admin' ? admin : 200
      response.end()
    })
    const {id, file} = await run()
    const same = await call(`run --env production --failing --baseline ${id}`, hoursOn(1))
    expect(shown('run --failing --baseline RUN', same)).toMatchSnapshot()
    admin = 200
    const worse = await call(`run --failing --baseline ${file}`, hoursOn(2))
    expect(shown('run --failing --baseline FILE', worse)).toMatchSnapshot()
    const data = await call(`gate --baseline ${id} --format json`, hoursOn(2))
    expect([data.code, gatesIn(data).baseline]).toMatchObject([
      1,
      {
        runs: [{id, complete: true}],
        judgedAt: monday.toISOString(),
        gates: [{gotWorse: true, worse: ['launch:access/admin']}],
        shifts: [{key: 'launch:access/admin', from: {status: 'pass'}, to: {status: 'fail'}, worse: true}],
      },
    ])
    admin = 401
    const mended = await call(`run --env production --baseline ${id}`, hoursOn(3))
    expect([mended.code, mended.out.startsWith('not worse')]).toEqual([0, true])
  })

  test('a waiver that ended is worse, though the item stands as it did', async () => {
    const {call, change, run, cwd} = await world()
    await change('proofmark.yaml', 'service:', 'approvers: [lena.b]\nservice:')
    await mkdir(path.join(cwd, 'docs/records'))
    const waiver = {
      ...{kind: 'waiver', item: 'access/debug-headers', text: 'Debug headers are off (`DEBUG_HEADERS=false`)'},
      ...{covers: 'item', environments: ['production'], reason: 'Known.', owner: 'Platform', approver: 'lena.b'},
      until: '2026-11-23',
    }
    await writeFile(path.join(cwd, 'docs/records/known.md'), `---\n${JSON.stringify(waiver)}\n---\n`)
    const {id} = await run()
    await run(hoursOn(20))
    const {code, out} = await call(`gate --baseline ${id}`, hoursOn(20))
    expect([code, out]).toEqual([1, expect.stringContaining('access/debug-headers is waived no longer, and fails now')])
  })

  test('an earlier run that was interrupted is told, since nothing is worse than what it never saw', async () => {
    const {call, change, run} = await world()
    const {id, file} = await run()
    await change(file, '"complete": true', '"complete": false')
    expect((await call(`gate --baseline ${id}`)).out).toContain(`The earlier run ${id} was interrupted`)
  })
})

describe('what cannot be judged ends with 2 and one line', () => {
  const refused = async (line: string, place: Awaited<ReturnType<typeof world>>): Promise<string> => {
    const {code, out, err} = await place.call(line, hoursOn(1))
    expect([code, out, err.trim().split('\n').length]).toEqual([2, '', 1])
    return err
  }

  it.each([
    ['gate --at soon', 'expected a day such as'],
    ['gate --at 2026-11-23T08:00:00', 'a moment with its zone'],
    ['gate --run nothing.json', 'Unexpected `nothing.json`, where no file is, expected a run as'],
    ['gate --run docs', 'Unexpected `docs`, a folder, expected a run'],
    ['gate --run proofmark.yaml', 'text that is no JSON'],
    ['gate --baseline 2026-11-23T08-00-00Z-000000', 'expected one that is kept'],
    ['gate lanch', 'Unexpected gate `lanch`, did you mean `launch`?'],
    ['gate --env prod', 'Unexpected environment `prod`'],
  ])('%s', async (line, said) => {
    expect(await refused(line, await world())).toContain(said)
  })

  it.each([
    ['of another service', '"payments-api"', '"orders-api"', '', 'Unexpected service `orders-api` in'],
    [
      'of an environment that is none',
      '"environment": "production"',
      '"environment": "prod"',
      '',
      'environment `prod`',
    ],
    ['that nobody asked for', '"version"', '"version"', ' --env staging', 'expected `staging`, which is asked for'],
    ['that is no run', '"findings"', '"found"', '', '`findings`'],
    ['after the moment', '"version"', '"version"', ' --at 2026-11-22', 'had finished'],
  ])('a run %s', async (_, from, to, more, said) => {
    const place = await world()
    const {file} = await place.run()
    await place.change(file, from, to)
    expect(await refused(`gate --run ${file}${more}`, place)).toContain(said)
  })
})
