import {describe, expect, test} from 'vitest'
import {parseChecklist} from '../../src/markdown/index.ts'
import {idsOf, itemsOf, parse, told} from './read.ts'

describe('pinned and visible ids', () => {
  test('a comment inside the own paragraph pins, and is no part of the sentence', () => {
    expect(itemsOf('- [ ] Rotate keys <!-- proofmark: keys/Rotate_1 -->')).toMatchObject([
      {id: 'keys/Rotate_1', idFrom: 'pinned', text: 'Rotate keys', own: 'Rotate keys', html: 'Rotate keys'},
    ])
  })

  test('braces at the end pin too', () => {
    expect(itemsOf('- [ ] Rotate `K` {#rotate}')).toMatchObject([{id: 'rotate', idFrom: 'pinned', text: 'Rotate K'}])
    expect(itemsOf('- [ ] Write `{#rotate}`')).toMatchObject([{idFrom: 'derived', text: 'Write {#rotate}'}])
  })

  test.each([
    ['**OSPS-AC-01.01**: access', 'OSPS-AC-01.01'],
    ['**PRC-27-001** — access', 'PRC-27-001'],
    ['VoIP-001 - access', 'VoIP-001'],
    ['AC.7_a – access', 'AC.7_a'],
    ['(AC-01): access', 'AC-01'],
    ['[AC-01]: access', 'AC-01'],
    ['**auth-01** access', 'auth-01'],
    ['**[auth-01]** access', 'auth-01'],
  ])('%j shows its id', (sentence, id) => {
    expect(itemsOf(`- [ ] ${sentence}`)).toMatchObject([{id, idFrom: 'visible', own: 'access'}])
  })

  test.each([
    'AC-01 access',
    '([C-CASE]) access',
    'p95 - access',
    '1-2: access',
    '*AC-01* access',
    'ratio 1-2: access',
  ])('%j shows none', (sentence) => {
    expect(itemsOf(`- [ ] ${sentence}`)[0]?.idFrom).toBe('derived')
  })

  test('a pinned id comes before a visible one, which still names the item', () => {
    const [item] = itemsOf('# T', '- [ ] **AC-01**: access is logged <!-- proofmark: log -->')
    expect(item).toMatchObject({
      id: 'log',
      forms: ['log', 'AC-01', 't/access-logged', expect.stringMatching(/^t\/access-logged-[0-9a-f]{4}$/)],
    })
  })

  test('E07 ids stay as written, and case makes no other id', () => {
    const {items, problems} = parse('- [ ] **auth-01** one', '- [ ] **AUTH-01** two')
    expect(items.map(({id}) => id)).toEqual(['auth-01', 'AUTH-01~2'])
    expect(problems).toMatchObject([{slug: 'duplicate-id', at: {line: 2}, also: [{line: 1}]}])
    expect(problems[0]?.message).toContain('which another item has')
  })

  test('comments of ours elsewhere are named', () => {
    const {items, problems} = parse(
      '- [ ] first word <!-- proofmark: a -->',
      '',
      '  <!-- proofmark: b -->',
      '',
      '- [ ] second word <!-- proofmark: c --> <!-- proofmark: d -->',
      '- [ ] third word <!-- proofmark: not an id -->',
      '- plain <!-- proofmark: e -->',
      '',
      '<!-- proofmark: f -->',
      '',
      '<!-- proofmark is a tool --> <!-- ours: g -->',
    )
    expect(items.map(({id}) => id)).toEqual(['a', 'c', 'list/third-word'])
    expect(told(problems)).toEqual([
      'stray-comment 3:3',
      'stray-comment 5:41',
      'wrong-id 6:18',
      'stray-comment 7:9',
      'stray-comment 9:1',
      'stray-comment 11:1',
    ])
  })
})

describe('derived ids', () => {
  test.each([
    ['Turn it off (`DEV_AUTH_ENABLED=false`)', 'dev-auth-enabled'],
    ['Serve `/health/detailed` inside', 'health-detailed'],
    ['Answers carry `meta.config_version`', 'meta-config-version'],
    ['Use `JWT` only', 'jwt'],
    ['Set `Jwt` only', 'set-jwt-only'],
    ['Set `ab` only', 'set-ab-only'],
    ['Set `AB` only', 'set-ab-only'],
    ['Run `go test ./...` often', 'run-go-test-often'],
    ['Header `x-api-key`', 'header-x-api-key'],
    ['Keep `RECSYS_BACKPRESSURE_MAX_INFLIGHT_FOR_EVER` low', 'keep-recsys-backpressure-max'],
    ['Keep `RECSYS_BACKPRESSURE_MAX_INFLIGHT_ALL` low', 'recsys-backpressure-max-inflight'],
    ['Read [the modes](../explanation/data-modes.md#x)', 'data-modes'],
    ['Follow [it](run%20books/service-not-ready.md)', 'service-not-ready'],
    ['Read [one](a.md) and [two](b.md)', 'read-one-two'],
    ['Read [all](https://a.example/data-modes.md)', 'read-all'],
    ['Read [all](/docs/data-modes.md)', 'read-all'],
    ['Read [all](#data-modes)', 'read-all'],
    ['Pick a serving mode per tenant/environment:', 'pick-serving-mode-tenant'],
    ['tenant claim(s) in a token', 'tenant-claim-token'],
    ['(all of this)', 'all'],
    ['Use （全部） names', 'use-names'],
    ['an explicit migration job in production', 'explicit-migration-job'],
    ['Donaudampfschifffahrtselektrizitätenhauptbetriebswerk', 'donaudampfschifffahrtselektrizit'],
    ['Ünïcode cafe\u0301', 'ünïcode-café'],
    ['密钥已轮换', '密钥已轮换'],
  ])('%j gives the token %s', (sentence, token) => {
    expect(idsOf('# T', `- [ ] ${sentence}`)).toEqual([`t/${token}`])
  })

  test('without any word the hash of the sentence has to do', () => {
    expect(idsOf('# T', '- [ ] 🚀', '- [ ] it is')).toEqual([
      expect.stringMatching(/^t\/[0-9a-f]{4}$/),
      expect.stringMatching(/^t\/[0-9a-f]{4}$/),
    ])
  })

  test.each([
    ['## 0) Decide the serving mode (DB-only)', 'decide-serving'],
    ['## 3.1. Tenancy and authentication', 'tenancy-authentication'],
    ['## (Optional) Caches', 'caches'],
    ['## ⚠️ Über uns', 'über-uns'],
    ['## 🚀', 'title-page'],
    ['## Do and do not', 'title-page'],
  ])('%j gives the section %s', (heading, section) => {
    expect(idsOf('# Title page', heading, '- [ ] word')).toEqual([`${section}/word`])
  })

  test('without a heading the file gives the section', () => {
    const {checklist} = parseChecklist({file: 'ops/Go-live (EU).md', source: '- [ ] word'})
    expect(checklist.items[0]?.id).toBe('go-live-eu/word')
  })
})

describe('clashes', () => {
  test('every member moves on, so the order never counts', () => {
    const lines = ['- [ ] check `PORT_A` left', '- [ ] check `PORT_A` right']
    const ids = ['t/check-port-left', 't/check-port-right']
    expect(idsOf('# T', ...lines)).toEqual(ids)
    expect(idsOf('# T', ...lines.toReversed())).toEqual(ids.toReversed())
  })

  test('parentheses count in the longer form', () => {
    expect(idsOf('# T', '- [ ] keep logs (here)', '- [ ] keep logs (there)')).toEqual([
      't/keep-logs-here',
      't/keep-logs-there',
    ])
  })

  test('the same words below other parents are told by the parents', () => {
    expect(idsOf('# T', '- [ ] Alpha:', '  - [ ] logs kept', '- [ ] Beta:', '  - [ ] logs kept')).toEqual([
      't/alpha',
      't/alpha/logs-kept',
      't/beta',
      't/beta/logs-kept',
    ])
  })

  test('what has nothing else is told by its hash', () => {
    const ids = idsOf('# T', '- [ ] Keep `PORT_A` as is', '- [ ] Keep `PORT_A`, as is')
    expect(new Set(ids).size).toBe(2)
    for (const id of ids) expect(id).toMatch(/^t\/port-a-[0-9a-f]{4}$/)
  })

  test('a form that another item carries as a pinned id is not free', () => {
    expect(idsOf('# T', '- [ ] word one more <!-- proofmark: t/other-words -->', '- [ ] other words (now)')).toEqual([
      't/other-words',
      't/other-words-now',
    ])
  })

  test('pinning one of two leaves the other its id', () => {
    const before = idsOf('# T', '- [ ] check `PORT_A` left', '- [ ] check `PORT_A` right')
    const after = idsOf('# T', '- [ ] check `PORT_A` left <!-- proofmark: left -->', '- [ ] check `PORT_A` right')
    expect(after).toEqual(['left', before[1]])
  })

  test('twins are told, marked, and still have ids of their own', () => {
    const {items, problems} = parse('# T', '- [ ] same words', '- [x] **same** words.', '- [ ] same words')
    expect(items.map(({duplicate}) => duplicate)).toEqual([true, true, true])
    const [first = ''] = items.map(({id}) => id)
    expect(first).toMatch(/^t\/same-words-[0-9a-f]{4}$/)
    expect(items.map(({id}) => id)).toEqual([first, `${first}~2`, `${first}~3`])
    expect(problems).toMatchObject([{slug: 'duplicate-item', at: {line: 3}, also: [{line: 2}, {line: 4}]}])
    expect(items.map(({forms}) => forms.length)).toEqual([2, 2, 2])
  })

  test('twins with pins are no twins', () => {
    const {items, problems} = parse('# T', '- [ ] same words {#one}', '- [ ] same words {#two}')
    expect(items.map(({id, duplicate}) => [id, duplicate])).toEqual([
      ['one', false],
      ['two', false],
    ])
    expect(problems).toEqual([])
  })

  test('no id names two items, and every id is the first of the forms', () => {
    const {items} = parse(
      '# T',
      ...Array.from({length: 40}, (_, n) => `- [ ] ${['a b', 'red `X_Y`', 'blue', 'same'][n % 4]} ${n % 3}`),
    )
    expect(new Set(items.map(({id}) => id)).size).toBe(items.length)
    for (const {id, forms} of items) expect(forms[0]).toBe(id)
    const ids = new Set(items.map(({id}) => id))
    for (const {id, forms} of items) expect(forms.filter((form) => form !== id && ids.has(form))).toEqual([])
  })

  test('a name in hostile length costs no time', () => {
    expect(idsOf(`- [ ] **A-1${'_'.repeat(3000)} ** ${'(('.repeat(2000)}x${'))'.repeat(1000)} end`)).toHaveLength(1)
  })
})
