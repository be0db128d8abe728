import {expect, test} from 'vitest'
import {emptyMarker, fill} from '../../src/view/index.ts'
import {binding, checklist, environment, finding, gate, item, result, snapshot} from '../setup/snapshot.ts'
import {tagless} from './tagless.ts'

const key = 'readiness:access/headers'
const one = checklist([item('access/headers', 'Headers are off')])
const cellsOf = (shot: ReturnType<typeof snapshot>, of = key): string => fill(emptyMarker('item', of), shot)

test.each([
  ['pass', 'pm-s pass', '#pm-pass', 'pass'],
  ['fail', 'pm-s fail', '#pm-fail', 'fail'],
  ['blocked', 'pm-s blocked', '#pm-blocked', 'blocked'],
  ['not-applicable', 'pm-s not-applicable', '#pm-not-applicable', 'not applicable'],
] as const)('%s has its glyph and its word', (status, classes, glyph, word) => {
  const html = cellsOf(snapshot([one], [environment('production', [result(key, status)])]))
  expect(html).toContain(`<span class="${classes}"><svg aria-hidden="true"><use href="${glyph}"/></svg>${word}</span>`)
  expect(html).toContain('<dt>production</dt>')
})

test('an item that only groups shows its roll-up, and folds nothing away', () => {
  const html = cellsOf(snapshot([one], [environment('production', [result(key, null, {rollUp: 'blocked'})])]))
  expect(tagless(html)).toBe('production blocked')
  expect(html).not.toContain('<details')
  expect(html).not.toContain('data-f')
})

test('an item that no environment judged says so', () => {
  expect(tagless(cellsOf(snapshot([one], [environment('production', [])])))).toContain('production not judged')
})

test('a dropped item says so, with the reason in a quiet line', () => {
  const dropped = result(key, null, {own: {reason: 'dropped', because: 'we run without headers'}})
  expect(tagless(cellsOf(snapshot([one], [environment('production', [dropped])])))).toContain(
    'Dropped: we run without headers.',
  )
})

test('tenants stand by status, worst first: one or two by name, more as a count', () => {
  const tenants = ['acme', 'globex', 'initech', 'stark', 'umbrella', 'wayne']
  const results = tenants.map((tenant) => result(key, tenant === 'globex' ? 'fail' : 'pass', {tenant}))
  const text = tagless(cellsOf(snapshot([one], [environment('production', results, {tenants})])))
  expect(text).toContain('production fail globex pass 5 of 6')
})

test('where all tenants stand alike, none is named', () => {
  const results = ['acme', 'globex'].map((tenant) => result(key, 'pass', {tenant}))
  expect(
    tagless(cellsOf(snapshot([one], [environment('production', results, {tenants: ['acme', 'globex']})]))),
  ).toMatch(/^production pass production pass proof/)
})

test('remarks stand under the status that they belong to', () => {
  const attestation = {
    by: 'ines.o',
    on: '2026-06-04',
    until: '2026-12-01',
    at: {file: 'docs/records/a.md', line: 1, column: 1},
  }
  const waiver = {
    approver: 'lena.b',
    owner: 'Identity',
    reason: 'R',
    until: '2027-01-15',
    at: {file: 'docs/records/w.md', line: 1, column: 1},
  }
  const shot = (more: object, status: 'pass' | 'fail' | 'blocked' = 'pass') =>
    cellsOf(snapshot([one], [environment('production', [result(key, status, more)])]))
  expect(shot({attestation})).toContain('<small>until 1\u00a0Dec\u00a02026</small>')
  expect(shot({flaky: true})).toContain('<span class="pm-s flaky">')
  expect(shot({own: {reason: 'stale'}}, 'blocked')).toContain('<small><span class="pm-s stale">')
  expect(shot({own: {reason: 'missing'}}, 'blocked')).toContain('<small>missing</small>')
  const waived = shot({waiver}, 'fail')
  expect(waived).toContain('class="pm-s fail accepted"')
  expect(tagless(waived)).toContain('waived to 15 Jan')
  expect(tagless(waived)).toContain('Waived until 15 Jan 2027, approved by lena.b.')
})

test('a choice says what holds, for each tenant where they differ', () => {
  const results = [
    result(key, 'pass', {tenant: 'acme', fact: 'artifact'}),
    result(key, 'pass', {tenant: 'globex', fact: 'DB-only'}),
  ]
  const shot = snapshot([one], [environment('production', results, {tenants: ['acme', 'globex']})], {
    bindings: {[key]: binding({choice: 'serving_mode'})},
  })
  expect(cellsOf(shot)).toContain('<small>acme artifact, globex DB-only</small>')
})

test('why it does not apply is said once: not again below the item or the heading that says it', () => {
  const parent = item('access/keys', 'Where keys are used:')
  const child = item('access/rotate', 'Rotate them', {parent: 'access/keys'})
  const other = item('access/log', 'Log it')
  const off = {own: {reason: 'condition' as const, because: 'keys are off'}, condition: 'keys are off'}
  const results = [
    result('readiness:access/keys', 'not-applicable', off),
    result('readiness:access/rotate', 'not-applicable', off),
    result('readiness:access/log', 'pass'),
  ]
  const partly = snapshot([checklist([parent, child, other])], [environment('production', results)])
  expect(cellsOf(partly, 'readiness:access/keys')).toContain('<small>keys are off</small>')
  expect(cellsOf(partly, 'readiness:access/rotate')).not.toContain('<small>')

  const wholly = snapshot([checklist([parent, child])], [environment('production', results.slice(0, 2))])
  expect(cellsOf(wholly, 'readiness:access/keys')).not.toContain('<small>')
  expect(tagless(fill(emptyMarker('section', 'readiness#access'), wholly))).toContain(
    'Not applicable in production: keys are off.',
  )
})

test('three environments keep their columns; a fourth takes the narrow form', () => {
  const names = ['production', 'staging', 'canary', 'local']
  const shot = (count: number) =>
    snapshot(
      [one],
      names.slice(0, count).map((name) => environment(name, [result(key, 'pass')])),
    )
  expect(fill(emptyMarker('part', 'bar:readiness'), shot(3))).toContain('<div class="pm-bar">')
  expect(fill(emptyMarker('part', 'bar:readiness'), shot(4))).toContain('<div class="pm-bar many">')
})

test('the flags of the filters are on the cells', () => {
  const repairs = [
    {
      cause: null,
      items: [
        {
          key,
          tenants: ['-'],
          status: 'fail' as const,
          reason: 'expectation' as const,
          owner: 'Platform',
          at: item('x', 'x').at,
          contradicted: true,
        },
      ],
      expected: null,
      saw: null,
      because: '',
      next: '',
    },
  ]
  const production = environment(
    'production',
    [result(key, 'fail', {owner: 'Data platform', findings: [finding('fail')]})],
    {
      results: {
        gates: [gate('production', 'unmet', {repairs})],
        claims: [{key, claim: 'ticked', status: 'fail', verdict: 'contradicted'}],
      },
    },
  )
  const html = cellsOf(snapshot([one], [production, environment('staging', [result(key, 'pass')])]))
  expect(html).toContain('data-f="to-mend failing contradicted differs owner-data-platform"')
})
