import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {bind, callsOf, itemOf, planOf, problemsOf, type World} from './world.ts'

const dev = 'access/dev-login'
const facts = 'facts:\n  hashing: {}\n  auth: {take: some, values: {jwt: "true"}}\n'
const written = async (world: World): Promise<string[]> =>
  callsOf(await planOf(world), dev).map((call) => call.written.replace('fetch: GET /', ''))

describe('packs first, files later, field by field', () => {
  test.each<[string, string[], string, string[]]>([
    ['checks replace', [bind('checks: [fetch: GET /a]')], bind('checks: [fetch: GET /b]'), ['b']],
    ['checks+ appends', [bind('checks: [fetch: GET /a]')], bind('checks+: [fetch: GET /b]'), ['a', 'b']],
    [
      'both: replaced, then appended',
      [bind('checks: [fetch: GET /a]')],
      bind('checks: [fetch: GET /b]\nchecks+: [fetch: GET /c]'),
      ['b', 'c'],
    ],
    ['without checks those of the pack stay', [bind('checks: [fetch: GET /a]')], bind('owner: x'), ['a']],
    ['no checks at all', [bind('checks: [fetch: GET /a]')], bind('checks: []'), []],
    ['a pack replaces an earlier pack', [bind('checks: [fetch: GET /a]'), bind('checks: [fetch: GET /b]')], '', ['b']],
    [
      'a rule of the file appends to the pack',
      [bind('checks: [fetch: GET /a]')],
      'match:\n  - code: DEV_LOGIN\n    checks: [fetch: GET /b]\n',
      ['a', 'b'],
    ],
    [
      'an entry replaces the pack, not the rules of its own file',
      [bind('checks: [fetch: GET /a]')],
      `match:\n  - code: DEV_LOGIN\n    checks: [fetch: GET /b]\n${bind('checks: [fetch: GET /c]')}`,
      ['b', 'c'],
    ],
    [
      'a rule of a pack is replaced too',
      ['match:\n  - code: DEV_LOGIN\n    checks: [fetch: GET /a]\n'],
      bind('checks: [fetch: GET /c]'),
      ['c'],
    ],
  ])('%s', async (_title, packs, bindings, expected) => {
    const named = Object.fromEntries(packs.map((text, index) => [`pack${index}`, text]))
    expect(await written({packs: named, bindings})).toEqual(expected)
  })

  test('the rest is overridden where it is said again, and conditions are ANDed', async () => {
    const planned = await planOf({
      packs: {
        base: `${facts}${bind('why: Base.\nwhen: facts.hashing\nowner: base\nlevel: recommended\nattest: {question: Base?, renew_every: 90d}\ntext: Other words')}`,
      },
      bindings: bind(
        'when: facts.auth.jwt\nowner: ours\nlevel: required\nattest: {question: Ours?}\ntext: Ensure DEV_LOGIN=false in production',
      ),
    })
    expect(itemOf(planned, dev)).toMatchObject({
      whens: [{text: 'facts.hashing'}, {text: 'facts.auth.jwt'}],
      changed: null,
      binding: {
        why: 'Base.',
        owner: 'ours',
        level: 'required',
        attest: {question: 'Ours?'},
        texts: ['Ensure DEV_LOGIN=false in production'],
      },
    })
    expect(itemOf(planned, dev).binding?.attest).toEqual({question: 'Ours?'})
    expect(itemOf(planned, dev).binding?.sources.map(({pack}) => pack)).toEqual(['base', null])
  })

  test.each<[string, string, string, string[]]>([
    [
      'a check dropped',
      'checks: [fetch: GET /a, fetch: GET /b]',
      'checks: [fetch: GET /b]',
      ['drops the check `fetch: GET /a` of the pack `base`'],
    ],
    ['a check kept', 'checks: [fetch: GET /a]', 'checks: [fetch: GET /a, fetch: GET /b]', []],
    ['a check appended', 'checks: [fetch: GET /a]', 'checks+: [fetch: GET /b]', []],
    ['a lower level', 'owner: x', 'level: recommended', ['is recommended, where the pack `base` requires it']],
    ['a higher level', 'level: recommended', 'level: required', []],
    ['a narrower condition', 'owner: x', 'when: facts.hashing', ['applies only when `facts.hashing`']],
    ['dropped', 'owner: x', 'drop: Not ours.', ['is dropped: Not ours.']],
    [
      'renewed later',
      'attest: {renew_every: 90d}',
      'attest: {renew_every: 180d}',
      ['renews every 180d, where the pack `base` says 90d'],
    ],
    [
      'never renewed',
      'attest: {renew_every: 90d}',
      'attest: {question: x}',
      ['never renews, where the pack `base` says 90d'],
    ],
    ['renewed sooner', 'attest: {renew_every: 90d}', 'attest: {renew_every: 1w}', []],
    ['seeing less', 'attest: {sees: [a.md, b.md]}', 'attest: {sees: [b.md]}', ['asks nobody to see `a.md`']],
  ])('what loosens a pack is said: %s', async (_title, pack, file, expected) => {
    const planned = await planOf({packs: {base: `${facts}${bind(pack)}`}, bindings: bind(file)})
    expect(itemOf(planned, dev).binding?.loosened).toEqual(expected)
  })
  test('nothing is loosened where no pack speaks of the item, nor by one pack over another', async () => {
    const alone = await planOf({packs: {base: facts}, bindings: bind('when: facts.hashing\nlevel: recommended')})
    expect(itemOf(alone, dev).binding?.loosened).toEqual([])
    const packs = await planOf({
      packs: {base: `${facts}${bind('checks: [fetch: GET /a]')}`, more: bind('checks: []\nlevel: recommended')},
    })
    expect(itemOf(packs, dev).binding?.loosened).toEqual([])
  })
  test('a rule of the file that narrows a pack is said', async () => {
    const planned = await planOf({
      packs: {base: `${facts}${bind('owner: x')}`},
      bindings: 'match:\n  - section: Access\n    when: facts.hashing\n',
    })
    expect(itemOf(planned, dev).binding?.loosened).toEqual(['applies only when `facts.hashing`'])
    expect(itemOf(planned, 'access/readyz').binding?.loosened).toEqual([])
  })
})

describe('settings and facts', () => {
  test('are merged field by field, and what is secret once stays so', async () => {
    const {plan} = await planOf({
      packs: {
        base: 'settings:\n  A: {as: bool, default: false}\n  B: {secret: true}\nfacts:\n  mode: {scope: tenant, values: {x: config.A}}\n',
      },
      bindings:
        'settings:\n  A: {default: yes}\n  B: {secret: false}\n  C: {as: list, default: 012}\nfacts:\n  mode: {take: some}\n',
    })
    expect(plan.settings).toMatchObject({
      A: {as: 'bool', default: 'yes', junk: 'default'},
      B: {as: 'text', secret: true},
      C: {as: 'list', default: '012'},
    })
    expect(plan.facts).toEqual({mode: {scope: 'tenant', take: 'some', values: {x: 'config.A'}}})
  })
  test.each([
    [
      'a misspelled kind',
      'settings:\n  A: {as: boolean}\n',
      '2:11 wrong-value: Unexpected `boolean` at `as`, expected `text`, `bool`',
    ],
    [
      'a misspelled key',
      'settings:\n  A: {defalt: x}\n',
      '2:7 unknown-key: Unexpected key `defalt`, did you mean `default`?',
    ],
    [
      'a default that is junk',
      'settings:\n  A: {as: bool, default: maybe}\n',
      '2:26 wrong-value: Unexpected default `maybe` of `A`, expected one that reads as bool',
    ],
    [
      'a fact that no expression can name',
      'facts:\n  serving-mode: {}\n',
      '2:3 wrong-value: Unexpected fact `serving-mode`',
    ],
    ['a fact that is a word of CEL', 'facts:\n  in: {}\n', '2:3 wrong-value: Unexpected fact `in`'],
    [
      'a value that no expression can name',
      'facts:\n  a: {values: {1x: "true"}}\n',
      '2:16 wrong-value: Unexpected value `1x`',
    ],
    [
      'no values',
      'facts:\n  a: {values: {}}\n',
      '2:15 wrong-value: Unexpected empty `values` of the fact `a`, expected one',
    ],
    [
      'a setting that nobody declared',
      'settings:\n  MODE: {}\nfacts:\n  a: {values: {x: config.MODEE == "x"}}\n',
      '4:26 unknown-setting: Unexpected setting `MODEE`, did you mean `MODE`?',
    ],
    [
      'a fact of the wrong kind',
      'settings:\n  MODE: {}\nfacts:\n  a: {values: {x: config.MODE}}\n',
      '4:19 expression: Unexpected text',
    ],
    [
      'an expression that YAML reads as a tag',
      'facts:\n  a: {values: {x: !config.MODE}}\n',
      'yaml: Unexpected tag `!config.MODE',
    ],
    ['has', 'settings:\n  MODE: {}\nfacts:\n  a: {values: {x: has(config.MODE)}}\n', 'refused-expression'],
    [
      'an unknown part of the file',
      'setings: {}\n',
      '1:1 unknown-key: Unexpected key `setings`, did you mean `settings`?',
    ],
    ['a list in place of items', 'items: [a]\n', '1:8 wrong-value: Unexpected list at `items`, expected a map'],
    ['no YAML', 'a: [\n', 'yaml: '],
    ['text', 'hello\n', '1:1 wrong-value: Unexpected `hello`, expected a map'],
  ])('%s', async (_title, bindings, expected) => {
    const found = await problemsOf({bindings})
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(
      expected.startsWith('yaml') || expected.startsWith('refused') ? expected : `ready.bindings.yaml:${expected}`,
    )
  })
  test('two files that disagree are a problem', async () => {
    const lists = {'ready.md': '# A\n- [ ] one\n', 'b.md': '# B\n- [ ] two\n'}
    const bindings = 'settings:\n  A: {as: bool}\n'
    expect(await problemsOf({lists, bindings, files: {'b.bindings.yaml': 'settings:\n  A: {as: int}\n'}})).toEqual([
      'b.bindings.yaml:2:3 wrong-value: Unexpected second `A` that says otherwise, expected one file to declare it (also ready.bindings.yaml:2:3)',
    ])
    expect(await problemsOf({lists, bindings, files: {'b.bindings.yaml': 'settings:\n  A: {as: bool}\n'}})).toEqual([])
  })
  test('a pack may read what the file declares, and the other way round', async () => {
    const world = {
      packs: {base: 'facts:\n  a: {values: {x: config.OURS}}\n'},
      bindings: `settings:\n  OURS: {as: bool}\n${bind('when: facts.a.x')}`,
    }
    expect(await problemsOf(world)).toEqual([])
  })
})

describe('facts that an environment states', () => {
  const bindings =
    'facts:\n  mode: {scope: tenant, values: {fast: "true", safe: "true"}}\n  hashing: {}\n  auth: {take: some, values: {jwt: "true", key: "true"}}\n'
  test.each([
    'facts: {mode: fast, hashing: false, auth: [jwt, key]}',
    'facts: {auth: jwt}\n    tenants: [{id: acme, facts: {mode: safe}}]',
  ])('%s', async (environment) => {
    expect(await problemsOf({bindings, environments: `  prod:\n    ${environment}`})).toEqual([])
  })
  test.each([
    [
      'facts: {mod: fast}',
      '6:18 unknown-fact: Unexpected fact `mod`, did you mean `mode`? (stated in the environment `prod`)',
    ],
    ['facts: {mode: fats}', '6:19 unknown-fact: Unexpected value `fats` of the fact `mode`, did you mean `fast`?'],
    ['facts: {auth: [jwt, keys]}', '6:19 unknown-fact: Unexpected value `keys` of the fact `auth`'],
    [
      'facts: {mode: true}',
      '6:19 wrong-value: Unexpected `true` for the fact `mode`, expected one of its values, fast, safe',
    ],
    [
      'facts: {hashing: salted}',
      '6:22 wrong-value: Unexpected value for the fact `hashing`, expected `true` or `false`',
    ],
    ['tenants: [{id: a, facts: {hashing: true}}]', '6:40 wrong-value: Unexpected `hashing` of one tenant'],
    ['tenants: [{id: a, facts: {mode: slow}}]', '6:37 unknown-fact: Unexpected value `slow`'],
  ])('%s', async (environment, expected) => {
    const found = await problemsOf({bindings, environments: `  prod:\n    ${environment}`})
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(`proofmark.yaml:${expected}`)
  })
  test('another environment is not asked', async () => {
    expect(await problemsOf({bindings, environments: '  prod: {}\n  dev:\n    facts: {nope: true}'})).toEqual([])
  })
})

describe('gates', () => {
  const project = (sections: string, environments = 'prod') =>
    `gates:\n  live: {environments: [${environments}], sections: [${sections}]}\n  other: {environments: [dev]}`
  const environments = '  prod: {}\n  dev: {}'
  test('those of the environment', async () => {
    const {plan} = await planOf({project: project('access, "2) Data"'), environments})
    expect(plan.gates).toEqual([
      {name: 'live', environments: ['prod'], tenants: null, sections: ['access', '2) Data'], unbound: 'counts'},
    ])
  })
  test.each(['Access', '1-access', 'data stores', 'backups', '2-data-stores'])(
    'a section by its words or anchor: %s',
    async (section) => {
      expect(await problemsOf({project: project(section), environments})).toEqual([])
    },
  )
  test('a section that is not there', async () => {
    expect(await problemsOf({project: project('Acess'), environments})).toEqual([
      expect.stringMatching(/^proofmark\.yaml:5:\d+ gate: Unexpected section `Acess` of gate `live`/),
    ])
  })
})

describe('packs', () => {
  test('a path from the project', async () => {
    const planned = await planOf({morePacks: ['shared/base.yaml'], files: {'shared/base.yaml': bind('owner: x')}})
    expect(itemOf(planned, dev).binding?.sources).toMatchObject([
      {pack: 'shared/base.yaml', at: {file: 'shared/base.yaml', line: 2}},
    ])
  })
  test.each([
    ['bas', '3:9 unknown-pack: Unexpected pack `bas`, did you mean `base`?'],
    ['nowhere', '3:9 unknown-pack: Unexpected pack `nowhere`, expected `base`'],
    ['shared/none.yaml', '3:9 unknown-pack: Unexpected pack `shared/none.yaml`, expected a bindings file there'],
    ['../shipped/none.yaml', '3:9 unknown-pack: Unexpected pack `../shipped/none.yaml`'],
  ])('one that is not there: %s', async (pack, expected) => {
    expect(await problemsOf({morePacks: [pack], files: {'shipped/base.yaml': ''}})).toEqual([
      expect.stringContaining(`proofmark.yaml:${expected}`),
    ])
  })
  test('a broken one stops the run, at its place', async () => {
    expect(await problemsOf({packs: {base: 'items:\n  a: [\n'}})).toEqual([
      expect.stringMatching(/^packs\/base\.yaml:\d+:\d+ yaml: /),
    ])
  })
})

describe('what goes with a plan', () => {
  test('problems from before that do not stop', async () => {
    const given = [{slug: 'dead-link' as const, message: 'Unexpected link', at: null, also: []}]
    const planned = await planOf({problems: given, bindings: bind('owner: x', 'access/nobody')})
    expect(planned.plan.problems.map(({slug}) => slug)).toEqual(['dead-link', 'unknown-item'])
    expect(planned.problems.map(({slug}) => slug)).toEqual(['unknown-item'])
  })
  test('those that stop it stop it', async () => {
    await expect(
      planOf({problems: [{slug: 'duplicate-id', message: 'Unexpected id', at: null, also: []}]}),
    ).rejects.toMatchObject({problems: [{slug: 'duplicate-id'}]})
  })
  test('whether the boxes speak of the environment', async () => {
    const world = {project: 'claims_for: dev', environments: '  prod: {}\n  dev: {}'}
    expect((await planOf(world)).plan.claimsHere).toBe(false)
    expect((await planOf({...world, environment: 'dev'})).plan.claimsHere).toBe(true)
  })
})

describe('properties', () => {
  const fields: [string, string][] = [
    ['why', 'Because.'],
    ['owner', 'team'],
    ['level', 'recommended'],
    ['when', 'facts.hashing'],
    ['text', 'Ensure DEV_LOGIN=false in production'],
    ['checks', '[{fetch: GET /a, as: x, from: here, timeout: 3s}, {count: {what: b, least: 2}}]'],
    ['checks+', '[{fetch: GET /c}]'],
    ['attest', '{question: Who?, renew_every: 7d}'],
  ]
  const entry = (some: readonly [string, string][]) => bind(some.map(([key, value]) => `${key}: ${value}`).join('\n'))
  const bare = (text: string): string => text.replaceAll(/"(line|column|yaml)":("(?:[^"\\]|\\.)*"|\d+)/g, '""')

  test('the order of the keys of an entry never counts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(fields, {minLength: 1}), async (some) => {
        const sorted = fields.filter(([key]) => some.some(([name]) => name === key))
        const [one, other] = await Promise.all(
          [some, sorted].map((each) => planOf({bindings: `${facts}${entry(each)}`})),
        )
        expect(bare(JSON.stringify(one?.plan))).toBe(bare(JSON.stringify(other?.plan)))
      }),
      {numRuns: 25},
    )
  })
  test('the same files give the same plan, whatever else the machine does', async () => {
    const world = {
      packs: {a: entry(fields.slice(0, 3)), b: `${facts}${entry(fields.slice(3))}`},
      bindings: bind('checks+: [fetch: GET /z]'),
    }
    const plans = await Promise.all(Array.from({length: 5}, () => planOf(world)))
    expect(new Set(plans.map(({plan}) => JSON.stringify(plan))).size).toBe(1)
  })
})
