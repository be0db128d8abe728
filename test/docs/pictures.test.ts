import {readdir, readFile, stat} from 'node:fs/promises'
import path from 'node:path'
import {expect, test} from 'vitest'
import {lookDigest} from '../../bench/look.ts'
import {pagesHere, root} from './pages.ts'

const folder = path.join(root, 'docs/guide/images')
const files = (await readdir(folder)).filter((file) => file !== 'made-from.json')

test('the pictures of README and guide show the pages as they look now', async () => {
  const made: unknown = JSON.parse(await readFile(path.join(folder, 'made-from.json'), 'utf8'))
  const todo =
    'pages look otherwise than their pictures: run `npm run -s pictures` (a minute), look at docs/guide/images, commit it'
  expect(made, todo).toEqual({look: await lookDigest()})
})

test('pictures are light, and each is shown somewhere with words that say what is on it', async () => {
  const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(folder, file))).size))
  expect(files.length).toBeGreaterThan(5)
  expect(Math.max(...sizes)).toBeLessThan(200_000)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000)
  const texts = await Promise.all((await pagesHere()).map(({file}) => readFile(path.join(root, file), 'utf8')))
  const text = texts.join('\n')
  for (const file of files) expect(text, file).toContain(`images/${file}`)
  const words = [...text.matchAll(/!\[([^\]]*)\]\([^)]*images\/|<img src="[^"]*images\/[^"]*" alt="([^"]*)"/g)]
  expect(words.length).toBeGreaterThan(4)
  for (const [, one = '', other = ''] of words) expect((one + other).length).toBeGreaterThan(60)
})
