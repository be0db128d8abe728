import {readdir, readFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, it} from 'vitest'

const root = path.join(import.meta.dirname, '../..')
const folder = path.join(root, 'test/fixtures/docs/write-a-check')

it('the page shows every file of the project that the tests run, and no other', async () => {
  const page = await readFile(path.join(root, 'docs/guide/write-a-check.md'), 'utf8')
  const shown = [...page.matchAll(/^```(?:ts|yaml|markdown)\n([\s\S]*?)^```$/gm)].map(([, text]) => text)
  const entries = await readdir(folder, {recursive: true, withFileTypes: true})
  // That modules are in use is said in words.
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'package.json')
  const texts = await Promise.all(files.map((file) => readFile(path.join(file.parentPath, file.name), 'utf8')))
  expect(texts.length).toBe(5)
  expect(shown.toSorted()).toEqual(texts.toSorted())
})
