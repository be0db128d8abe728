import {describe, expect, it} from 'vitest'
import * as z from 'zod'
import {defineCheck} from '../../src/checks/define.ts'
import {checks} from '../../src/checks/index.ts'
import type {Doors} from '../../src/model/index.ts'
import {Run} from '../../src/model/index.ts'
import {type CallSpec, planOf} from './build.ts'
import {folderWith} from './folder.ts'
import {deadUrl, serve} from './serve.ts'
import {findingOf, run, stillClock} from './world.ts'

/** A check that does what a test says. */
const doing = (work: (doors: Doors) => Promise<number>, tell = (n: number) => `${n}`) =>
  defineCheck({
    ...{
      name: 'file',
      summary: 'Does what a test says.',
      params: z.object({path: z.string()}),
      shorthand: null,
      examples: [],
    },
    observation: z.object({exists: z.boolean(), n: z.number()}),
    expect: 'exists',
    observe: async (_, doors) => ({exists: true, n: await work(doors)}),
    tell: ({n}) => ({saw: tell(n)}),
  })

const fileCalls = (...names: string[]): Record<string, CallSpec> =>
  Object.fromEntries(names.map((name) => [name, {call: `file: ${name}`}]))

const outcomes = (made: Run) =>
  Object.fromEntries(made.findings.map(({call, outcome, cause}) => [call, cause ?? outcome]))

it('keeps a whole run: when, where, what was asked and seen', async () => {
  const {root, remove} = await folderWith({a: 'x'})
  const plan = planOf({environment: {target: 'http://user:pass@h.example'}, calls: fileCalls('a', 'b')})
  const made = await run(plan, root, {clock: stillClock('2026-11-24T14:02:11.500Z')})
  expect(Run.parse(made)).toEqual(made)
  expect(made).toMatchObject({
    ...{
      version: 1,
      service: 'shop',
      environment: 'staging',
      vantage: 'outside',
      target: 'http://h.example',
      complete: true,
    },
    ...{startedAt: '2026-11-24T14:02:11.500Z', finishedAt: '2026-11-24T14:02:11.500Z', causes: [], facts: []},
    ...{release: null, checklists: [{file: 'docs/launch.md', digest: 'd'}]},
    id: expect.stringMatching(/^2026-11-24T14-02-11Z-[0-9a-f]{6}$/),
  })
  expect(made.findings[1]).toEqual({
    ...{call: 'b', check: 'file', written: 'file: b', tenant: '-', vantage: 'outside', outcome: 'fail', cause: null},
    ...{
      message: 'expected existence of b to be true, saw no file b',
      expected: 'existence of b to be true',
      saw: 'no file b',
      source: null,
    },
    ...{next: 'write b', at: '2026-11-24T14:02:11.500Z', ms: 0, attempts: 1, look: 'look of b', until: null},
    observation: {path: 'b', exists: false, size: 0, text: null, json: null, sha256: null, modified: null},
  })
  await remove()
})

it('gives the same bytes for the same world, and findings in the order of the plan', async () => {
  const {root, remove} = await folderWith()
  const calls = fileCalls('c', 'a', 'b', 'd')
  const one = await run(planOf({calls}), root, {clock: stillClock(), concurrency: 1})
  const two = await run(planOf({calls}), root, {clock: stillClock(), concurrency: 4})
  expect((await run(planOf({calls}), root, {concurrency: 0})).findings).toHaveLength(4)
  expect(JSON.stringify(two)).toBe(JSON.stringify(one))
  expect(one.findings.map(({call}) => call)).toEqual(['c', 'a', 'b', 'd'])
  await remove()
})

it('makes no more calls at once than it may, and tells how far it is', async () => {
  let now = 0
  let most = 0
  const slow = doing(async () => {
    now += 1
    most = Math.max(most, now)
    await new Promise((resolve) => setImmediate(resolve))
    now -= 1
    return 1
  })
  const told: string[] = []
  const names = Array.from({length: 20}, (_, i) => `f${i}`)
  await run(planOf({calls: fileCalls(...names)}), '/nowhere', {
    ...{checks: [slow], concurrency: 3},
    onProgress: (done, total, message) => told.push(`${done}/${total} ${message}`),
  })
  expect(most).toBe(3)
  expect(told).toHaveLength(20)
  expect(told.at(-1)).toMatch(/^20\/20 file: f\d+$/)
})

describe('which calls are made', () => {
  const facts = {queue: {}, open: {}}
  const stated = {queue: false}

  it('those that anybody wants; what does not apply, is dropped or left out has no finding', async () => {
    const made = await run(
      planOf({
        ...{facts, environment: {facts: stated}},
        calls: {
          ...fileCalls('shared', 'moot', 'dropped', 'nobody'),
          'left-out': {call: 'file: x', when: 'facts.queue'},
        },
        items: {
          here: {calls: ['shared', 'left-out']},
          'with-queue': {when: 'facts.queue', calls: ['shared', 'moot']},
          gone: {drop: 'not ours', calls: ['dropped']},
        },
      }),
      '/nowhere',
    )
    expect(outcomes(made)).toEqual({shared: 'fail'})
  })

  it('nobody knows whether: not made, and the reason in words', async () => {
    const made = await run(
      planOf({
        ...{facts, environment: {facts: stated}},
        calls: {...fileCalls('of-item', 'both'), own: {call: 'file: x', when: 'facts.open'}},
        items: {maybe: {when: 'facts.open', calls: ['of-item', 'both']}, sure: {calls: ['own', 'both']}},
      }),
      '/nowhere',
    )
    expect(outcomes(made)).toEqual({'of-item': 'undetermined', own: 'undetermined', both: 'fail'})
    expect(findingOf(made, 'own')).toMatchObject({
      ...{outcome: 'not-run', attempts: 0, observation: null, saw: null, expected: 'existence of x to be true'},
      message: 'whether it applies is unknown: `facts.open` cannot be decided',
    })
    expect(findingOf(made, 'of-item').message).toContain('open: unknown (open is not stated)')
  })

  it('from another vantage: only there', async () => {
    const calls = {inside: {call: 'file: x', from: 'cluster'}, anywhere: {call: 'file: y'}}
    const outside = await run(planOf({calls}), '/nowhere')
    expect(outcomes(outside)).toEqual({inside: 'vantage', anywhere: 'fail'})
    expect(findingOf(outside, 'inside')).toMatchObject({
      ...{outcome: 'not-run', vantage: 'outside', next: 'proofmark run --env staging --vantage cluster'},
      message: 'only a run from `cluster` can answer it',
    })
    const inside = await run(planOf({calls}), '/nowhere', {vantage: 'cluster'})
    expect(findingOf(inside, 'inside')).toMatchObject({outcome: 'fail', vantage: 'cluster'})
  })
})

describe('needs', () => {
  const calls = {
    ...fileCalls('a', 'missing', 'other'),
    second: {call: 'file: a', needs: ['launch:first']},
    third: {call: 'file: a', needs: ['launch:second']},
    fourth: {call: 'file: a', needs: ['launch:second']},
  }
  const chain = {second: {calls: ['second']}, third: {calls: ['third']}, fourth: {calls: ['fourth']}}
  const made = async (first: (string | string[])[], more = {}) => {
    const {root, remove} = await folderWith({a: '', other: ''})
    const found = await run(planOf({calls, items: {...chain, first: {calls: first}}, ...more}), root, {concurrency: 2})
    await remove()
    return found
  }

  it('are met where every call of the needed item passes', async () => {
    expect(outcomes(await made(['a', 'other']))).toMatchObject({second: 'pass', third: 'pass', fourth: 'pass'})
    expect(outcomes(await made([['missing', 'other']]))).toMatchObject({second: 'pass', third: 'pass'})
  })

  it('fail once, and name the first cause for all that follow', async () => {
    const found = await made(['a', 'missing'])
    expect(outcomes(found)).toEqual({a: 'pass', missing: 'fail', second: 'needs', third: 'needs', fourth: 'needs'})
    expect(findingOf(found, 'fourth')).toMatchObject({
      ...{outcome: 'not-run', message: 'it needs launch:first, which does not pass', next: 'mend launch:first first'},
    })
    expect(found.causes).toMatchObject([{cause: 'needs', what: 'launch:first', calls: ['second', 'third', 'fourth']}])
  })

  it('do not count an item that does not apply', async () => {
    const more = {
      ...{facts: {queue: {}}, environment: {facts: {queue: false}}},
      items: {...chain, first: {when: 'facts.queue', calls: ['missing']}},
    }
    expect(outcomes(await made([], more))).toEqual({second: 'pass', third: 'pass', fourth: 'pass'})
  })

  it('in a circle are never met', async () => {
    const circle = {
      one: {call: 'file: a', needs: ['launch:two']},
      two: {call: 'file: a', needs: ['launch:one']},
      self: {call: 'file: a', needs: ['launch:self']},
      behind: {call: 'file: a', needs: ['launch:one']},
    }
    const items = Object.fromEntries(Object.keys(circle).map((id) => [id, {calls: [id]}]))
    const found = await run(planOf({calls: circle, items}), '/nowhere')
    expect(outcomes(found)).toEqual({one: 'needs', two: 'needs', self: 'needs', behind: 'needs'})
  })
})

describe('what breaks', () => {
  it.each([
    ['throws', doing(() => Promise.reject(new Error('out of luck\nat line 1'))), 'the check `file` broke: out of luck'],
    ['throws no error', doing(() => Promise.reject('just text')), 'the check `file` broke: just text'],
    ['sees what it should not', doing(async () => Number.NaN), 'the check `file` broke:'],
    [
      'cannot tell it',
      doing(
        async () => 1,
        () => {
          throw new Error('speechless')
        },
      ),
      'the check `file` broke: speechless',
    ],
  ])('a check that %s is an error', async (_, check, message) => {
    const made = await run(planOf({calls: fileCalls('a')}), '/nowhere', {checks: [check]})
    expect(findingOf(made, 'a')).toMatchObject({
      ...{outcome: 'error', cause: 'error', attempts: 1, observation: null, saw: null},
      message: expect.stringContaining(message),
    })
    expect(made.complete).toBe(true)
  })

  it('a check that nobody knows is an error', async () => {
    const made = await run(planOf({calls: fileCalls('a')}), '/nowhere', {checks: []})
    expect(findingOf(made, 'a')).toMatchObject({
      outcome: 'error',
      message: 'Unexpected check `file`, expected one that exists',
    })
  })

  it('an expectation that cannot be read over what was seen is an error, and what was seen is kept', async () => {
    const calls = {a: {call: 'file: a', expect: 'json.p95 > 1.0'}}
    const {root, remove} = await folderWith({a: '{"p95": "fast"}'})
    const made = await run(planOf({calls}), root)
    await remove()
    expect(findingOf(made, 'a')).toMatchObject({outcome: 'error', cause: 'error', observation: {json: {p95: 'fast'}}})
  })

  it.each([
    ['', () => new Promise<number>(() => {})],
    [
      ' that listens',
      ({signal}: Doors) =>
        new Promise<number>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    ],
  ])('a check%s is ended when its time is up', async (_, work) => {
    const calls = {a: {call: 'file: a', timeout: 20}}
    const made = await run(planOf({calls}), '/nowhere', {checks: [doing(work)]})
    expect(findingOf(made, 'a')).toMatchObject({
      outcome: 'error',
      cause: 'error',
      message: 'no answer within 20 ms',
      attempts: 1,
    })
  })

  it('a server that hangs is an error after the time of the call', async () => {
    const target = await serve(() => {})
    const calls = {a: {call: 'http: GET /', timeout: 100}}
    const made = await run(planOf({environment: {target: target.url}, calls}), '/nowhere')
    await target.close()
    expect(findingOf(made, 'a')).toMatchObject({outcome: 'error', message: 'no answer within 100 ms'})
  })
})

describe('further tries', () => {
  const failing = (times: number) => {
    let left = times
    return doing(async () => {
      left -= 1
      if (left >= 0) throw new Error('not yet')
      return 1
    })
  }
  const retry = {times: 3, on: ['error' as const], backoff: 100}

  it('are made until it passes, further and further apart', async () => {
    const clock = stillClock()
    const calls = {a: {call: 'file: a', retry}}
    const made = await run(planOf({calls}), '/nowhere', {checks: [failing(2)], clock})
    expect(findingOf(made, 'a')).toMatchObject({outcome: 'pass', attempts: 3, at: '2026-11-24T14:00:00.300Z'})
    expect(clock.waits).toEqual([100, 200])
  })

  it('are spread when many come back at once', async () => {
    const clock = stillClock()
    await run(planOf({calls: {a: {call: 'file: a', retry}}}), '/nowhere', {
      checks: [failing(1)],
      clock,
      random: () => 1,
    })
    expect(clock.waits).toEqual([125])
  })

  it('end', async () => {
    const made = await run(planOf({calls: {a: {call: 'file: a', retry}}}), '/nowhere', {
      checks: [failing(9)],
      clock: stillClock(),
    })
    expect(findingOf(made, 'a')).toMatchObject({outcome: 'error', attempts: 4})
  })

  it('are for the outcomes that are named', async () => {
    const of = (on: ('error' | 'fail')[]) => ({a: {call: 'file: gone', retry: {...retry, on}}})
    const clock = stillClock()
    expect(findingOf(await run(planOf({calls: of(['error'])}), '/nowhere', {clock}), 'a').attempts).toBe(1)
    expect(findingOf(await run(planOf({calls: of(['fail'])}), '/nowhere', {clock}), 'a').attempts).toBe(4)
  })

  it('find a target that starts late', async () => {
    const url = await deadUrl()
    const late = await serve((_, response) => response.end())
    let asked = 0
    const check = checks.find(({name}) => name === 'http')
    if (check === undefined) throw new Error('Unexpected list without http')
    const calls = {
      a: {call: 'http: GET /', retry},
      b: {call: `http: GET ${late.url}/`, retry},
    }
    const allow = [{door: 'http' as const, method: 'GET', origin: late.url, path: '/*'}]
    const counting = {
      ...check,
      observe: (...all: Parameters<typeof check.observe>) => {
        asked += 1
        return check.observe(...all)
      },
    }
    const made = await run(planOf({environment: {target: url, allow}, calls}), '/nowhere', {
      checks: [counting],
      clock: stillClock(),
    })
    await late.close()
    expect(outcomes(made)).toEqual({a: 'unreachable', b: 'pass'})
    expect(findingOf(made, 'a').attempts).toBe(4)
    expect(asked).toBe(5)
  })
})

describe('a target that does not answer', () => {
  it('is one cause for all that it takes', async () => {
    const url = await deadUrl()
    const calls = {a: {call: 'http: GET /a -> 200'}, b: {call: 'http: GET /b -> 200'}, ...fileCalls('c')}
    const made = await run(planOf({environment: {target: url}, calls}), '/nowhere')
    expect(outcomes(made)).toEqual({a: 'unreachable', b: 'unreachable', c: 'fail'})
    expect(made.causes).toEqual([
      {
        ...{cause: 'unreachable', what: url, calls: ['a', 'b'], since: expect.any(String)},
        message: `\`${url}\` does not answer: connection refused`,
      },
    ])
    expect(made.complete).toBe(true)
  })

  it('is the one cause of what needs those items, too', async () => {
    const url = await deadUrl()
    const calls = {
      a: {call: 'http: GET /a -> 200'},
      b: {call: 'http: GET /b -> 200', needs: ['launch:alive']},
      c: {call: 'http: GET /c -> 200', needs: ['launch:ready']},
    }
    const items = {alive: {calls: ['a']}, ready: {calls: ['b']}, served: {calls: ['c']}}
    const made = await run(planOf({environment: {target: url}, calls, items}), '/nowhere')
    expect(outcomes(made)).toEqual({a: 'unreachable', b: 'needs', c: 'needs'})
    expect(made.causes).toMatchObject([{cause: 'unreachable', what: url, calls: ['a', 'b', 'c']}])
  })

  it('dies in the middle of a run: what was seen before counts, nothing passes after, the run is whole', async () => {
    let left = 5
    const target = await serve((_, response) => {
      left -= 1
      response.end('ok')
      if (left === 0) void target.close()
    })
    const names = Array.from({length: 40}, (_, i) => `c${i}`)
    const calls = Object.fromEntries(names.map((name) => [name, {call: `http: GET /${name} -> 200`}]))
    const made = await run(planOf({environment: {target: target.url}, calls}), '/nowhere', {concurrency: 1})
    const found = made.findings.map(({outcome, cause}) => cause ?? outcome)
    expect(found.slice(0, 4)).toEqual(['pass', 'pass', 'pass', 'pass'])
    expect(new Set(found.slice(5))).toEqual(new Set(['unreachable']))
    expect(made.findings).toHaveLength(40)
    expect(made.complete).toBe(true)
    expect(made.causes).toMatchObject([{cause: 'unreachable', what: target.url}])
  })
})

describe('an interrupted run', () => {
  it('keeps what is finished, and says of the rest that it was not run', async () => {
    const stop = new AbortController()
    let made = 0
    const check = doing(async () => {
      made += 1
      if (made === 3) stop.abort()
      if (made === 4) await new Promise(() => {})
      return 1
    })
    const names = ['a', 'b', 'c', 'd', 'e']
    const found = await run(planOf({calls: fileCalls(...names)}), '/nowhere', {
      checks: [check],
      concurrency: 1,
      signal: stop.signal,
    })
    expect(outcomes(found)).toEqual({a: 'pass', b: 'pass', c: 'interrupted', d: 'interrupted', e: 'interrupted'})
    expect(findingOf(found, 'e')).toMatchObject({
      outcome: 'not-run',
      attempts: 0,
      message: 'the run was interrupted before it',
    })
    expect(found.complete).toBe(false)
    expect(made).toBe(3)
  })

  it('does not wait for a further try', async () => {
    const stop = new AbortController()
    const check = doing(async () => {
      setTimeout(() => stop.abort(), 5)
      throw new Error('not yet')
    })
    const calls = {a: {call: 'file: a', retry: {times: 1, on: ['error' as const], backoff: 60_000}}}
    const found = await run(planOf({calls}), '/nowhere', {checks: [check], signal: stop.signal})
    expect(outcomes(found)).toEqual({a: 'interrupted'})
  })

  it('before it began has no result at all', async () => {
    const found = await run(planOf({calls: fileCalls('a')}), '/nowhere', {signal: AbortSignal.abort()})
    expect(outcomes(found)).toEqual({a: 'interrupted'})
  })
})

describe('the release', () => {
  const of = async (
    release: {given: string} | {path: string; field: string},
    body = '{"build": {"version": "4f2c91a", "n": 7}}',
    status = 200,
  ) => {
    const target = await serve((_, response) => response.writeHead(status).end(body))
    const made = await run(planOf({environment: {target: target.url, release}, calls: {}}), '/nowhere')
    await target.close()
    return made.release
  }

  it('is given, or read from the target', async () => {
    expect(await of({given: '1.2.3'})).toBe('1.2.3')
    expect(await of({path: '/version', field: 'build.version'})).toBe('4f2c91a')
    expect(await of({path: '/version', field: 'build.n'})).toBe('7')
  })

  it('is nothing where the target does not say it', async () => {
    expect(await of({path: '/version', field: 'commit'})).toBeNull()
    expect(await of({path: '/version', field: 'build'})).toBeNull()
    expect(await of({path: '/version', field: 'build.version'}, 'no JSON')).toBeNull()
    expect(await of({path: '/version', field: 'build.version'}, undefined, 404)).toBeNull()
  })
})

it('keeps observations small', async () => {
  const big = JSON.stringify({list: Array.from({length: 5_000}, (_, i) => ({i, text: 'x'.repeat(100)}))})
  const {root, remove} = await folderWith({
    'big.json': big,
    'deep.json': `${'['.repeat(3_000)}${']'.repeat(3_000)}`,
    'within.json': `${'['.repeat(200)}"[["${']'.repeat(200)}`,
  })
  const calls = {
    big: {call: 'file: big.json', expect: 'size(json.list) == 5000'},
    deep: {call: 'file: deep.json', expect: 'exists && json == null'},
    within: {call: 'file: within.json', expect: 'json != null'},
  }
  const made = await run(planOf({calls}), root)
  await remove()
  for (const {observation, outcome} of made.findings) {
    expect(outcome).toBe('pass')
    expect(Buffer.byteLength(JSON.stringify(observation))).toBeLessThanOrEqual(65_536)
  }
})
