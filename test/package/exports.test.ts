import {readdir, readFile, rm, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {checkPackage, createPackageFromTarballData} from '@arethetypeswrong/core'
import {publint} from 'publint'
import {formatMessage} from 'publint/utils'
import {afterAll, beforeAll, expect, inject, test} from 'vitest'
import * as z from 'zod'
import {installed, run} from './run.ts'

const {tarball} = inject('packed')
const repository = path.join(import.meta.dirname, '../..')
const tsc = path.join(repository, 'node_modules/typescript/bin/tsc')
const nodeTypes = path.join(repository, 'node_modules/@types')
let folder: string

beforeAll(async () => {
  folder = await installed(tarball)
  await writeFile(path.join(folder, 'checklist.md'), '# Launch\n\n- [ ] Backups are restored once\n')
  await writeFile(path.join(folder, 'program.ts'), program)
  await writeFile(path.join(folder, 'documented.ts'), await documented())
})

afterAll(() => rm(folder, {recursive: true, force: true}))

const program = `
import {environmentsNamed, judgeEnvironment, planFor, prepare, processWorld, runEnvironment, snapshotOf} from 'proofmark'
import {defineCheck, z} from 'proofmark/check'
import {jsonSchema, Results, type Result} from 'proofmark/model'

const root = process.cwd()
const world = processWorld()
const prepared = await prepare({root, file: null, files: ['checklist.md'], packs: []}, world, 'documents')
for (const environment of environmentsNamed(prepared.project, [])) {
  const plan = await planFor(prepared, environment)
  const {run} = await runEnvironment(plan, root, world, {})
  const {results} = await judgeEnvironment(plan, root, world.clock.now(), run, prepared.records)
  const items: Result[] = Results.parse(results).results
  console.log(items.map(({own}) => own.status).join())
}

const check = defineCheck({
  name: 'queue-depth',
  summary: 'Reads how many messages wait in a queue.',
  params: z.strictObject({of: z.string().describe('Name of the queue')}),
  observation: z.object({waiting: z.int().describe('Messages that wait')}),
  shorthand: (text) => ({params: {of: text}}),
  expect: 'waiting <= 100',
  async observe({of}, {files}) {
    const {text} = await files.see(\`queues/\${of}.txt\`)
    return {waiting: z.coerce.number().parse(text)}
  },
  tell: ({waiting}, {of}) => ({saw: \`\${waiting} messages wait in \${of}\`}),
  examples: [],
})
console.log(check.name)
console.log((await snapshotOf(prepared, world.clock.now())).version, typeof jsonSchema('run'))
`

/** The program that the docs show. */
async function documented(): Promise<string> {
  const page = await readFile(path.join(repository, 'docs/guide/install.md'), 'utf8')
  return /^```ts\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? ''
}

test('every door is exported, and nothing else', async () => {
  const {exports} = z
    .object({exports: z.record(z.string(), z.unknown())})
    .parse(JSON.parse(await readFile(path.join(repository, 'package.json'), 'utf8')))
  const doors = (await readdir(path.join(repository, 'src/public'))).map((file) => path.basename(file, '.ts'))
  const names = doors.map((door) => (door === 'index' ? '.' : `./${door}`))
  // What a page of a team's own Astro site imports.
  expect(Object.keys(exports).toSorted()).toEqual([...names, './astro/*.astro', './package.json'].toSorted())
})

test('publint finds nothing', async () => {
  const bytes = await readFile(tarball)
  const pack = {tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)}
  const {messages, pkg} = await publint({pack, strict: true})
  expect(messages.map((message) => formatMessage(message, pkg, {color: false}))).toEqual([])
})

test('the types are those of what is exported, for every way of resolving that knows modules', async () => {
  const analysis = await checkPackage(createPackageFromTarballData(await readFile(tarball)))
  expect(analysis.types).toMatchObject({kind: 'included'})
  // Only modules are published: what cannot import them is left out.
  const told = ('problems' in analysis ? analysis.problems : []).filter(
    ({kind, ...where}) =>
      kind !== 'CJSResolvesToESM' && !('resolutionKind' in where && /^node10$|-cjs$/.test(where.resolutionKind)),
  )
  expect(told).toEqual([])
})

test.each(['node16', 'nodenext', 'bundler'])(
  'a program of a user, and the one in the docs, is type-checked under %s',
  async (resolution) => {
    const module = resolution === 'bundler' ? 'esnext' : resolution
    const options = ['--noEmit', '--strict', '--target', 'es2024', '--module', module, '--moduleResolution', resolution]
    const {out} = await run(
      process.execPath,
      [
        tsc,
        ...options,
        '--skipLibCheck',
        'false',
        '--types',
        'node',
        '--typeRoots',
        nodeTypes,
        'program.ts',
        'documented.ts',
      ],
      folder,
    )
    expect(out).toBe('')
  },
)

test('it runs', async () => {
  expect(await run(process.execPath, ['program.ts'], folder)).toEqual({
    code: 0,
    out: 'blocked\nqueue-depth\n1 object\n',
    err: '',
  })
})
