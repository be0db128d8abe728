import {glob, readFile} from 'node:fs/promises'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {circle, type Import, importsOf, tableOfRooms, violations} from './imports.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const table = tableOfRooms(await readFile(path.join(root, 'docs/guide/architecture.md'), 'utf8'))

const files: string[] = []
for await (const file of glob(['src/**/*.ts', 'site/**/*.{ts,astro}'], {cwd: root})) files.push(file)
const imports: Import[] = (await Promise.all(files.sort().map((file) => importsOf(root, file)))).flat()

test('the table of rooms is found, and so are the files', () => {
  expect(table.size).toBeGreaterThan(12)
  expect(files.length).toBeGreaterThan(40)
  expect(imports.length).toBeGreaterThan(100)
})

test('every room of the table exists, and every room is in it', async () => {
  const rooms = new Set(
    files.map((file) =>
      file === 'src/index.ts'
        ? file
        : file
            .split('/')
            .slice(0, file.startsWith('src/') ? 2 : 1)
            .join('/'),
    ),
  )
  expect([...table.keys()].sort()).toEqual([...rooms].sort())
})

test('no room imports what the table does not allow', () => {
  expect(violations(imports, table)).toEqual([])
})

test('no file imports itself in a circle', () => {
  expect(circle(imports)).toBeNull()
})

test.each([
  [
    'a room that it may not',
    {file: 'src/results/judge.ts', specifier: '../providers/index.ts'},
    'src/results may not import src/providers',
  ],
  ['the CLI from below', {file: 'src/model/run.ts', specifier: '../cli/main.ts'}, 'src/model may not import src/cli'],
  [
    'a package of another room',
    {file: 'src/results/judge.ts', specifier: 'undici'},
    'src/results may not import that package',
  ],
  [
    'from a room that nobody knows',
    {file: 'src/utils/misc.ts', specifier: '../model/index.ts'},
    'the room src/utils is not in the table',
  ],
])('the table is held: a file that imports %s is found', (_, planted, sentence) => {
  expect(violations([planted], table).join()).toContain(sentence)
})

test('a circle is found', () => {
  const planted = [
    {file: 'src/a/one.ts', specifier: './two.ts'},
    {file: 'src/a/two.ts', specifier: '../b/three.ts'},
    {file: 'src/b/three.ts', specifier: '../a/one.ts'},
  ]
  expect(circle(planted)).toEqual(['src/a/one.ts', 'src/a/two.ts', 'src/b/three.ts', 'src/a/one.ts'])
})
