import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {SaxesParser} from 'saxes'
import {expect, test} from 'vitest'
import type {Gate, Snapshot, SnapshotEnvironment} from '../../src/model/index.ts'
import {SiteHistory, SiteStatus} from '../../src/model/index.ts'
import {drawPart, isMachineFile, machineFiles, sharedPicture, statusJson} from '../../src/view/index.ts'
import {at, checklist, environment, gate, item, result, snapshot} from '../setup/snapshot.ts'

const evil = ']]><script>alert(1)</script>"\'&lt; \u0000\u0007\ud800 \u202e'
const headers = item('access/headers', 'Turn the development headers off.')
const backup = item('data/backup', 'A backup was restored')
const keys = [headers, backup].map(({id}) => `readiness:${id}`)
const [first = '', second = ''] = keys

interface Node {
  name: string
  attributes: Record<string, string>
  text: string
  nodes: Node[]
}

/** Reads XML as strictly as the standard says, with namespaces. */
function read(text: string): Node {
  const root: Node = {name: '', attributes: {}, text: '', nodes: []}
  const open = [root]
  const parser = new SaxesParser({xmlns: true})
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({name, attributes}) => {
    const values = Object.entries(attributes).map(([key, {value}]) => [key, value] as const)
    const node: Node = {name, attributes: Object.fromEntries(values), text: '', nodes: []}
    open.at(-1)?.nodes.push(node)
    open.push(node)
  })
  parser.on('text', (words) => {
    const node = open.at(-1)
    if (node !== undefined) node.text += words
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(text).close()
  const [only] = root.nodes
  if (only === undefined) throw new Error('Unexpected text without an element')
  return only
}

const all = (node: Node, name: string): Node[] => node.nodes.filter((each) => each.name === name)
const words = (node: Node, name: string): string[] => all(node, name).map(({text}) => text)

const filesOf = (...environments: SnapshotEnvironment[]): Map<string, string> =>
  machineFiles(snapshot([checklist([headers, backup])], environments))

const fileOf = (files: ReadonlyMap<string, string>, name: string): string => {
  const text = files.get(name)
  if (text === undefined) throw new Error(`Unexpected ${[...files.keys()].join(', ')}, expected ${name}`)
  return text
}

/** What a badge says, to who sees it and to who hears it. */
function badge(gates: Gate[], results: Partial<SnapshotEnvironment['results']> = {}, name = 'production.svg'): string {
  const svg = read(fileOf(filesOf(environment('production', [], {results: {...results, gates}})), `badge/${name}`))
  const said = words(svg, 'title')[0] ?? ''
  expect(svg.attributes).toMatchObject({role: 'img', 'aria-label': said})
  expect(words(all(svg, 'g')[0] ?? svg, 'text').join(': ')).toBe(said)
  return `${said} ${colourOf(svg)}`
}

const colours: Record<string, string> = {'#26714f': 'green', '#910a16': 'red', '#805800': 'amber'}
const colourOf = (svg: Node): string => colours[all(svg, 'path')[0]?.attributes.fill ?? ''] ?? 'none'

const stale = gate('production', 'unmet', {
  blocked: 1,
  toMend: 1,
  repairs: [
    {
      cause: null,
      items: [
        {key: first, tenants: ['-'], status: 'blocked', reason: 'stale', owner: null, at: at(3), contradicted: false},
      ],
      expected: null,
      saw: null,
      because: '',
      next: '',
    },
  ],
})

test.each<[string, Gate[], Partial<SnapshotEnvironment['results']>, string]>([
  ['unmet', [gate('production', 'unmet')], {}, 'production: unmet red'],
  [
    'met, which results end that are too old',
    [gate('production', 'met')],
    {},
    'production: met until 25 Nov, 14:02 UTC green',
  ],
  [
    'met until something lapses',
    [gate('production', 'met', {until: '2026-12-03T00:00:00Z'})],
    {freshUntil: '2026-12-24T00:00:00Z'},
    'production: met until 3 Dec green',
  ],
  [
    'met into another year',
    [gate('production', 'met', {until: '2027-01-03T00:00:00Z'})],
    {freshUntil: null},
    'production: met until 3 Jan 2027 green',
  ],
  ['met, and nothing ends it', [gate('production', 'met')], {freshUntil: null}, 'production: met on 24 Nov 2026 green'],
  ['never run', [gate('production', 'unjudged')], {}, 'production: no run yet amber'],
  ['unreachable', [gate('production', 'unjudged', {why: 'unreachable'})], {}, 'production: could not judge amber'],
  ['too old', [stale], {freshUntil: '2026-11-23T00:00:00Z'}, 'production: stale since 23 Nov amber'],
  ['without a gate', [], {}, 'production: no gate amber'],
  [
    'of several gates, one that nobody could judge',
    [gate('production', 'met'), gate('production', 'unjudged', {name: 'other', why: 'unreachable'})],
    {},
    'production: could not judge amber',
  ],
  [
    'of several gates, one that is unmet, before one that is only too old',
    [stale, gate('production', 'unmet', {name: 'other'}), gate('production', 'met', {name: 'third'})],
    {},
    'production: unmet red',
  ],
  [
    'of several gates that are met, the first to end',
    [
      gate('production', 'met', {until: '2026-12-09T00:00:00Z'}),
      gate('production', 'met', {name: 'other', until: '2026-12-01T00:00:00Z'}),
    ],
    {freshUntil: null},
    'production: met until 1 Dec green',
  ],
])('a badge says in words that it is %s', (_, gates, results, said) => {
  expect(badge(gates, results)).toBe(said)
})

test('each gate has a badge of its own, and Shields can draw that of the environment', () => {
  const gates = [gate('production', 'met'), gate('production', 'unmet', {name: 'audit'})]
  expect(badge(gates, {}, 'production/go-live.svg')).toBe('production go-live: met until 25 Nov, 14:02 UTC green')
  expect(badge(gates, {}, 'production/audit.svg')).toBe('production audit: unmet red')
  const shields = fileOf(filesOf(environment('production', [], {results: {gates}})), 'badge/production.json')
  expect(JSON.parse(shields)).toEqual({
    schemaVersion: 1,
    label: 'production',
    message: 'unmet',
    color: '#910a16',
    isError: true,
  })
})

test('a badge is as wide as its words', () => {
  const widthOf = (name: string): number =>
    Number(read(fileOf(filesOf(environment(name, [])), `badge/${name}.svg`)).attributes.width)
  expect(widthOf('production')).toBeGreaterThan(widthOf('prod') + 30)
  expect(widthOf('w'.repeat(64))).toBeLessThan(600)
})

test('glyphs that are drawn are those of the pages', async () => {
  const sprite = await readFile(path.join(import.meta.dirname, '../../site/components/Sprite.astro'), 'utf8')
  const verdicts = (['met', 'unmet', 'unjudged'] as const).map((verdict) =>
    environment(verdict, [], {results: {gates: [gate(verdict, verdict)]}}),
  )
  const files = filesOf(...verdicts)
  for (const {name} of verdicts) {
    const [glyph] = all(read(fileOf(files, `badge/${name}.svg`)), 'svg')
    const lines = glyph === undefined ? [] : all(glyph, 'path').map(({attributes}) => attributes.d ?? '')
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) expect(sprite).toContain(`d="${line}"`)
  }
})

const changed = (more: Partial<Snapshot> = {}): Snapshot =>
  snapshot(
    [checklist([headers, backup])],
    [
      environment('production', [
        result(first, 'fail', {
          since: '2026-11-23T09:00:00Z',
          owner: 'Platform',
          own: {because: 'it saw `true`'},
          tenant: 'acme',
        }),
        result(first, 'fail', {
          since: '2026-11-23T09:00:00Z',
          owner: 'Platform',
          own: {because: 'it saw `true`'},
          tenant: 'globex',
        }),
        result(second, 'pass', {since: '2026-11-24T14:02:11Z', owner: 'Data & "Co"/../x'}),
      ]),
      environment('staging', [result(first, 'pass'), result(second, null, {since: '2026-11-20T00:00:00Z'})]),
    ],
    more,
  )

const feed = (shot: Snapshot, name = 'changes.atom'): Node => read(fileOf(machineFiles(shot), name))

test('a feed tells of each change once, the newest first, at the time that results know of', () => {
  const root = feed(changed())
  expect(root.attributes.xmlns).toBe('http://www.w3.org/2005/Atom')
  expect(words(root, 'updated')).toEqual(['2026-11-24T14:02:11Z'])
  const entries = all(root, 'entry')
  expect(
    entries.map((entry) => [...words(entry, 'title'), ...words(entry, 'updated'), ...words(entry, 'content')]),
  ).toEqual([
    [
      'A backup was restored, production: pass',
      '2026-11-24T14:02:11Z',
      'Production: pass since 24 Nov 2026, 14:02 UTC. Owner: Data & "Co"/../x.',
    ],
    [
      'Turn the development headers off, production: fail',
      '2026-11-23T09:00:00Z',
      'Production, acme and globex: fail since 23 Nov 2026, 09:00 UTC. It saw true. Owner: Platform.',
    ],
  ])
})

test('a feed has what Atom asks for, and ids that stay', () => {
  const root = feed(changed())
  const places = [root, ...all(root, 'entry')]
  for (const name of ['id', 'title', 'updated']) for (const node of places) expect(words(node, name)).toHaveLength(1)
  const ids = places.flatMap((node) => words(node, 'id'))
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/)
  expect(words(all(root, 'author')[0] ?? root, 'name')).toEqual(['RecSys'])
  expect(all(root, 'link').map(({attributes}) => [attributes.rel, attributes.href])).toEqual([
    ['self', '/changes.atom'],
    ['alternate', '/'],
  ])
  const site = {title: 'RecSys readiness', url: 'https://ready.example', base: '/docs', audience: 'internal' as const}
  const elsewhere = feed(changed({site}))
  expect([elsewhere, ...all(elsewhere, 'entry')].flatMap((node) => words(node, 'id'))).toEqual(ids)
  expect(all(all(elsewhere, 'entry')[0] ?? elsewhere, 'link')[0]?.attributes.href).toBe(
    'https://ready.example/docs/items/readiness/data/backup/',
  )
})

test('each owner has a feed under a name that is safe, and a list says which', () => {
  const files = machineFiles(changed())
  const {owners}: {owners: {owner: string; feed: string}[]} = JSON.parse(fileOf(files, 'changes/index.json'))
  expect(owners.map(({owner}) => owner)).toEqual(['Data & "Co"/../x', 'Platform'])
  for (const {owner, feed} of owners) {
    expect(feed).toMatch(/^changes\/[a-z0-9-]+-[\da-f]{8}\.atom$/)
    const root = read(fileOf(files, feed))
    expect(words(root, 'title')).toEqual([`RecSys readiness, ${owner}`])
    expect(all(root, 'entry')).toHaveLength(1)
  }
})

test('owners that are alike but for signs, or have no letter of ours, have files of their own', () => {
  const owners = ['A b', 'a-b', '数据', '…', '../..']
  const files = filesOf(
    environment(
      'production',
      owners.map((owner) => result(first, 'pass', {owner})),
    ),
  )
  expect([...files.keys()].filter((name) => /^changes\/(?:[a-z0-9]+-)*[\da-f]{8}\.atom$/.test(name))).toHaveLength(
    owners.length,
  )
})

test('what anybody wrote stays words in every file', () => {
  const hostile = snapshot(
    [checklist([item('access/headers', evil)])],
    [
      environment(
        'production',
        [result(first, 'fail', {since: '2026-11-23T09:00:00Z', owner: evil, own: {because: evil}})],
        {
          results: {gates: [{...stale, verdict: 'unmet', failing: 1}, gate('production', 'met', {name: evil})]},
        },
      ),
    ],
    {service: evil, site: {title: evil, url: null, base: '/', audience: 'internal'}},
  )
  const files = machineFiles(hostile)
  const drawn = [...files].filter(([name]) => /\.(?:svg|atom)$/.test(name))
  expect(drawn.length).toBeGreaterThan(4)
  for (const [name, text] of drawn) {
    expect(() => read(text), name).not.toThrow()
    expect(text).not.toContain('<script')
  }
})

test('a picture says the question, the answers and what is in the way; nothing of it comes from elsewhere', () => {
  const shot = snapshot(
    [checklist([headers, backup])],
    [
      environment('production', [result(first, 'fail')], {
        results: {
          gates: [
            {
              ...stale,
              failing: 1,
              blocked: 0,
              repairs: stale.repairs.map((repair) => ({
                ...repair,
                items: repair.items.map((one) => ({...one, status: 'fail' as const, reason: 'expectation' as const})),
              })),
            },
          ],
        },
      }),
      environment('staging', [result(first, 'pass')]),
    ],
  )
  const text = fileOf(machineFiles(shot), 'og/production.svg')
  const svg = read(text)
  expect(words(svg, 'title')).toEqual([
    'May RecSys go live? Production: not yet. 1 item fails. Staging: yes. Met until 25 Nov, 14:02 UTC.',
  ])
  const lines = words(all(svg, 'g')[0] ?? svg, 'text')
  expect(lines).toEqual([
    'May RecSys go live?',
    'Production: not yet',
    '1 item fails',
    'Staging: yes',
    'Met until 25 Nov, 14:02 UTC',
    'Turn the development headers off',
    'fail',
    'Judged 24 Nov 2026, 14:02 UTC · release 4f2c91a · run 9f31c2',
  ])
  expect(text.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|url\(|href/)
})

test('a link to the site is shown with the picture of the environment that the boxes speak of', () => {
  expect(sharedPicture(changed())).toBeNull()
  const site = {title: 'x', url: 'https://ready.example', base: '/docs/', audience: 'public' as const}
  expect(sharedPicture(changed({site, claimsFor: 'staging'}))).toEqual({
    address: 'https://ready.example/docs/og/staging.png',
    words: 'May RecSys go live? The answer of staging, and what is in the way.',
    type: 'image/png',
    width: 1200,
    height: 630,
  })
})

test('the history and the status are as their schemas say', () => {
  const point = {
    run: '2026-11-24T14-02-11Z-9f31c2',
    at: '2026-11-24T14:02:11Z',
    release: '4f2c91a',
    counts: {pass: 1, fail: 0, blocked: 0, 'not-applicable': 0, none: 0},
    gates: [{name: 'go-live', verdict: 'met' as const}],
  }
  const shot = snapshot([checklist([headers])], [environment('production', [result(first, 'pass')], {trend: [point]})])
  const history = SiteHistory.parse(JSON.parse(fileOf(machineFiles(shot), 'history.json')))
  expect(history.environments).toEqual([{name: 'production', runs: [point]}])
  const status: unknown = JSON.parse(statusJson(shot))
  expect(SiteStatus.parse(status)).toEqual(status)
})

test('the same snapshot gives the same bytes, under names that are known as ours', () => {
  const [one, two] = [machineFiles(changed()), machineFiles(changed())]
  expect([...one]).toEqual([...two])
  const kept = [...one.keys()].filter((name) => !isMachineFile(name))
  expect(kept).toEqual(['changes.atom', 'changes/index.json', 'history.json', 'readiness/diff.json'])
  expect(drawPart('answers', changed())).toContain('Production')
})

test('every file that the guide names is there', async () => {
  const guide = await readFile(path.join(import.meta.dirname, '../../docs/guide/badges.md'), 'utf8')
  const table = [...guide.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name)
  const addresses = [...decodeURIComponent(guide).matchAll(/https:\/\/ready\.example\/([\w./-]+\w)/g)].map(
    ([, name]) => name,
  )
  expect(table).toHaveLength(8)
  expect(addresses.length).toBeGreaterThan(5)
  const files = [...filesOf(environment('production', [])).keys(), 'status.json']
  expect([...table, ...addresses].filter((name) => !files.includes(name ?? ''))).toEqual([])
})
