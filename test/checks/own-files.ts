import {cp, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {pathToFileURL} from 'node:url'
import {onTestFinished} from 'vitest'

const root = path.join(import.meta.dirname, '../..')

/** What `npm install` leaves of the package, for code that imports its doors: they are the sources. */
export async function installIn(folder: string): Promise<void> {
  const place = path.join(folder, 'node_modules/proofmark')
  await mkdir(place, {recursive: true})
  const exported = {'./check': './check.mjs'}
  await writeFile(
    path.join(place, 'package.json'),
    JSON.stringify({name: 'proofmark', type: 'module', exports: exported}),
  )
  const source = pathToFileURL(path.join(root, 'src/public/check.ts')).href
  await writeFile(path.join(place, 'check.mjs'), `export * from '${source}'\n`)
}

/** Where to say what is to be done at the end. */
type Later = (task: () => Promise<void>) => void

/** A copy of the project of the guide, with these files beside its own or in their place; gone after the test. */
export async function ownProject(
  files: Readonly<Record<string, string>> = {},
  later: Later = onTestFinished,
): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'proofmark-own-'))
  later(() => rm(folder, {recursive: true, force: true}))
  await cp(path.join(root, 'test/fixtures/docs/write-a-check'), folder, {recursive: true})
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), {recursive: true})
    await writeFile(path.join(folder, name), text)
  }
  return folder
}

/** The file of a check that says what is given of it, and else what every check must. */
export const checkFile = (given: string, head = ''): string => `
import {defineCheck, z} from 'proofmark/check'
${head}
export const check = defineCheck({
  name: 'look',
  summary: 'Looks.',
  params: z.strictObject({at: z.string().optional()}),
  observation: z.object({ok: z.boolean()}),
  shorthand: (text) => ({params: {at: text}}),
  expect: 'ok',
  observe: async () => ({ok: true}),
  tell: () => ({saw: 'it'}),
  examples: [],
  ${given}
})
`
