import {cp} from 'node:fs/promises'
import path from 'node:path'
import {readDocs} from '../../src/markdown/index.ts'
import type {Item, Project, Result, Snapshot} from '../../src/model/index.ts'
import {buildSite} from '../../src/publish/index.ts'
import {projectIn} from './fixture.ts'
import {environment, finding, type ResultMore, result, snapshot} from './snapshot.ts'
import {boundToChecks, usedChecks} from './used-checks.ts'

const docs = path.join(import.meta.dirname, '../../docs')
const checklist = 'docs/recsys/operations/production-readiness-checklist.md'
const at = {file: 'docs/records/a.md', line: 1, column: 1}
const attestation = {by: 'ines.o', on: '2026-06-04', until: '2027-06-04', at}
const since = '2026-11-23T09:00:00Z'

/** Builds the site of this repository's own docs over made-up results, about as many of each kind as the demo has. */
export async function buildDemoSite(root: string, out: string, site: Partial<Project['site']> = {}): Promise<void> {
  // What the demo writes is only there where it ran.
  await cp(docs, path.join(root, 'docs'), {recursive: true, filter: (file) => file !== path.join(docs, 'records')})
  const usual = projectIn(root)
  const project = {...usual, site: {...usual.site, ...site}, service: 'recsys-service', checklists: [checklist]}
  const {documents, checklists} = await readDocs(project)
  const route = documents.find(({file}) => file === checklist)?.route ?? ''
  const keyed = checklists.flatMap(({name, items}) => items.map((item) => ({key: `${name}:${item.id}`, item})))
  const production = keyed.flatMap(({key, item}, index) => inProduction(key, item, index))
  const staging = keyed.map(({key, item}, index) => inStaging(key, item, index))
  const shot = snapshot(
    checklists,
    [environment('production', production, {tenants: ['acme', 'globex']}), environment('staging', staging)],
    {
      source: null,
      site: project.site,
      problems,
      checks: [...usedChecks],
      bindings: boundToChecks(keyed.map(({key}) => key)),
      routes: Object.fromEntries(checklists.map(({name}) => [name, route])),
    },
  )
  await buildSite({root, project, documents, snapshot: shot, out})
}

/** One that many lines belong to, one that stops a run, one that is in no file. */
const problems: Snapshot['problems'] = [
  {
    slug: 'yaml',
    message: `Unexpected tab\n\n   12 │ \tchecks: [${'http: GET /readyz -> 200, '.repeat(9)}]\n      │ ▲`,
    at: {file: 'docs/recsys/operations/production-readiness-checklist.bindings.yaml', line: 12, column: 1},
    also: [],
  },
  {
    slug: 'vacuous',
    message: `Unexpected \`http: GET /healthz\` that passes whatever is seen, expected a call that can fail; such as ${'n'.repeat(90)}`,
    at: {file: checklist, line: 30, column: 9},
    also: [{file: checklist, line: 41, column: 9}],
  },
  {slug: 'navigation', message: 'Unexpected `nav` without pages, expected a list', at: null, also: []},
]

/** As long as what a check of a deployment file says. */
const seen = (id: string) =>
  finding('fail', {
    expected: `existence of test/recsys-service/deploy/staging/deployment.yaml to be true and text of it to contain "${'livenessProbe: '.repeat(9)}"`,
    saw: `true and "${'name: recsys-service '.repeat(50)}…"`,
    source: {file: 'test/recsys-service/deploy/staging/deployment.yaml', line: 12, column: 1},
    next: `proofmark show ${id}`,
  })

const ownerOf = (index: number): string => ['SRE', 'Platform', 'Identity', 'Privacy', 'Data'][index % 5] ?? ''

const inProduction = (key: string, {colon}: Item, index: number): Result[] =>
  ['acme', 'globex'].map((tenant) =>
    result(key, colon ? null : 'pass', {
      tenant,
      rollUp: 'pass',
      since,
      owner: ownerOf(index),
      findings: [finding('pass', {tenant})],
      attestation: index % 2 === 0 ? attestation : null,
    }),
  )

function inStaging(key: string, {colon, id}: Item, index: number): Result {
  const kinds: readonly [Result['own']['status'], ResultMore][] = [
    ['fail', {findings: [seen(id), finding('fail', {call: 'c2'})], since}],
    ['blocked', {own: {reason: 'missing', because: `no attestation for staging; production's does not count here`}}],
    ['pass', {findings: [finding('pass')], since, attestation}],
    ['not-applicable', {condition: '`serving mode`: db only', own: {reason: 'condition'}}],
  ]
  const [status, more] = kinds[index % kinds.length] ?? ['pass', {}]
  return result(key, colon ? null : status, {...more, rollUp: status, owner: ownerOf(index)})
}
