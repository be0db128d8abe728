import {mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {readDocs} from '../../src/markdown/index.ts'
import {bodyOf, planPages, renderPages} from '../../src/publish/render.ts'

let root = ''
const write = (name: string, text: string): Promise<void> => writeFile(path.join(root, 'docs', name), text)

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'proofmark-bodies-'))
  await mkdir(path.join(root, 'docs'))
  await write('a.md', '# A\n\nFirst.\n')
  await write('list.md', '# List\n\n- [ ] It holds. <!-- proofmark: a -->\n')
})
afterEach(() => rm(root, {recursive: true, force: true}))

/** What a build does with the docs as they are now; gives the pages, and in what order their bodies came. */
async function render() {
  const {documents, checklists} = await readDocs({root, docs: 'docs', checklists: ['docs/list.md']})
  const options = {root, base: '/', work: root, pages: documents, checklists}
  const pages = await planPages(options)
  const order: string[] = []
  await renderPages(options, pages, (digest) => order.push(pages.find((page) => page.digest === digest)?.file ?? ''))
  return {pages, order}
}

const html = ({pages}: Awaited<ReturnType<typeof render>>, file: string): string | undefined => {
  const page = pages.find((one) => one.file === file)
  return page && bodyOf(root, page).html
}

test('bodies are files of their own, the checklist first; those of pages as they were before go away', async () => {
  const before = await render()
  expect(before.order).toEqual(['docs/list.md', 'docs/a.md'])
  expect(html(before, 'docs/a.md')).toContain('First.')
  await write('a.md', '# A\n\nSecond.\n')
  const after = await render()
  expect(html(after, 'docs/a.md')).toContain('Second.')
  const kept = after.pages.map(({digest}) => `${digest}.json`).toSorted()
  expect((await readdir(path.join(root, 'pages'))).toSorted()).toEqual(kept)
})

test('a body that was written to its end is kept, and one that was not is rendered again', async () => {
  const {pages} = await render()
  const [a, list] = pages.map(({digest}) => path.join(root, 'pages', `${digest}.json`))
  await writeFile(a ?? '', '{"html": "kept", "headings": []}')
  expect(html(await render(), 'docs/a.md')).toBe('kept')
  // As when a build is stopped in the midst of it.
  await rm(path.join(root, 'rendered.json'))
  await writeFile(list ?? '', '{"html": "<p')
  expect(html(await render(), 'docs/list.md')).toContain('It holds.')
})
