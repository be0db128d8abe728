import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {parseChecklist, readDocs, renderPage} from '../../src/markdown/index.ts'

const source = [
  '# Snow',
  '',
  '!!! warning "On the roof"',
  '    - [ ] The gutters are clear',
  '        - [x] the north one',
  '',
  '    ??? note',
  '',
  '        - [-] A second person holds it',
  'back on the ground',
].join('\r\n')

test('every box of an admonition is found at its own place in the file', () => {
  const {items} = parseChecklist({file: 'snow.md', source}).checklist
  expect(items.map(({text, at, box, parent}) => [text, at.line, at.column, source.charAt(box), parent])).toEqual([
    ['The gutters are clear', 4, 5, ' ', null],
    ['the north one', 5, 9, 'x', 'snow/gutters-clear'],
    ['A second person holds it', 9, 9, '-', null],
  ])
})

test('a page shows the items of an admonition that the checklist has', async () => {
  const root = await mkdtemp(path.join(os.tmpdir(), 'proofmark-snow-'))
  onTestFinished(() => rm(root, {recursive: true, force: true}))
  await writeFile(path.join(root, 'snow.md'), source)
  const {documents, checklists} = await readDocs({root, docs: '.', checklists: ['snow.md']})
  const [checklist = null] = checklists
  const {html} = await renderPage({root, file: 'snow.md', documents, checklist, base: '/'})
  expect(html.match(/<pm-verdict data-item=/g)).toHaveLength(3)
  expect(html).toContain('aria-label="On the roof"')
  expect(html).toContain('<p>back on the ground</p>')
})

test('many and deep admonitions cost no more than their text', () => {
  const deep = Array.from({length: 90}, (_, depth) => `${' '.repeat(4 * depth)}!!! note`).join('\n\n')
  const wide = '!!! note\n    - [ ] One\n    - [ ] Two\n\n'.repeat(1000)
  expect(parseChecklist({file: 'deep.md', source: deep}).checklist.items).toEqual([])
  expect(parseChecklist({file: 'wide.md', source: wide}).checklist.items).toHaveLength(2000)
})
