import {describe, expect, test} from 'vitest'
import {parseChecklist} from '../../src/markdown/index.ts'
import {bind, callsOf, itemOf, planOf, problemsOf, ready} from './world.ts'

const dev = 'access/dev-login'
const facts =
  'facts:\n  mode: {scope: tenant, values: {fast: "true", safe: "false"}}\n  auth: {take: some, values: {jwt: "true"}}\n  hashing: {}\n'

describe('what a binding says of an item', () => {
  test('every field', async () => {
    const planned = await planOf({
      bindings: `${facts}${bind('text: Ensure `DEV_LOGIN=false` in production\nwhy: Both.\nwhen: facts.hashing\nchecks: [fetch: GET /x]\nattest: {question: Who looked?, renew_every: 180d, sees: [docs/a.md]}\nlevel: recommended\nowner: platform')}`,
    })
    expect(itemOf(planned, dev)).toMatchObject({
      key: 'ready:access/dev-login',
      whens: [{text: 'facts.hashing', at: {file: 'ready.bindings.yaml', line: 9, column: 11}}],
      perTenant: false,
      changed: null,
      binding: {
        texts: ['Ensure `DEV_LOGIN=false` in production'],
        why: 'Both.',
        attest: {question: 'Who looked?', renew_every: '180d', sees: ['docs/a.md']},
        level: 'recommended',
        owner: 'platform',
        drop: null,
        loosened: [],
        sources: [{pack: null, key: dev, at: {file: 'ready.bindings.yaml', line: 6, column: 3}}],
      },
    })
    const [source] = itemOf(planned, dev).binding?.sources ?? []
    expect(source?.yaml.split('\n').slice(0, 3)).toEqual([
      'access/dev-login:',
      '  text: Ensure `DEV_LOGIN=false` in production',
      '  why: Both.',
    ])
  })
  test('an item that nothing names has no binding and no calls', async () => {
    expect(itemOf(await planOf({}), dev)).toMatchObject({
      binding: null,
      whens: [],
      calls: {'-': []},
      choice: null,
      option: null,
    })
  })
  test('parents, children and order are those of the document', async () => {
    const {plan} = await planOf({})
    expect(plan.items.map(({id, parent, children}) => [id, parent, children.length])).toEqual([
      ['access/set-mode-each-tenant', null, 2],
      ['access/fast-mode', 'ready:access/set-mode-each-tenant', 0],
      ['access/safe-mode', 'ready:access/set-mode-each-tenant', 1],
      ['access/safe-mode-drilled', 'ready:access/safe-mode', 0],
      [dev, null, 0],
      ['access/readyz', null, 0],
      ['access/down', null, 0],
      ['backups/backups-restored-once-quarter', null, 0],
      ['backups/readyz', null, 0],
    ])
  })
  test('a dropped item has no calls', async () => {
    const planned = await planOf({bindings: bind('drop: Ours has no login.\nchecks: [fetch: GET /x]')})
    expect(itemOf(planned, dev).binding?.drop).toBe('Ours has no login.')
    expect(planned.plan.calls).toEqual([])
  })
  test.each([
    ['a misspelled field', 'whn: facts.hashing', 'unknown-key: Unexpected key `whn`, did you mean `when`?'],
    ['a call', 'setting: X=on', 'unknown-key: Unexpected key `setting`, did you mean `checks: [{setting: …}]`?'],
    [
      'a call beside calls',
      'checks: [fetch: GET /x]\nfetch: GET /y\nexpect: {status: 200}\nheaders: {a: b}\nwhy: x',
      'unknown-key: Unexpected key `fetch`, did you mean `checks: [{fetch: …, expect: …, headers: …}]`?',
    ],
    [
      'two calls',
      'from: cluster\nfetch: GET /x\nsetting: X=on\ntimeout: 1s',
      'unknown-key: Unexpected key `fetch`, did you mean `checks: [{fetch: …, from: …}, {setting: …, timeout: …}]`?',
    ],
    [
      'alternatives',
      'any: [setting: X=on, setting: Y=on]',
      'unknown-key: Unexpected key `any`, did you mean `checks: [{any: …}]`?',
    ],
    ['a part of a call without its check', 'timeout: 1s', 'unknown-key: Unexpected key `timeout`, expected `text`, '],
    ['a level', 'level: must', 'wrong-value: Unexpected `must` at `level`, expected `required` or `recommended`'],
    [
      'a span',
      'attest: {renew_every: sometimes}',
      'wrong-value: Unexpected `sometimes` at `attest.renew_every`, expected a duration such as `180d`',
    ],
    [
      'an attestation that is text',
      'attest: somebody',
      'wrong-value: Unexpected `somebody` at `attest`, expected a map',
    ],
    ['no reason to drop', 'drop: ""', 'wrong-value:'],
    ['checks that are no list', 'checks: {fetch: GET /x}', 'wrong-value: Unexpected map at `checks`, expected a list'],
    ['a null', 'why:', 'null-value: Unexpected nothing at `items.access/dev-login.why`'],
    ['a condition', 'when: facts.hashing and facts.auth.jwt', 'expression: Unexpected `and`, expected `&&`'],
    ['no map', 'fetch', 'one-check'],
  ])('%s is a problem', async (_title, entry, expected) => {
    const bindings = entry === 'fetch' ? `items:\n  ${dev}: fetch\n` : `${facts}${bind(entry)}`
    const found = await problemsOf({bindings})
    expect(found).toHaveLength(1)
    if (entry !== 'fetch') expect(found[0]).toContain(expected)
  })
})

describe('the sentence that a binding was written for', () => {
  const {checklist} = parseChecklist({file: 'ready.md', source: ready, exists: () => true})
  const print = checklist.items.find(({id}) => id === dev)?.fingerprint.own ?? ''
  test.each([
    ['in words', 'Ensure DEV_LOGIN=false in production'],
    ['with its marks', 'Ensure `DEV_LOGIN=false` in **production**.'],
    ['with other spaces and dashes', '"Ensure  DEV_LOGIN=false in\\tproduction"'],
    ['as a fingerprint', print],
    ['as one of several', `[Something else, "${print}"]`],
  ])('%s', async (_title, text) => {
    const planned = await planOf({bindings: bind(`text: ${text}`)})
    expect(itemOf(planned, dev).changed).toBeNull()
    expect(planned.problems).toEqual([])
  })
  test.each([
    ['turned into its opposite', 'Ensure DEV_LOGIN=true in production'],
    ['in another case', 'ensure DEV_LOGIN=false in production'],
    ['another fingerprint', 'own:00000000000000000000000000000000'],
    ['several that all differ', '[One, Two]'],
  ])('%s has changed', async (_title, text) => {
    const planned = await planOf({bindings: bind(`text: ${text}`)})
    expect(itemOf(planned, dev).changed).toEqual({
      written: expect.any(Array),
      now: 'Ensure DEV_LOGIN=false in production',
    })
    expect(planned.problems).toMatchObject([
      {
        slug: 'text-changed',
        at: {file: 'ready.bindings.yaml', line: 3, column: 11},
        also: [{file: 'ready.md', line: 8}],
        message: expect.stringContaining('if that still proves it: `proofmark ids --accept access/dev-login`'),
      },
    ])
  })
  test('links, emphasis and code in the words say what the item says', async () => {
    const text = '"The [runbook](elsewhere.md) **exists**."'
    expect(itemOf(await planOf({bindings: bind(`text: ${text}`, 'access/down')}), 'access/down').changed).toBeNull()
  })
})

describe('names of items', () => {
  const twice = '# T\n\n## Checks\n- [ ] `/readyz` answers inside\n- [ ] `/readyz` is refused outside\n'
  test.each([dev, 'access/ensure-dev-login-false-production', 'ready:access/dev-login', 'access/dev-login-4117'])(
    '%s',
    async (name) => {
      expect(itemOf(await planOf({bindings: bind('owner: a', name)}), dev).binding?.owner).toBe('a')
    },
  )
  test('a name of nobody is a problem beside the checklist, with the nearest ids', async () => {
    expect(await problemsOf({bindings: bind('owner: a', 'access/dev-logn')})).toEqual([
      'ready.bindings.yaml:2:3 unknown-item: Unexpected item `access/dev-logn`, which `ready.md` does not have, did you mean `access/dev-login`?',
    ])
  })
  test('and only listed in a pack', async () => {
    const planned = await planOf({packs: {base: bind('owner: a', 'access/dev-logn')}})
    expect(planned.problems).toEqual([])
    expect(planned.unused).toMatchObject([{slug: 'unknown-item', at: {file: 'packs/base.yaml', line: 2}}])
  })
  test('a name of several is a problem with each place', async () => {
    expect(await problemsOf({lists: {'ready.md': twice}, bindings: bind('owner: a', 'checks/readyz')})).toEqual([
      'ready.bindings.yaml:2:3 ambiguous-item: Unexpected name `checks/readyz`, which fits 2 items, expected `checks/readyz-answers-inside` or `checks/readyz-is-refused-outside` (also ready.md:4:1, ready.md:5:1)'.replace(
        'readyz-is-refused',
        'readyz-refused',
      ),
    ])
  })
  test('a pack speaks of every checklist, and must say which where the id stands in two', async () => {
    const lists = {'a.md': '# A\n## S\n- [ ] One thing\n', 'b.md': '# B\n## S\n- [ ] One thing\n'}
    expect(await problemsOf({lists, packs: {base: bind('owner: a', 's/one-thing')}})).toEqual([
      expect.stringContaining(
        'ambiguous-item: Unexpected name `s/one-thing`, which fits 2 items, expected `a:s/one-thing` or `b:s/one-thing` (also a.md:3:1, b.md:3:1)',
      ),
    ])
    const {plan} = await planOf({lists, packs: {base: bind('owner: x', 'b:s/one-thing')}})
    expect(plan.items.map(({key, binding}) => [key, binding?.owner ?? null])).toEqual([
      ['a:s/one-thing', null],
      ['b:s/one-thing', 'x'],
    ])
  })
  test('a file speaks of its own checklist alone', async () => {
    const lists = {'ready.md': ready, 'b.md': '# B\n## S\n- [ ] One thing\n'}
    expect(await problemsOf({lists, bindings: bind('owner: a', 's/one-thing')})).toEqual([
      expect.stringContaining('unknown-item: Unexpected item `s/one-thing`, which `ready.md` does not have'),
    ])
  })
  test('the same item twice by two names is a problem', async () => {
    const bindings = `items:\n  ${dev}: {owner: a}\n  access/dev-login-4117: {owner: b}\n`
    expect(await problemsOf({bindings})).toEqual([
      'ready.bindings.yaml:3:3 wrong-value: Unexpected second entry for `ready:access/dev-login`, expected one (the other is `access/dev-login`) (also ready.bindings.yaml:2:3)',
    ])
  })
})

describe('rules of match', () => {
  test.each<[string, string, string[]]>([
    ['the words of a section', 'section: Data stores', ['backups/backups-restored-once-quarter', 'backups/readyz']],
    ['with its ordinal', 'section: 2) data', ['backups/backups-restored-once-quarter', 'backups/readyz']],
    ['a subsection', 'section: backups', ['backups/backups-restored-once-quarter', 'backups/readyz']],
    ['words within a heading do not count', 'section: stores', []],
    ['part of a word does not count', 'section: Back', []],
    ['the only H1 does not count', 'section: Before launch', []],
    ['a name in code', 'code: DEV_LOGIN', [dev]],
    ['a whole span', 'code: DEV_LOGIN=false', [dev]],
    ['part of a name does not count', 'code: DEV', []],
    ['a route', 'code: /readyz', ['access/readyz', 'backups/readyz']],
    ['a link as written', 'link: docs/runbooks/down.md#restore', ['access/down']],
    ['the end of its path', 'link: runbooks/down.md', ['access/down']],
    ['the end with the heading', 'link: down.md#restore', ['access/down']],
    ['half a file name does not count', 'link: own.md', []],
    ['words of the sentence', 'text: restored ONCE', ['backups/backups-restored-once-quarter']],
    ['words of the sentence in order', 'text: once restored', []],
    ['all of them', 'section: Access\ncode: /readyz', ['access/readyz']],
    ['children and their children', 'text: safe mode', ['access/safe-mode', 'access/safe-mode-drilled']],
  ])('%s', async (_title, rule, ids) => {
    const bindings = `match:\n  - ${rule.replaceAll('\n', '\n    ')}\n    owner: x\n`
    const {plan, problems} = await planOf({bindings})
    expect(plan.items.filter(({binding}) => binding?.owner === 'x').map(({id}) => id)).toEqual(ids)
    expect(problems.map(({slug}) => slug)).toEqual(ids.length === 0 ? ['matches-nothing'] : [])
  })
  test('one that fits nothing is only listed in a pack', async () => {
    const planned = await planOf({packs: {base: 'match:\n  - code: NOPE\n    owner: x\n'}})
    expect(planned.problems).toEqual([])
    expect(planned.unused).toMatchObject([
      {
        slug: 'matches-nothing',
        message: expect.stringContaining('Unexpected rule `code: NOPE`, which fits no item'),
        at: {file: 'packs/base.yaml', line: 2, column: 5},
      },
    ])
  })
  test.each([
    ['nothing to match', '{owner: x}', 'wrong-value: Unexpected map, expected `section`, `code`, `link` or `text`'],
    ['an empty word', '{text: "", owner: x}', 'wrong-value'],
    ['a call', '{text: mode, fetch: GET /x}', 'Unexpected key `fetch`, did you mean `checks: [{fetch: …}]`?'],
    ['a choice', '{text: mode, choice: mode}', 'unknown-key: Unexpected key `choice`'],
    ['a misspelled key', '{sektion: x, owner: y}', 'did you mean `section`?'],
    ['no map', 'x', 'wrong-value: Unexpected `x`, expected a map'],
  ])('%s is a problem', async (_title, rule, expected) => {
    expect((await problemsOf({bindings: `match:\n  - ${rule}\n`})).join('\n')).toContain(expected)
  })
  test('they apply in order before the items of the same file: checks append, conditions are ANDed, the rest is overridden', async () => {
    const bindings = `${facts}items:
  ${dev}:
    when: facts.hashing
    checks: [fetch: GET /c]
    owner: third
match:
  - code: DEV_LOGIN
    when: facts.auth.jwt
    checks: [fetch: GET /a]
    owner: first
    level: recommended
  - section: Access
    checks: [fetch: GET /b]
    owner: second
`
    const planned = await planOf({bindings})
    expect(callsOf(planned, dev).map(({written}) => written)).toEqual([
      'fetch: GET /a',
      'fetch: GET /b',
      'fetch: GET /c',
    ])
    expect(itemOf(planned, dev).whens.map(({text}) => text)).toEqual(['facts.auth.jwt', 'facts.hashing'])
    expect(itemOf(planned, dev).binding).toMatchObject({owner: 'third', level: 'recommended', loosened: []})
    expect(itemOf(planned, dev).binding?.sources.map(({key}) => key)).toEqual([
      'code: DEV_LOGIN',
      'section: Access',
      dev,
    ])
  })
})

describe('choices', () => {
  const parent = 'access/set-mode-each-tenant'
  const entries = (choice: string, first: string, second: string) =>
    `${facts}items:\n  ${parent}: {${choice}}\n  access/fast-mode: {${first}}\n  access/safe-mode: {${second}}\n`
  test('a choice, its options, and what is below them', async () => {
    const planned = await planOf({bindings: entries('choice: mode', 'option: fast', 'option: safe')})
    expect(itemOf(planned, parent)).toMatchObject({
      choice: {
        fact: 'mode',
        options: [
          {value: 'fast', item: 'ready:access/fast-mode'},
          {value: 'safe', item: 'ready:access/safe-mode'},
        ],
      },
      option: null,
      perTenant: true,
    })
    expect(itemOf(planned, 'access/safe-mode')).toMatchObject({
      option: {fact: 'mode', value: 'safe'},
      choice: null,
      perTenant: true,
    })
    expect(itemOf(planned, 'access/safe-mode-drilled')).toMatchObject({option: null, binding: null, perTenant: true})
    expect(itemOf(planned, dev).perTenant).toBe(false)
  })
  test('a value that no option has is no problem', async () => {
    expect(await problemsOf({bindings: entries('choice: mode', 'option: fast', 'owner: x')})).toEqual([])
  })
  test.each([
    [
      'an unknown fact',
      entries('choice: mod', 'option: fast', 'option: safe'),
      '6:39 unknown-fact: Unexpected fact `mod` in `choice`, did you mean `mode`?',
    ],
    [
      'a fact without values',
      entries('choice: hashing', 'option: fast', 'option: safe'),
      '6:41 choice: Unexpected fact `hashing` in `choice`, expected one with `values`',
    ],
    [
      'an unknown value',
      entries('choice: mode', 'option: fats', 'option: safe'),
      '7:30 choice: Unexpected option `fats` of the fact `mode`, did you mean `fast`?',
    ],
    [
      'a value twice',
      entries('choice: mode', 'option: fast', 'option: fast'),
      '8:30 choice: Unexpected second option `fast`, expected one (the other is `ready:access/fast-mode`)',
    ],
    [
      'no options',
      entries('choice: mode', 'owner: x', 'owner: x'),
      '6:40 choice: Unexpected choice `ready:access/set-mode-each-tenant` without options',
    ],
    [
      'options without a choice',
      entries('owner: x', 'option: fast', 'owner: x'),
      '7:30 choice: Unexpected `option: fast`, expected `choice` on the item right above it',
    ],
  ])('%s', async (_title, bindings, expected) => {
    const found = await problemsOf({bindings})
    expect(found).toHaveLength(1)
    expect(found[0]?.replace(/^ready\.bindings\.yaml:\d+:\d+ /, '')).toContain(expected.replace(/^\d+:\d+ /, ''))
    expect(found[0]).toContain(`ready.bindings.yaml:${expected.split(':')[0]}:`)
  })
})
