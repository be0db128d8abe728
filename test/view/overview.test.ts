import {describe, expect, test} from 'vitest'
import type {Gate, Repair} from '../../src/model/index.ts'
import {drawPart, fill} from '../../src/view/index.ts'
import {checklist, type EnvironmentMore, environment, finding, gate, item, result, snapshot} from '../setup/snapshot.ts'
import {tagless} from './tagless.ts'

const key = (id: string): string => `readiness:${id}`
const items = [
  item('access/headers', 'Headers are off:'),
  item('access/admin', 'Admin is closed.', {parent: 'access/headers'}),
  item('data/kept', 'Data is kept'),
]
const passing = [
  result(key('access/headers'), 'pass'),
  result(key('access/admin'), 'pass'),
  result(key('data/kept'), 'pass'),
]

const shotOf = (gates: Gate[], more: EnvironmentMore = {}, results = passing) =>
  snapshot([checklist(items)], [environment('production', results, {...more, results: {gates, ...more.results}})])

const answer = (shot: ReturnType<typeof shotOf>): string => tagless(drawPart('answers', shot)).replace(/ Judged .*/, '')

const repair = (id: string, more: Partial<Repair['items'][number]> = {}, of: Partial<Repair> = {}): Repair => ({
  cause: null,
  items: [
    {
      key: key(id),
      tenants: ['-'],
      status: 'fail',
      reason: 'expectation',
      owner: 'Platform',
      at: {file: 'docs/readiness.md', line: 32, column: 1},
      contradicted: false,
      ...more,
    },
  ],
  expected: null,
  saw: null,
  because: 'it is not so',
  next: 'mend it',
  ...of,
})

describe('the decision', () => {
  const at = {file: 'docs/records/go.md', line: 1, column: 1}
  const decision = {
    decision: 'conditional-go',
    by: 'lena.b',
    on: '2026-11-24',
    conditions: 'the restore is rehearsed by Friday.',
    at,
  } as const
  const shot = shotOf([gate('production', 'unmet'), gate('production', 'met', {name: 'rehearsal'})], {
    results: {decision},
  })

  test("is a person's, told once an environment, beside the gate that says otherwise", () => {
    const words = tagless(drawPart('answers', {...shot}))
    expect(words).toContain(
      'Decided: conditional-go by lena.b on 24 Nov 2026 ( docs/records/go.md:1 ): the restore is rehearsed by Friday.',
    )
    expect(words.match(/Decided/g)).toHaveLength(1)
  })

  test('is not told to the public', () => {
    expect(drawPart('answers', {...shot, site: {...shot.site, audience: 'public'}})).not.toContain('Decided')
  })
})

describe('the answer', () => {
  test.each<[string, Partial<Gate>, Gate['verdict'], string]>([
    [
      'met',
      {read: 49, passing: 46, until: '2026-12-01T23:59:59Z', lapsesFirst: key('data/kept')},
      'met',
      'Production: yes, until 1 Dec 2026 Gate go-live is met: 46 items pass, 3 are not applicable. First to lapse: Data is kept.',
    ],
    ['met without an end', {read: 1, passing: 1}, 'met', 'Production: yes Gate go-live is met: 1 item passes.'],
    [
      'met but for what is listed',
      {read: 43, passing: 40, listed: ['x']},
      'met',
      'Production: yes Gate go-live is met for 42 of 43; the one left is unbound and only listed.',
    ],
    [
      'met with waivers',
      {read: 3, passing: 2, waived: 1},
      'met',
      'Production: yes Gate go-live is met: 2 items pass, 1 is not so, and waived.',
    ],
    [
      'unmet',
      {
        failing: 2,
        blocked: 5,
        toMend: 7,
        repairs: [repair('access/admin'), repair('data/kept')],
        until: '2026-12-01T23:59:59Z',
      },
      'unmet',
      'Production: not yet Gate go-live is unmet: 2 items fail and 5 are blocked. Two repairs mend it; it would then hold until 1 Dec 2026.',
    ],
    [
      'unmet by one',
      {failing: 0, blocked: 1, toMend: 1, repairs: [repair('data/kept')]},
      'unmet',
      'Production: not yet Gate go-live is unmet: 1 item is blocked. One repair mends it.',
    ],
    ['empty', {why: 'empty', passing: 0}, 'unmet', 'Production: not yet Gate go-live is unmet: nothing in it passes.'],
  ])('%s', (_, more, verdict, words) => {
    expect(answer(shotOf([gate('production', verdict, more)]))).toBe(words)
  })

  test('nobody can say: the one cause, since when, and how much it blocks', () => {
    const cause = {
      cause: 'unreachable' as const,
      what: 'x',
      message: 'production is unreachable (connection refused)',
      since: '2026-11-24T14:02:09Z',
      calls: ['c1'],
    }
    const dead = result(key('data/kept'), 'blocked', {
      own: {reason: 'unreachable'},
      findings: [finding('error', {call: 'c1'})],
    })
    expect(
      answer(shotOf([gate('production', 'unjudged', {why: 'unreachable', blocked: 19})], {causes: [cause]}, [dead])),
    ).toBe(
      'Production: nobody can say Gate go-live could not be judged: production is unreachable (connection refused), since 24 Nov 2026, 14:02 UTC, and 1 item is blocked by it.',
    )
    expect(answer(shotOf([gate('production', 'unjudged')], {run: null}))).toBe(
      'Production: nobody can say Gate go-live could not be judged: no run has been made yet.',
    )
  })

  test('is one for each gate, told apart where an environment has several', () => {
    const shot = shotOf([gate('production', 'met'), gate('production', 'unmet', {name: 'audit', why: 'empty'})])
    expect(drawPart('answers', shot)).toContain('id="production-go-live"')
    expect(tagless(drawPart('short:readiness', shot))).toContain(
      'Production, audit: not yet. Nothing in the gate passes.',
    )
  })

  test.each([
    ['what it leans on lapses', '2026-11-25T09:00:00Z', '2026-11-25T09:00:00Z', 'was met until 25\u00a0Nov\u00a02026'],
    ['its results count no longer', '2026-12-01T23:59:59Z', '2026-11-25T14:02:11Z', 'was met on 24\u00a0Nov\u00a02026'],
    [
      'its results count no longer, with no lapse in sight',
      null,
      '2026-11-25T14:02:11Z',
      'was met on 24\u00a0Nov\u00a02026',
    ],
  ])('holds the moment at which the page takes it back: %s', (_, until, at, past) => {
    const html = drawPart('answers', shotOf([gate('production', 'met', {until})]))
    expect(html).toContain(`data-until="${at}" data-past="Production: ${past}; judge again"`)
  })
})

describe('repairs', () => {
  const unmet = (repairs: Repair[]) => tagless(drawPart('overview', shotOf([gate('production', 'unmet', {repairs})])))

  test('begin with what is ticked and not so, each with owner and place', () => {
    const text = unmet([repair('data/kept'), repair('access/admin', {contradicted: true})])
    expect(text).toContain(
      'Two repairs before production goes live Ticked, and not so fail contradicted Headers are off: Admin is closed',
    )
    expect(text).toContain('The rest fail Data is kept It is not so. next mend it owner Platform readiness.md:10')
  })

  test('have no headings of their own where nothing is ticked', () => {
    expect(unmet([repair('data/kept')])).not.toMatch(/Ticked|The rest/)
  })

  test('share one row where they share a cause', () => {
    const both = repair(
      'data/kept',
      {status: 'blocked', reason: 'stale', owner: null},
      {cause: 'the last run from `cluster` is 31 hours old'},
    )
    both.items.push(...repair('access/admin', {status: 'blocked', reason: 'stale', owner: null}).items)
    expect(unmet([both])).toContain(
      'blocked stale Data is kept Headers are off: Admin is closed One cause, two items: the last run from cluster is 31 hours old. next mend it owner nobody yet',
    )
  })

  test('are cut where they are very many, with a way to all of them', () => {
    const html = drawPart(
      'overview',
      shotOf([gate('production', 'unmet', {repairs: Array.from({length: 60}, () => repair('data/kept'))})]),
    )
    expect(tagless(html)).toContain('And 20 more: each in its place.')
    expect(html).toContain('href="/operations/readiness/#show-to-mend"')
  })
})

test('what lapses within ninety days is listed, the next first, the same in two environments once', () => {
  const attested = (until: string) => ({
    by: 'ines.o',
    on: '2026-06-04',
    until,
    at: {file: 'docs/records/a.md', line: 1, column: 1},
  })
  const results = [
    result(key('access/admin'), 'pass', {attestation: attested('2026-12-20')}),
    result(key('data/kept'), 'pass', {attestation: attested('2026-12-01')}),
    result(key('access/headers'), 'pass', {attestation: attested('2028-01-01')}),
  ]
  const shot = snapshot([checklist(items)], [environment('production', results), environment('staging', results)])
  const text = tagless(drawPart('overview', shot))
  expect(text).toContain(
    'Lapsing soon 1 Dec 2026 Data is kept Production and staging: the attestation of ines.o 20 Dec 2026 Headers are off: Admin is closed',
  )
  expect(text).not.toContain('2028')
  expect(tagless(drawPart('overview', shotOf([gate('production', 'met')])))).not.toContain('Lapsing')
})

test('the matrix has a row for each section, and one for each checklist where there are several', () => {
  const one = shotOf([gate('production', 'met')], {tenants: ['acme', 'globex']}, [
    result(key('access/admin'), 'fail', {tenant: 'globex'}),
    result(key('access/admin'), 'pass', {tenant: 'acme'}),
    result(key('data/kept'), 'pass'),
  ])
  expect(tagless(drawPart('overview', one))).toContain(
    'By section, environment and tenant production section acme globex The access section pass fail The data section pass pass',
  )
  const other = checklist([item('x/y', 'Z')], {name: 'other', title: 'Other', file: 'docs/other.md'})
  const two = snapshot(
    [checklist(items), other],
    [environment('production', [...passing, result('other:x/y', 'fail')])],
  )
  expect(tagless(drawPart('overview', two))).toContain(
    'By checklist and environment checklist production Readiness pass Other fail',
  )
})

test('coverage counts what proves the items, and links the one that nothing does', () => {
  const results = [...passing.slice(0, 2), result(key('data/kept'), 'blocked', {proof: 'unbound'})]
  const shot = snapshot(
    [checklist(items)],
    [
      environment('production', results, {
        results: {coverage: {automatic: 2, 'semi-automatic': 0, manual: 0, unbound: 1}},
      }),
    ],
  )
  const html = drawPart('overview', shot)
  expect(tagless(html)).toContain(
    'How 3 items are proven 2 automatic: checks alone prove it 1 unbound: nothing says how to prove it',
  )
  expect(html).toContain('<a href="/items/readiness/data/kept/">nothing says how to prove it</a>')
})

test('every address carries the base once', () => {
  const shot = snapshot([checklist(items)], [environment('production', passing)], {
    site: {title: 'T', url: null, base: 'docs/', audience: 'internal'},
  })
  const html =
    drawPart('overview', shot) +
    drawPart('bar:readiness', shot) +
    drawPart('short:readiness', shot) +
    drawPart(`item:${key('data/kept')}`, shot)
  const addresses = [...html.matchAll(/href="(\/[^"]*)"/g)].map(([, address]) => address)
  expect(addresses.length).toBeGreaterThan(3)
  expect(addresses.filter((address) => !address?.startsWith('/docs/') || address.startsWith('/docs/docs'))).toEqual([])
})

test('five thousand items are drawn without repeating work for each', () => {
  const many = Array.from({length: 5000}, (_, index) => item(`s/${index}`, `Item ${index}`))
  const results = many.map(({id}) => result(key(id), 'not-applicable', {condition: 'the queue is off'}))
  const page = many.map(({id}) => `<pm-verdict data-item="${key(id)}" class="not-content"></pm-verdict>`).join('')
  expect(
    fill(page, snapshot([checklist(many)], [environment('production', results)])).match(/not applicable/g)?.length,
  ).toBeGreaterThan(5000)
})

test('of a checklist of hundreds of sections the table shows those with most to mend, in their order', () => {
  const many = Array.from({length: 300}, (_, index) => item(`part-${index}/guard`, `Guard ${index} is on`))
  const results = many.map(({id}, index) => result(key(id), index % 10 === 5 ? 'fail' : 'pass'))
  const html = drawPart('overview', snapshot([checklist(many)], [environment('production', results)]))
  expect(html.match(/<tr><th scope="row"/g)).toHaveLength(80)
  expect(html.match(/The part-\d*5 section/g)).toHaveLength(30)
  expect(html.indexOf('The part-5 section')).toBeLessThan(html.indexOf('The part-295 section'))
  expect(tagless(html)).toContain('The 80 with most to mend, of 300 sections.')
})
