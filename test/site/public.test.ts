import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {gunzipSync} from 'node:zlib'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {workFolder} from '../../src/publish/tool.ts'
import {proofmark, service} from '../cli/proofmark.ts'

/** One word for each thing that readers of a public site may not see; none of them is a word of any language. */
const canaries = {
  observation: 'qxqobservation',
  host: 'qxqhost',
  expectation: 'qxqexpectation',
  owner: 'qxqowner',
  tenant: 'qxqtenant',
  release: 'qxqrelease',
  why: 'qxqwhy',
  condition: 'qxqcondition',
  forge: 'qxqforge',
  problem: 'qxqproblem',
  attester: 'qxqattester',
  note: 'qxqnote',
  reason: 'qxqreason',
  approver: 'qxqapprover',
  waived: 'qxqwaived',
  decider: 'qxqdecider',
  conditions: 'qxqterms',
  file: 'qxqfile',
  title: 'qxqtitle',
}
const word = canaries

const record = (front: string, body = ''): string => `---\n${front.trim()}\n---\n\n${body}\n`

const files = (audience: string, target: string): Record<string, string> => ({
  'proofmark.yaml': `
service: orders
docs: docs
checklists: [docs/launch.md]
claims_for: production
approvers: [${word.approver}]
site: {audience: ${audience}, url: 'https://ready.example', source: 'https://${word.forge}.example/{file}#L{line}'}
gates: {go-live: {environments: [production]}}
environments:
  production:
    target: ${target}
    release: ${word.release}
    config: [deploy/prod.env]
    facts: {${word.condition}: true}
    tenants: [{id: ${word.tenant}}, {id: globex}]
`,
  'deploy/prod.env': `DATABASE_HOST=${word.host}.internal\n`,
  'docs/index.md': `# Orders

Read [the word](records/${word.file}.md), [it again](./records/${word.file}.md?x=1#note), ![seen](records/${word.file}.md),
<a class="big" href="records/${word.file}.md">once more</a>, [all of them](records/index.md) and [the list](launch.md).
`,
  'docs/records/index.md': `# What people said\n\nEach is a file, such as [this](${word.file}.md).\n`,
  'docs/launch.md': `# Launch

## Recovery

- [x] A restore was rehearsed, see [the word](records/${word.file}.md) <!-- proofmark: restore -->
- [x] The database is on its own host
- [ ] The state is plain
- [ ] It works for everybody
`,
  'docs/launch.bindings.yaml': `
facts: {${word.condition}: {}}
items:
  restore: {attest: {sees: []}}
  recovery/database-own-host:
    owner: ${word.owner}
    why: ${word.why}
    checks: [{env: DATABASE_HOST, expect: {value: {equals: ${word.expectation}}}}]
  recovery/state-plain: {checks: [{http: GET /state -> 204}]}
  recovery/works-everybody: {when: facts.${word.condition}, checks: [{env: DATABASE_HOST=x}]}
`,
  [`docs/records/${word.file}.md`]: record(
    `
title: ${word.title}
kind: attestation
item: restore
text: A restore was rehearsed, see the word
context: Recovery
environments: [production]
says: met
by: ${word.attester}
on: 2026-01-01
until: 2099-12-31`,
    word.note,
  ),
  'docs/records/waiver.md': record(`
kind: waiver
item: recovery/database-own-host
text: The database is on its own host
covers: item
environments: [production]
reason: ${word.reason}
owner: ${word.waived}
approver: ${word.approver}
until: 2099-12-31`),
  'docs/records/decision.md': record(`
kind: decision
environment: production
decision: conditional-go
by: ${word.decider}
on: 2026-01-01
conditions: ${word.conditions}`),
  'docs/records/deep/unknown.md': record(`
kind: attestation
item: ${word.problem}
text: Gone
context: Recovery
environments: [production]
says: met
by: ${word.attester}
on: 2026-01-01
until: 2099-12-31`),
})

let root: string
const later: (() => Promise<void>)[] = []

/** Every file of a site as text, what is compressed unpacked, with its name. */
async function textsOf(site: string): Promise<Map<string, string>> {
  const names = await readdir(path.join(root, site), {recursive: true, withFileTypes: true})
  const found = new Map<string, string>()
  for (const entry of names) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    const bytes = await readFile(file)
    const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes
    const name = path.relative(path.join(root, site), file).split(path.sep).join('/')
    found.set(name, `${name}\n${plain.toString('utf8')}`)
  }
  return found
}

async function build(audience: string, target: string): Promise<void> {
  for (const [name, text] of Object.entries(files(audience, target))) {
    await mkdir(path.dirname(path.join(root, name)), {recursive: true})
    await writeFile(path.join(root, name), text)
  }
  if (audience === 'public') await proofmark(['run'], {cwd: root})
  const {code, err} = await proofmark(['build', '--out', audience], {cwd: root})
  if (code !== 0) throw new Error(err)
}

let open: Map<string, string>
let inside: Map<string, string>

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'proofmark-public-'))
  later.push(() => rm(workFolder(root), {recursive: true, force: true}))
  const target = await service(
    (_, response) => response.end(`{"state": "${word.observation}"}`),
    (task) => void later.push(task),
  )
  await build('public', target)
  await build('internal', target)
  ;[open, inside] = [await textsOf('public'), await textsOf('internal')]
}, 120_000)

afterAll(async () => {
  for (const task of later) await task()
  await rm(root, {recursive: true, force: true})
})

const pages = (site: ReadonlyMap<string, string>): string[] => [...site.keys()].filter((name) => name.endsWith('.html'))

test('the site is there, with its search, its list and its answers', () => {
  expect(open.get('launch/index.html')).toContain('The database is on its own host')
  expect(open.get('index.html')).toContain('Production: not yet')
  expect(
    [...open.values()].some((text) => text.startsWith('pagefind/fragment/') && text.includes('its own host')),
  ).toBe(true)
  expect(open.has('sitemap-index.xml')).toBe(true)
})

test.each(Object.entries(canaries))('no file of a public site holds what stands for: %s', (_, canary) => {
  const found = [...open].filter(([, text]) => text.toLowerCase().includes(canary)).map(([name]) => name)
  expect(found).toEqual([])
})

test('nor the address of what was looked at, or a page of our own, or a copy of a record', () => {
  const named = [...open.keys()].filter(
    (name) => /^(?:readiness|files\/docs\/records)\//.test(name) || /records\/.*(?:waiver|decision)/.test(name),
  )
  expect(named).toEqual([])
  expect([...open].filter(([, text]) => text.includes('127.0.0.1')).map(([name]) => name)).toEqual([])
  expect(open.has('records/index.html')).toBe(true)
})

test('the words of a link to a record stay, and say that it is not published', () => {
  const home = open.get('home/index.html') ?? ''
  expect(home).toMatch(/<a class="pm-missing" title="Not published on this site">the word<\/a>/)
  expect(home).toMatch(/<a href="\/records\/">all of them<\/a>/)
  expect(home).not.toMatch(/href="[^"]*\/files\//)
})

test('the same project for its team holds all of it, and tells search engines of every page to stay away', () => {
  const all = [...inside.values()].join('\n')
  expect(Object.values(canaries).filter((canary) => !all.includes(canary))).toEqual([])
  const without = (words: string): string[] => pages(inside).filter((page) => !inside.get(page)?.includes(words))
  expect(without('<meta name="robots" content="noindex"')).toEqual([])
  expect(without('href="/changes.atom"')).toEqual([])
  for (const page of ['records', 'problems', 'checks']) expect(inside.has(`readiness/${page}/index.html`)).toBe(true)
  expect([...inside.keys()].filter((name) => name.startsWith('sitemap'))).toEqual([])
})
