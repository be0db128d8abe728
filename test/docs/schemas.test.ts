import {cp, mkdtemp, readdir, readFile, rm} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {Ajv} from 'ajv'
import {describe, expect, onTestFinished, test} from 'vitest'
import {parse} from 'yaml'
import * as z from 'zod'
import {ProjectFile} from '../../src/config/index.ts'
import {schemaOf} from '../../src/line/index.ts'
import {recordKinds} from '../../src/markdown/index.ts'
import {Authored} from '../../src/model/authored.ts'
import {parseYaml} from '../../src/model/yaml.ts'
import {readYaml} from '../../src/model/yaml-read.ts'
import {copySchemas} from '../../src/publish/files.ts'
import {wrongs} from '../cli/lint-problems.ts'
import {call, folderOf} from '../cli/lint-world.ts'
import {proofmark, root} from '../cli/proofmark.ts'
import {demoRecords} from '../recsys-service/demo/files.ts'
import {writeDemoRecords} from '../recsys-service/demo/records.ts'

const schemas = new Map(await Promise.all(Authored.options.map(async (name) => [name, await schemaOf(name)] as const)))
const ajv = new Ajv({strict: false, allowUnionTypes: true})
const validators = new Map([...schemas].map(([name, schema]) => [name, ajv.compile(schema)]))

function faults(name: Authored, source: string): string[] {
  const valid = validators.get(name)
  if (valid === undefined) throw new Error(`expected a schema ${name}`)
  valid(parse(source, {schema: 'core'}))
  return (valid.errors ?? []).map(({instancePath, message}) => `${instancePath} ${message}`)
}

const frontMatter = (text: string): string => /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? ''
const Kind = z.looseObject({kind: z.enum(['attestation', 'waiver', 'decision'])})

async function filesBelow(...folders: string[]): Promise<string[]> {
  const found: string[] = []
  for (const folder of folders)
    for (const name of await readdir(path.join(root, folder), {recursive: true}))
      found.push(path.posix.join(folder, name))
  return found.sort()
}

const Node = z.record(z.string(), z.unknown())
/** Paths of what an editor would say nothing about. */
function undescribed(value: unknown, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => undescribed(each, `${at}/${index}`))
  const node = Node.safeParse(value)
  if (!node.success) return []
  const own = node.data.type === 'object' ? Object.entries(Node.parse(node.data.properties ?? {})) : []
  const silent = own.filter(([, property]) => !('description' in Node.parse(property))).map(([name]) => `${at}/${name}`)
  return [...silent, ...Object.entries(node.data).flatMap(([key, inner]) => undescribed(inner, `${at}/${key}`))]
}

test.each([...schemas])('%s: every property says what it is, and no host is named', (name, schema) => {
  expect(undescribed(schema, '')).toEqual([])
  expect(schema).toMatchObject({title: `proofmark ${name}`, additionalProperties: false})
  expect(JSON.stringify(schema)).not.toContain('"$id"')
})

test('`proofmark schema` prints each, and the site has each', async () => {
  const out = await mkdtemp(path.join(os.tmpdir(), 'proofmark-schemas-'))
  onTestFinished(() => rm(out, {recursive: true, force: true}))
  await copySchemas(out)
  const published = await readdir(path.join(out, 'schemas'))
  expect(published.sort()).toEqual(Authored.options.map((name) => `${name}.json`).sort())
  for (const [name, schema] of schemas)
    expect(JSON.parse(await readFile(path.join(out, 'schemas', `${name}.json`), 'utf8'))).toEqual(schema)
  const {out: printed} = await proofmark(['schema', 'bindings-file'])
  expect(JSON.parse(printed)).toEqual(schemas.get('bindings-file'))
})

describe('what stands in this repository is as the schemas say', () => {
  test('projects and bindings, and those of ours name their schema', async () => {
    const files = ['proofmark.yaml', ...(await filesBelow('packs', 'docs', 'test/fixtures', 'ci'))]
    const kindOf = (file: string): Authored | null =>
      /(?:^|\/)proofmark\.yaml$/.test(file)
        ? 'project-file'
        : /\.bindings\.yaml$|^packs\/.*\.yaml$/.test(file)
          ? 'bindings-file'
          : null
    const found = files.flatMap((file) => {
      const kind = kindOf(file)
      return kind === null ? [] : [{file, kind}]
    })
    expect(found.length).toBeGreaterThan(10)
    for (const {file, kind} of found) {
      const source = await readFile(path.join(root, file), 'utf8')
      expect([file, faults(kind, source)]).toEqual([file, []])
      if (file.startsWith('test/')) continue
      const named = /^# yaml-language-server: \$schema=(\S+)\n/.exec(source)?.[1] ?? ''
      expect(path.posix.join(path.posix.dirname(file), named)).toBe(`docs/reference/schemas/${kind}.json`)
    }
  })

  test('records', async () => {
    const project = await mkdtemp(path.join(os.tmpdir(), 'proofmark-records-'))
    onTestFinished(() => rm(project, {recursive: true, force: true}))
    for (const name of ['docs', 'packs', 'proofmark.yaml'])
      await cp(path.join(root, name), path.join(project, name), {recursive: true})
    const count = await writeDemoRecords(project, new Date('2026-11-24T12:00:00Z'), {})
    const folder = path.join(project, demoRecords)
    const files = await readdir(folder)
    expect(files).toHaveLength(count)
    for (const file of files) {
      const source = frontMatter(await readFile(path.join(folder, file), 'utf8'))
      expect([file, faults(Kind.parse(parse(source)).kind, source)]).toEqual([file, []])
    }
  })
})

describe('what the reader refuses for its shape the schema refuses, and what it takes the schema takes', () => {
  const env = 'environments: {prod: '
  const project: [source: string, good: boolean][] = [
    ['checklists: [a.md]', true],
    ['checklists: [a.md]\nservice: 012\nsite: {title: true}', true],
    [
      `checklists: [a.md]\n${env}{target: "http://127.0.0.1:\${PORT:-80}", release: {from: "\${WHERE}", field: v}}}`,
      true,
    ],
    [`checklists: [a.md]\n${env}{config: [a.env, {file: b.env, optional: true}, {values: {A: 5, B: false}}]}}`, true],
    [`checklists: [a.md]\n${env}{facts: {a: true, b: c, d: [e, f]}, allow: [{http: POST /x}, {file: /etc/x}]}}`, true],
    [
      `checklists: [a.md]\n${env}{credentials: {t: "\${T}", u: {variable: U, header: X}}, fresh_for: 24h, budget: 2.5}}`,
      true,
    ],
    ['gates: {go: {environments: [prod], unbound: listed, tenants: [a]}}\nchecklists: [a.md]', true],
    ['service: a', false],
    ['checklists: a.md', false],
    ['checklists: []', false],
    ['checklists: [a.md]\ndoc: docs', false],
    ['checklists: [a.md]\nservice: ', false],
    ['checklists: [a.md]\nsite: {tilte: x}', false],
    ['checklists: [a.md]\nsite: {audience: all}', false],
    ['checklists: [a.md]\ngates: {go: {unbound: counts}}', false],
    [`checklists: [a.md]\n${env}{targt: x}}`, false],
    [`checklists: [a.md]\n${env}{budget: fast}}`, false],
    [`checklists: [a.md]\n${env}{tenants: [{facts: {}}]}}`, false],
    [`checklists: [a.md]\n${env}{allow: [{exec: ls}]}}`, false],
    [`checklists: [a.md]\n${env}{config: [{values: [A]}]}}`, false],
    [`checklists: [a.md]\n${env}{release: {from: GET /v}}}`, false],
    ['checklists: [a.md]\nenvironments: {"a b": {}}', false],
  ]
  test.each(project)('proofmark.yaml: %s', (source, good) => {
    expect(faults('project-file', source).length === 0).toBe(good)
    const {yaml} = parseYaml({file: 'proofmark.yaml', source})
    // A variable is filled in before the file is read.
    const read = source.includes('${') || (yaml !== null && 'value' in readYaml(ProjectFile, yaml.root))
    expect(read).toBe(good)
  })

  const record = 'item: l/one\ntext: One\nenvironments: [prod]\n'
  const attested = `kind: attestation\n${record}context: ""\nsays: met\nby: a\non: 2026-11-24\n`
  const waived = `kind: waiver\n${record}reason: r\nowner: a\napprover: b\nuntil: 2026-12-01\n`
  const decided = 'kind: decision\nenvironment: prod\nby: a\non: 2026-11-24\n'
  const records: [kind: 'attestation' | 'waiver' | 'decision', source: string, good: boolean][] = [
    ['attestation', `${attested}until: 2026-12-01`, true],
    ['attestation', `${attested}renew_every: 180d\nrelease: 1.2\ntitle: 5`, true],
    ['attestation', `${attested}until: 2026-12-01\nsees: [{path: a.md, sha256: ${'a'.repeat(64)}}]`, true],
    ['attestation', attested, false],
    ['attestation', `${attested}until: 2026-12-01\nsees: [a.md]`, false],
    ['attestation', `${attested}until: 2026-12-01\nsees: [{path: a.md, sha256: abc}]`, false],
    ['attestation', `${attested}until: 2026-12-01\nexpires: never`, false],
    ['attestation', `${attested.replace('says: met', 'says: maybe')}until: 2026-12-01`, false],
    ['attestation', `${attested.replace('[prod]', '[]')}until: 2026-12-01`, false],
    ['waiver', `${waived}covers: item`, true],
    ['waiver', `${waived}covers: subtree\nitems: [{item: l/two, text: Two}]`, true],
    ['waiver', `${waived}covers: subtree`, false],
    ['waiver', `${waived}covers: item\nitems: [{item: l/two, text: Two}]`, false],
    ['waiver', waived, false],
    ['decision', `${decided}decision: go`, true],
    ['decision', `${decided}decision: perhaps`, false],
    ['decision', `${decided}decision: go\nconditions: [a]`, false],
  ]
  test.each(records)('%s: %s', (kind, source, good) => {
    expect(faults(kind, source).length === 0).toBe(good)
    const {yaml} = parseYaml({file: 'r.md', source})
    if (yaml === null) throw new Error('expected YAML')
    expect('value' in readYaml(recordKinds[kind], yaml.root)).toBe(good)
  })

  const one = (text: string): string => `items:\n  l/one: ${text}\n`
  const calls = (text: string): string => one(`{checks: [${text}]}`)
  const bindings: [source: string, good: boolean][] = [
    [calls('{env: NAME=value}, {http: GET / -> 200, headers: {X: 5}, from: inside, timeout: 5s}'), true],
    [calls('{http: {url: /, method: POST, json: {a: [1]}}, expect: {status: {one_of: [401, 403]}}}'), true],
    [calls('{any: [{file: a.md}, {file: {path: b.md}, expect: exists}]}'), true],
    [calls('{file: a.md, expect: {size: {at_least: 5}}, retry: {times: 2}, timeout: 500, why: because}'), true],
    [one('{attest: {question: Who?, renew_every: 180d}, owner: 7, level: recommended, text: [One, "own:x"]}'), true],
    [
      `settings: {A: {as: bool, default: false}}\nfacts: {f: {values: [a, b]}, g: {values: {a: config.A}}, h: {}}\n`,
      true,
    ],
    ['match: [{section: L, checks: [{file: a.md}]}]', true],
    [one(''), false],
    [one('{chekcs: []}'), false],
    [one('{level: high}'), false],
    [one('{checks: {file: a.md}}'), false],
    [calls('{}'), false],
    [calls('{file: a.md, env: A}'), false],
    [calls('{file: a.md, pth: b.md}'), false],
    [calls('{http: GET /, heders: {}}'), false],
    [calls('{http: {url: /, heders: {}}}'), false],
    [calls('{http: {url: /}, headers: {}}'), false],
    [calls('{http: [GET /]}'), false],
    [calls('{file: a.md, expect: {siez: 5}}'), false],
    [calls('{file: a.md, expect: {size: 5, equals: 5}}'), false],
    [calls('{file: a.md, retry: {times: 99}}'), false],
    [calls('{file: a.md, needs: l/one}'), false],
    [calls('{any: []}'), false],
    [calls('{any: [{any: [{file: a.md}]}]}'), false],
    [one('{attest: {questoin: Who?}}'), false],
    ['match: [{checks: [{file: a.md}]}]', false],
    ['settings: {A: {as: flag}}', false],
    ['facts: {f: {scope: world}}', false],
    ['item: {}', false],
  ]
  // What the reader says of a file that is well shaped is about the project: no such item, no condition that it could know.
  const shape = new Set([
    'unknown-key',
    'wrong-value',
    'one-check',
    'parameter',
    'shorthand',
    'expectation',
    'yaml',
    'null-value',
    'unknown-check',
  ])
  const Report = z.object({
    problems: z.array(z.object({slug: z.string(), at: z.object({file: z.string()}).nullable()})),
  })
  test.each(bindings)('bindings: %s', async (source, good) => {
    expect(faults('bindings-file', source).length === 0).toBe(good)
    const cwd = await folderOf({
      'proofmark.yaml':
        'checklists: [l.md]\nenvironments: {a: {target: "http://a.example", allow: [{http: POST /}]}}\n',
      'l.md': '# L\n\n- [ ] One\n',
      'l.bindings.yaml': source,
      'a.md': 'A\n',
      'b.md': 'B\n',
    })
    const {problems} = Report.parse(JSON.parse((await call(cwd, ['lint', '--format', 'json'])).out))
    const found = problems.filter(({slug, at}) => at?.file === 'l.bindings.yaml' && shape.has(slug))
    expect(found.length === 0).toBe(good)
  })

  test.each(['unknown-key', 'one-check', 'parameter'] as const)(
    'the smallest file with the problem %s is refused',
    (slug) => {
      const {files} = wrongs[slug]
      const refused = Object.entries(files).flatMap(([file, source]) =>
        file === 'proofmark.yaml'
          ? faults('project-file', source)
          : file.endsWith('.yaml')
            ? faults('bindings-file', source)
            : [],
      )
      expect(refused.length).toBeGreaterThan(0)
    },
  )
})
