import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {onTestFinished} from 'vitest'
import {type Attesting, attest, writeRecord} from '../../src/author/index.ts'
import {environmentsNamed, judgeEnvironment, mustGoOn, type Prepared, planFor, prepare} from '../../src/line/index.ts'
import type {Named, Problem, Result, Run} from '../../src/model/index.ts'

/** The moment that tests are at unless they say another. */
export const now = new Date('2026-11-24T14:00:00Z')

/** Writes files into a folder that is gone after the test. */
export async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'proofmark-'))
  onTestFinished(() => rm(root, {recursive: true, force: true}))
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), {recursive: true})
    await writeFile(path.join(root, file), text)
  }
  return root
}

/** Replaces text in a file, which must be there. */
export async function edit(root: string, file: string, old: string, text: string): Promise<void> {
  const before = await readFile(path.join(root, file), 'utf8')
  if (!before.includes(old)) throw new Error(`expected \`${old}\` in ${file}`)
  await writeFile(path.join(root, file), before.replace(old, text))
}

const world = (at: Date) => ({env: {}, random: () => 0.5, clock: {now: () => at, sleep: async () => {}}})

export const readAll = (root: string, at = now): Promise<Prepared> =>
  prepare({root, file: 'proofmark.yaml', files: [], packs: []}, world(at), 'checklists')

/** The item of an id, which must be there. */
export function named({checklists}: Prepared, id: string): Named {
  for (const checklist of checklists)
    for (const item of checklist.items) if (item.forms.includes(id)) return {checklist, item}
  throw new Error(`expected an item \`${id}\``)
}

/** Lets a person attest an item of a project, and gives the path of the record. */
export async function attestIn(root: string, id: string, more: Partial<Attesting> = {}): Promise<string> {
  const prepared = await readAll(root)
  const {project, checklists} = prepared
  const plan = await planFor(prepared, onlyOne(environmentsNamed(project, ['production'])))
  const item = named(prepared, id)
  const {binding = null} = plan.items.find((each) => each.id === item.item.id) ?? {}
  const record = await attest({
    root,
    docs: 'docs',
    checklists,
    named: item,
    binding,
    environments: ['production'],
    tenants: null,
    says: 'met',
    by: 'ines.o',
    on: '2026-11-20',
    until: null,
    renewEvery: '180d',
    release: null,
    note: '',
    ...more,
  })
  return writeRecord(root, record)
}

/** Where an item stands, read anew from the files, and what is wrong in them. */
export async function standsIn(
  root: string,
  id: string,
  {
    at = now,
    environment = 'production',
    release = null,
  }: {at?: Date; environment?: string; release?: string | null} = {},
): Promise<{
  own: Result['own'] | undefined
  attestation: Result['attestation'] | undefined
  waiver: Result['waiver'] | undefined
  problems: Problem[]
}> {
  const prepared = await readAll(root, at)
  mustGoOn(prepared.problems)
  const plan = await planFor(prepared, onlyOne(environmentsNamed(prepared.project, [environment])))
  const run = release === null ? null : runOf(environment, release, at)
  const {results} = await judgeEnvironment(plan, root, at, run, prepared.records)
  const result = results.results.find(({key}) => key === `launch:${id}`)
  return {own: result?.own, attestation: result?.attestation, waiver: result?.waiver, problems: plan.problems}
}

function onlyOne<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('expected one')
  return first
}

const runOf = (environment: string, release: string, at: Date): Run => ({
  version: 1,
  id: '2026-11-24T13-00-00Z-000000',
  service: 'shop',
  environment,
  vantage: 'outside',
  target: null,
  release,
  startedAt: at.toISOString(),
  finishedAt: at.toISOString(),
  complete: true,
  checklists: [],
  facts: [],
  findings: [],
  causes: [],
})
