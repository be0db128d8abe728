import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {basename, dirname, join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {bareProject, loadProject} from '../../src/config/index.ts'
import {CannotJudge, type Problem, Project, place} from '../../src/model/index.ts'

const fixture = join(import.meta.dirname, '../fixtures/config/whole')
let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'proofmark-config-'))
  for (const file of [
    'ready.md',
    'docs/[odd].md',
    'docs/deep/b.md',
    'docs/deep/a.md',
    'node_modules/x/c.md',
    'docs/.proofmark/d.md',
  ]) {
    await mkdir(dirname(join(root, file)), {recursive: true})
    await writeFile(join(root, file), '- [ ] a\n')
  }
  await mkdir(join(root, 'docs/folder.md'))
  await symlink('deep', join(root, 'docs/linked'))
})
afterAll(() => rm(root, {recursive: true}))

let files = 0
async function load(source: string | Uint8Array, env: Record<string, string> = {}): Promise<Project> {
  files += 1
  const file = `p${files}.yaml`
  await writeFile(join(root, file), source)
  const {project} = await loadProject({root, file, env})
  return project
}
async function problemsOf(source: string | Uint8Array, env: Record<string, string> = {}): Promise<string[]> {
  const found = await load(source, env).then(
    () => [],
    (error: unknown): readonly Problem[] => {
      if (error instanceof CannotJudge) return error.problems
      throw error
    },
  )
  return found.map(
    ({slug, message, at}) => `${at === null ? '' : place(at).replace(/^p\d+\.yaml:/, '')} ${slug}: ${message}`,
  )
}
const one = (environment: string) => `checklists: [ready.md]\nenvironments:\n  prod:\n    ${environment}\n`

describe('a whole file', () => {
  test('is read and completed', async () => {
    const {project, problems} = await loadProject({root: fixture, env: {REGION: 'eu', ADMIN_TOKEN: 'hush'}})
    expect(problems).toEqual([])
    expect(Project.parse(project)).toEqual(project)
    const {root: _root, environments, ...rest} = project
    expect(rest).toEqual({
      file: 'proofmark.yaml',
      service: 'shop',
      docs: 'docs',
      checklists: ['docs/ops/a.md', 'docs/ops/b.md', 'docs/security.md'],
      packs: ['recsys', 'packs/ours.yaml'],
      checks: [{file: 'checks/queue-depth.ts', at: {file: 'proofmark.yaml', line: 49, column: 10}}],
      gates: [
        {name: 'go-live', environments: ['production'], tenants: ['acme'], sections: ['Security'], unbound: 'listed'},
      ],
      claimsFor: 'production',
      approvers: ['ada', 'grace'],
      site: {title: 'Is the shop ready?', url: 'https://ready.shop.example', base: '/ready', audience: 'public'},
      home: 'https://git.example/shop/blob/main/{file}#L{line}',
    })
    expect(environments).toEqual([
      {
        name: 'production',
        target: 'https://shop.example',
        release: {path: '/version', field: 'build.version'},
        config: [
          {file: 'deploy/base.env', optional: false, values: {}},
          {file: 'deploy/local.env', optional: true, values: {}},
          {file: null, optional: false, values: {REGION: 'eu', RETRIES: '012', DEBUG: 'false'}},
        ],
        facts: {mode: 'fast', hashing: true, auth: ['jwt', 'api_key']},
        tenants: [
          {
            id: 'acme',
            facts: {mode: 'slow'},
            config: [{file: 'deploy/acme.env', optional: false, values: {}}],
            target: 'https://acme.shop.example',
          },
          {id: 'globex', facts: {}, config: [], target: null},
        ],
        credentials: {
          admin: {variable: 'ADMIN_TOKEN', file: null, header: 'Authorization', scheme: 'Bearer'},
          key: {variable: 'API_KEY', file: null, header: 'X-API-Key', scheme: null},
          file: {variable: null, file: '/run/secrets/token', header: 'Authorization', scheme: 'Token'},
        },
        allow: [
          {door: 'http', method: 'POST', origin: null, path: '/v1/orders'},
          {door: 'http', method: 'GET', origin: 'https://status.example', path: '/api/*'},
          {door: 'file', folder: 'reports'},
        ],
        freshFor: 180 * 86_400_000,
        budget: 2.5,
      },
      {
        name: 'staging',
        target: null,
        release: {given: ''},
        config: [],
        facts: {},
        tenants: [{id: '-', facts: {}, config: [], target: null}],
        credentials: {},
        allow: [],
        freshFor: 86_400_000,
        budget: null,
      },
    ])
  })
  test('a credential keeps its reference, and no value of the process is in the project', async () => {
    const {project} = await loadProject({
      root: fixture,
      env: {REGION: 'eu', ADMIN_TOKEN: 'hush-hush', API_KEY: 'hush-too'},
    })
    expect(JSON.stringify(project)).not.toMatch(/hush/)
  })
})

describe('what is completed', () => {
  test('the least file', async () => {
    const project = await load('checklists: [ready.md]\n')
    expect(project).toMatchObject({
      service: basename(root),
      docs: null,
      packs: [],
      checks: [],
      claimsFor: 'local',
      approvers: [],
      site: {title: basename(root), url: null, base: '/', audience: 'internal'},
      home: null,
      gates: [{name: 'default', environments: ['local'], tenants: null, sections: null, unbound: 'counts'}],
    })
    expect(project.environments).toMatchObject([
      {name: 'local', target: null, tenants: [{id: '-'}], freshFor: 86_400_000},
    ])
  })
  test('without a file there is one environment that nothing is known of', () => {
    const project = bareProject({root, checklists: ['ready.md']})
    expect(Project.parse(project)).toEqual(project)
    expect(project).toMatchObject({
      file: null,
      checklists: ['ready.md'],
      claimsFor: 'local',
      environments: [{name: 'local', target: null, config: [], tenants: [{id: '-', target: null}]}],
      gates: [{name: 'default', environments: ['local'], unbound: 'counts'}],
    })
  })
  test('the boxes speak of the only environment, and of none where several are and none is named', async () => {
    expect((await load(one('target: http://a.example'))).claimsFor).toBe('prod')
    expect((await load('checklists: [ready.md]\nenvironments: {a: {}, b: {}}')).claimsFor).toBeNull()
  })
  test.each([
    ['https://api.example.com', 'https://api.example.com'],
    ['https://api.example.com/', 'https://api.example.com'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['HTTPS://API.Example.com:443', 'https://api.example.com'],
  ])('target %s', async (written, target) => {
    expect((await load(one(`target: "${written}"`))).environments[0]?.target).toBe(target)
  })
  test.each([
    ['24h', 86_400_000],
    ['180d', 15_552_000_000],
    ['1w', 604_800_000],
    ['1d12h', 129_600_000],
    ['90m', 5_400_000],
  ])('fresh_for %s', async (written, ms) => {
    expect((await load(one(`fresh_for: ${written}`))).environments[0]?.freshFor).toBe(ms)
  })
  test.each([
    ['docs/**/*.md', ['docs/[odd].md', 'docs/deep/a.md', 'docs/deep/b.md']],
    ['docs/[odd].md', ['docs/[odd].md']],
    ['{ready,docs/deep/a}.md', ['docs/deep/a.md', 'ready.md']],
    ['**/*.md', ['docs/[odd].md', 'docs/deep/a.md', 'docs/deep/b.md', 'ready.md']],
  ])('checklists %s', async (pattern, expected) => {
    expect((await load(`checklists: ["${pattern}"]`)).checklists).toEqual(expected)
  })
  test('a checklist that two globs fit stands once, in the order of the globs', async () => {
    expect((await load('checklists: [docs/deep/b.md, docs/deep/*.md]')).checklists).toEqual([
      'docs/deep/b.md',
      'docs/deep/a.md',
    ])
  })
})

describe('variables', () => {
  test.each([
    ['${HOST}', {HOST: 'a.example'}, 'a.example'],
    ['${HOST:-b.example}', {}, 'b.example'],
    ['${HOST:-b.example}', {HOST: ''}, 'b.example'],
    ['x${HOST}y${HOST}', {HOST: '-'}, 'x-y-'],
    ['${HOST:-}', {}, ''],
    ['$HOST $${NOT', {}, '$HOST $${NOT'],
  ])('%s with %j', async (written, env, service) => {
    const project = await load(`checklists: [ready.md]\nsite: {title: "t${written}"}`, env)
    expect(project.site.title).toBe(`t${service}`)
  })
  test('a value is never read again as a reference, nor as YAML', async () => {
    const project = await load('checklists: [ready.md]\nservice: ${A}', {A: '${B}: [x'})
    expect(project.service).toBe('${B}: [x')
  })
  const missing = 'missing-variable: Unexpected `${NOWHERE}`, which is not set; set it, or write `${NOWHERE:-default}`'
  test('a missing one is a problem at its place, once', async () => {
    expect(await problemsOf('checklists: [ready.md]\nservice: ${NOWHERE}')).toEqual([`2:10 ${missing}`])
  })
  test('one that an environment misses stops that one alone', async () => {
    const rest = '  staging: {target: https://a.example, config: ["${NOWHERE}.env", b.env]}\n  test: {}\n'
    await writeFile(join(root, 'missing.yaml'), one('target: https://${NOWHERE}') + rest)
    const {project, problems, waiting} = await loadProject({root, file: 'missing.yaml', env: {}})
    expect(problems).toEqual([])
    expect(project.environments.map(({name, target, config}) => [name, target, config.length])).toEqual([
      ['prod', null, 0],
      ['staging', 'https://a.example', 1],
      ['test', null, 0],
    ])
    expect([...waiting].map(([name, found]) => [name, found.map(({slug, at}) => `${at?.line} ${slug}`)])).toEqual([
      ['prod', ['4 missing-variable']],
      ['staging', ['5 missing-variable']],
    ])
  })
  test('a message shows what was written, not what the variable holds', async () => {
    const [found = ''] = await problemsOf(one('target: https://${WHERE}'), {WHERE: 'user:hush@x.example'})
    expect(found).toContain('`https://${WHERE}`')
    expect(found).not.toContain('hush')
  })
})

describe('problems', () => {
  test.each<[string, string, string[]]>([
    ['broken YAML', 'a: [', ['1:5 yaml: Unexpected end of a list in brackets, expected `]` behind it']],
    ['an empty file', '', ['1:1 wrong-value: Unexpected map without `checklists`, expected a list there']],
    ['a list', '- a', ['1:1 wrong-value: Unexpected list, expected a map']],
    ['two documents', 'a: 1\n---\nb: 1', ['2:1 yaml: Unexpected second document']],
    ['a null', 'checklists: [ready.md]\nservice:\n', ['2:9 null-value: Unexpected nothing at `service`']],
    [
      'a key twice',
      'checklists: [ready.md]\nservice: a\nservice: b',
      ['3:1 yaml: Unexpected second `service`, expected each key once (first in line 2)'],
    ],
    ['a tag', 'checklists: [ready.md]\nservice: !run x', ['2:10 yaml: Unexpected tag `!run`']],
    ['a merge key', 'checklists: [ready.md]\nsite: &s {title: a}\ngates: {<<: *s}', ['3:9 yaml: Unexpected key `<<`']],
    [
      'aliases gone wild',
      `a: &a [x]\n${'bcdefghij'
        .split('')
        .map((name, index) => `${name}: &${name} [${`*${'abcdefghi'[index]},`.repeat(9)}]`)
        .join('\n')}`,
      ['too-large: Unexpected aliases, more than 100'],
    ],
    ['an endless alias', 'service: &a [*a]', ['too-deep: Unexpected depth over 64 levels']],
    ['depth', `a: ${'['.repeat(5000)}`, ['too-deep: Unexpected depth']],
    [
      'size',
      `service: ${'x'.repeat(4_000_000)}`,
      ['1:1 too-large: Unexpected 4000009 bytes, expected at most 4000000'],
    ],
    [
      'a misspelled key',
      'checklist: [ready.md]',
      ['1:1 unknown-key: Unexpected key `checklist`, did you mean `checklists`?'],
    ],
    [
      'a misspelled key deep down',
      one('targt: http://a.example'),
      ['4:5 unknown-key: Unexpected key `targt` at `environments.prod`, did you mean `target`?'],
    ],
    [
      'a key of nothing near',
      one('wherever: 1'),
      ['4:5 unknown-key: Unexpected key `wherever` at `environments.prod`, expected `target`, `release`'],
    ],
    [
      'a path in the target',
      one('target: https://a.example/v1'),
      ['4:13 wrong-value: Unexpected `https://a.example/v1` at `environments.prod.target`, expected an http(s) origin'],
    ],
    ['a query in the target', one('target: "https://a.example?x"'), ['expected an http(s) origin']],
    ['a user in the target', one('target: https://u:p@a.example'), ['expected an http(s) origin']],
    ['another scheme', one('target: ftp://a.example'), ['expected an http(s) origin']],
    ['no address', one('target: a.example'), ['expected an http(s) origin']],
    ['a tenant with a path', one('tenants: [{id: a, target: http://a/b}]'), ['4:31 wrong-value:']],
    [
      'a duration',
      one('fresh_for: 24'),
      ['4:16 wrong-value: Unexpected `24` at `environments.prod.fresh_for`, expected a duration such as `24h`'],
    ],
    ['a duration of nothing', one('fresh_for: 0h'), ['expected a duration']],
    ['a budget', one('budget: 0'), ['4:13 wrong-value:']],
    ['a release route', one('release: {from: POST /v, field: v}'), ['4:21 wrong-value:', 'expected `GET /path`']],
    ['a tenant twice', one('tenants: [{id: a}, {id: a}]'), ['4:29 wrong-value: Unexpected second tenant `a`']],
    ['a tenant that could leave its folder', one('tenants: [{id: ../x}]'), ['expected a name of letters']],
    [
      'an environment that could leave its folder',
      'checklists: [ready.md]\nenvironments: {../up: {}}',
      ['expected a name of letters'],
    ],
    [
      'a config source',
      one('config: [{fil: a}]'),
      ['unknown-key: Unexpected key `fil` at `environments.prod.config[0]`, did you mean `file`?'],
    ],
    [
      'a path above',
      one('config: [../a.env]'),
      ['4:14 wrong-value: Unexpected `../a.env` at `environments.prod.config[0]`, expected a path below the project'],
    ],
    ['an absolute path', 'checklists: [/etc/passwd]', ['1:14 wrong-value:', 'expected a path below the project']],
    [
      'a grant without a method',
      one('allow: [{http: /v1}]'),
      ['4:20 wrong-value: Unexpected line in `allow`, expected `METHOD /path`'],
    ],
    ['a grant to everywhere', one('allow: [{http: "GET https://*/x"}]'), ['wrong-value: Unexpected line in `allow`']],
    [
      'a grant that leaves the target',
      one('allow: [{http: POST //other.example/x}]'),
      ['wrong-value: Unexpected line in `allow`'],
    ],
    ['a star within', one('allow: [{http: "GET /a/*/b"}]'), ['with `*` at the end alone']],
    ['an unknown grant', one('allow: [{htp: GET /}]'), ['did you mean `http`?']],
    [
      'both ways to a secret',
      one('credentials: {a: {variable: X, file: y}}'),
      ['wrong-value: Unexpected credential `a`, expected either `variable` or `file`'],
    ],
    [
      'neither way',
      one('credentials: {a: {header: X}}'),
      ['wrong-value: Unexpected credential `a`, expected either `variable` or `file`'],
    ],
    [
      'the environment of the boxes',
      'checklists: [ready.md]\nclaims_for: prd\nenvironments: {prod: {}}',
      ['2:13 unknown-environment: Unexpected environment `prd` in `claims_for`, did you mean `prod`?'],
    ],
    [
      'the environment of a gate',
      'checklists: [ready.md]\ngates: {g: {environments: [prd]}}\nenvironments: {prod: {}}',
      ['2:28 gate: Unexpected environment `prd` of gate `g`, did you mean `prod`?'],
    ],
    [
      'the tenant of a gate',
      'checklists: [ready.md]\ngates: {g: {environments: [prod], tenants: [b]}}\nenvironments: {prod: {tenants: [{id: a}]}}',
      ['2:45 gate: Unexpected tenant `b` of gate `g`, did you mean `a`?'],
    ],
    ['a gate over nothing', 'checklists: [ready.md]\ngates: {g: {environments: []}}', ['2:27 wrong-value:']],
    [
      'no checklist',
      'checklists: [ready.md, nowhere/*.md]',
      ['1:24 no-checklist: Unexpected `nowhere/*.md`, which no file fits'],
    ],
    ['a folder', 'checklists: [docs/folder.md]', ['no-checklist']],
    [
      'a script in the source address',
      'checklists: [ready.md]\nsite: {source: "javascript:alert(1)//{file}"}',
      ['expected an http(s) URL with `{file}`'],
    ],
    [
      'an audience',
      'checklists: [ready.md]\nsite: {audience: publik}',
      ['2:18 wrong-value: Unexpected `publik` at `site.audience`, expected `public` or `internal`'],
    ],
    [
      'a number for a fact',
      one('facts: {a: {b: 1}}'),
      [
        '4:16 wrong-value: Unexpected map at `environments.prod.facts.a`, expected `true` or `false`, or text, or a list',
      ],
    ],
  ])('%s', async (_title, source, expected) => {
    const found = await problemsOf(source)
    for (const part of expected) expect(found.join('\n')).toContain(part)
    expect(found.length).toBeGreaterThan(0)
  })

  test('all of them at once', async () => {
    const found = await problemsOf(one('target: nowhere\n    fresh_for: soon\n    budgt: 1'))
    expect(found.map((line) => line.split(' ')[0])).toEqual(['4:13', '5:16', '6:5'])
  })
  test.each([
    'hush',
    '"hush ${X}"',
    '{variable: hush hush}',
    '{variable: X, header: "Bearer hush"}',
    '[hush]',
    '{token: hush}',
  ])('a secret written down is not repeated: %s', async (written) => {
    const found = await problemsOf(one(`credentials: {a: ${written}}`))
    expect(found).toHaveLength(written === '{token: hush}' ? 1 : found.length)
    expect(found[0]).toMatch(/wrong-value|unknown-key/)
    expect(found.join('\n')).not.toContain('hush')
  })
  test('bytes that are no text', async () => {
    expect(await problemsOf(new Uint8Array([0x61, 0x3a, 0xff]))).toEqual([
      expect.stringContaining('its bytes are no UTF-8'),
    ])
  })
  test('a byte order mark and CRLF move nothing', async () => {
    expect(await problemsOf('\ufeffchecklists: [ready.md]\r\nservce: a\r\n')).toEqual([
      '2:1 unknown-key: Unexpected key `servce`, did you mean `service`?',
    ])
  })
  test('no file, or a folder in its place', async () => {
    const missing = loadProject({root, file: 'none.yaml', env: {}})
    await expect(missing).rejects.toMatchObject({
      problems: [{slug: 'unreadable-file', message: expect.stringContaining('none.yaml')}],
    })
    await expect(loadProject({root, file: 'docs', env: {}})).rejects.toMatchObject({
      problems: [{slug: 'unreadable-file'}],
    })
  })
})
