import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {findChecklists} from '../../src/markdown/index.ts'

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'proofmark-find-'))
  onTestFinished(() => rm(root, {recursive: true, force: true}))
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), {recursive: true})
    await writeFile(path.join(root, file), text)
  }
  return root
}

const one = '# A list\n\n- [ ] One\n'

test('checklists come in the order of their paths, with their titles and how many items they have', async () => {
  const root = await folderOf({
    'b/z.md': one,
    'a.md': `${one}- [x] Two\n`,
    'b.markdown': '- [n/a] One\n',
    'plain.md': '---\nchecklist: {bullets: true}\n---\n\n- One\n',
    'none.md': '# Words\n',
    'code.md': '```\n- [ ] One\n```\n',
    'list.txt': one,
  })
  const {files, looked, problems, skipped} = await findChecklists({root})
  expect(files).toEqual([
    {file: 'a.md', title: 'A list', items: 2},
    {file: 'b.markdown', title: 'b', items: 1},
    {file: 'b/z.md', title: 'A list', items: 1},
    {file: 'plain.md', title: 'plain', items: 1},
  ])
  expect([looked, skipped]).toEqual([6, []])
  expect(problems.map(({slug, at}) => [slug, at?.file])).toEqual([['no-items', 'code.md']])
})

test('each bound ends the search and says where', async () => {
  const root = await folderOf({'a.md': one, 'b.md': one, 'c/d/e.md': one})
  const within = async (limits: object) => {
    const {files, skipped} = await findChecklists({root, limits})
    return [files.map(({file}) => file), skipped]
  }
  expect(await within({files: 1})).toEqual([['a.md'], [{path: 'b.md', why: 'files'}]])
  expect(await within({entries: 1})).toEqual([['a.md'], [{path: 'b.md', why: 'entries'}]])
  expect(await within({depth: 1})).toEqual([['a.md', 'b.md'], [{path: 'c/d', why: 'depth'}]])
})

test('what is no folder is a problem', async () => {
  const root = await folderOf({'a.md': one})
  for (const path of ['a.md', 'nowhere'])
    expect((await findChecklists({root: `${root}/${path}`})).problems[0]?.slug).toBe('unreadable-file')
})
