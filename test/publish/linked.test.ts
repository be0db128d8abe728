import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {copyAgain, copyLinkedFiles} from '../../src/publish/files.ts'
import {pagesOf} from '../../src/publish/index.ts'
import {linkedPolicy, withoutScripts} from '../../src/publish/linked.ts'

let root = ''
let out = ''
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'proofmark-linked-'))
  out = path.join(root, '_site')
})
afterEach(() => rm(root, {recursive: true, force: true}))

const meta = `<meta http-equiv="content-security-policy" content="${linkedPolicy}">`
const links = (...names: string[]) => [{html: names.map((name) => `<a href="/files/${name}">x</a>`).join('')}]
const copied = (name: string): Promise<string> => readFile(path.join(out, 'files', name), 'utf8')

async function written(name: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, name)), {recursive: true})
  await writeFile(path.join(root, name), text)
}

test.each([
  ['', meta],
  ['<p>Covered: 92 %</p>', `${meta}<p>Covered: 92 %</p>`],
  ['<!DOCTYPE html>\n<html><head><title>C', `<!DOCTYPE html>${meta}\n<html><head><title>C`],
  ['\uFEFF \n<!doctype html PUBLIC ">"><script>', `\uFEFF \n<!doctype html PUBLIC ">${meta}"><script>`],
  ['<?xml version="1.0"?>\n<!DOCTYPE html><html>', `<?xml version="1.0"?>\n<!DOCTYPE html>${meta}<html>`],
  ['<!--><script>run()</script>--><!doctype html>', `${meta}<!--><script>run()</script>--><!doctype html>`],
  ['\u00A0<!doctype html><script>', `${meta}\u00A0<!doctype html><script>`],
  ['<script>run()</script><!doctype html>', `${meta}<script>run()</script><!doctype html>`],
])('the policy is the first tag of %j', (html, expected) => {
  expect(withoutScripts(Buffer.from(html)).toString()).toBe(expected)
})

test('a page in any encoding keeps it, and every byte of its own', () => {
  const html = '<!doctype html><script>run()</script>'
  const little = Buffer.from(`\uFEFF${html}`, 'utf16le')
  const big = Buffer.from(little).swap16()
  const expected = `\uFEFF${html.replace('>', `>${meta}`)}`
  expect(withoutScripts(little).toString('utf16le')).toBe(expected)
  expect(withoutScripts(big).swap16().toString('utf16le')).toBe(expected)
  const bytes = Buffer.from([0x3c, 0x70, 0x3e, 0xe9, 0xff, 0x00])
  expect(withoutScripts(bytes)).toEqual(Buffer.concat([Buffer.from(meta), bytes]))
})

test('a page of the project is copied whatever it holds, is no page of the site, and is read again when it changes', async () => {
  const marker = '<pm-verdict data-part="answers" class="not-content"></pm-verdict>'
  await written('reports/coverage.html', `<script>run()</script>${marker}`)
  await written('reports/data.json', '{}')
  await copyLinkedFiles(root, '/', links('reports/coverage.html', 'reports/data.json', '%zz'), out)
  expect(await copied('reports/coverage.html')).toBe(`${meta}<script>run()</script>${marker}`)
  expect(await copied('reports/data.json')).toBe('{}')
  await written('_site/guide/index.html', '<p>Guide</p>')
  expect(await pagesOf(out)).toEqual(['guide/index.html'])

  await written('reports/coverage.html', '<p>Covered: 93 %</p>')
  await copyAgain(root, out)
  expect(await copied('reports/coverage.html')).toBe(`${meta}<p>Covered: 93 %</p>`)
})

test('no file takes the place of a page, and a page of the docs is never read again as a file', async () => {
  await written('list/index.html', '<script>run()</script>')
  await written('_site/files/list/index.html', '<p>A document named list</p>')
  await copyLinkedFiles(root, '/', links('list/index.html'), out)
  await copyAgain(root, out)
  expect(await copied('list/index.html')).toBe('<p>A document named list</p>')
  expect(await pagesOf(out)).toEqual(['files/list/index.html'])
})
