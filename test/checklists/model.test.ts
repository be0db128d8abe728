import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {describe, expect, test} from 'vitest'
import * as z from 'zod'
import {parseChecklist, readDocs} from '../../src/markdown/index.ts'
import {type Checklist, Claim, type Item, type Problem} from '../../src/model/index.ts'
import {folder, names, thousand} from './corpus.ts'

const Expected = z.strictObject({
  title: z.string(),
  sections: z.array(z.string()),
  items: z.array(
    z.strictObject({
      id: z.string().describe('`????` stands for four hex digits of a fingerprint'),
      text: z.string(),
      claim: Claim,
      line: z.int(),
      get items() {
        return Expected.shape.items.optional()
      },
    }),
  ),
  problems: z.array(z.string()).describe('`slug line`'),
})
type Tree = z.infer<typeof Expected>['items']

/** The items below a parent, with those below them. */
function treeOf(items: readonly Item[], parent: string | null = null): Tree {
  return items
    .filter((item) => item.parent === parent)
    .map(({id, text, claim, at}) => {
      const below = treeOf(items, id)
      return {id, text, claim, line: at.line, ...(below.length > 0 ? {items: below} : {})}
    })
}

/** Expected ids with the digits that nobody works out by hand taken from the item at the same line. */
const withDigits = (tree: Tree, items: readonly Item[]): Tree =>
  tree.map((one) => {
    const id = items.find(({at}) => at.line === one.line)?.id ?? ''
    const known = id.replace(/-[0-9a-f]{4}(?=(?:~\d+)?$)/, '-????') === one.id
    return {
      ...one,
      ...(known ? {id} : {}),
      ...(one.items ? {items: withDigits(one.items, items)} : {}),
    }
  })

const told = (problems: readonly Problem[]): string[] =>
  problems.map(({slug, at}) => `${slug} ${at?.line}`).sort(byLine)

const byLine = (a: string, b: string): number =>
  Number(a.split(' ')[1]) - Number(b.split(' ')[1]) || (a < b ? -1 : a > b ? 1 : 0)

describe('checklists of many hands are read as the rules say', () => {
  test.each(names)('%s', async (name) => {
    const file = `${name}.md`
    const expected = Expected.parse(JSON.parse(await readFile(path.join(folder, `${name}.expected.json`), 'utf8')))
    const {checklists, problems} = await readDocs({root: folder, docs: null, checklists: [file]})
    expect(checklists).toHaveLength(1)
    const {title, sections, items}: Pick<Checklist, 'title' | 'sections' | 'items'> = checklists[0] ?? {
      title: '',
      sections: [],
      items: [],
    }
    expect({
      title,
      sections: sections.map((section) => section.title),
      items: treeOf(items),
      problems: told(problems),
    }).toEqual({
      ...expected,
      items: withDigits(expected.items, items),
      problems: expected.problems.toSorted(byLine),
    })
    expect(problems.filter(({at}) => at?.file !== file)).toEqual([])
  })

  test('every box can be found in the file, and every id is one of a kind', async () => {
    for (const name of names) {
      const source = await readFile(path.join(folder, `${name}.md`), 'utf8')
      const {items} = parseChecklist({file: `${name}.md`, source}).checklist
      expect(new Set(items.map(({id}) => id)).size, name).toBe(items.length)
      for (const {box, claim} of items) {
        const mark = claim === 'ticked' ? /[xX]/ : claim === 'not-applicable' ? /[-~nN]/ : /[\s*\-\d]/
        expect(source[box], name).toMatch(mark)
      }
    }
  })
})

test('14 a box that stands indented so far that it is code is told', () => {
  const lines = ['A note', '', '    - [ ] one word', '    - [x] two words', '', '- [ ] three words']
  const {checklist, problems} = parseChecklist({file: 'list.md', source: lines.join('\n')})
  expect(checklist.items.map(({text}) => text)).toEqual(['three words'])
  expect(told(problems)).toEqual(['not-an-item 3'])
  expect(problems[0]?.message).toContain('indented text (the first of 2)')
  const fenced = ['```', '- [ ] one word', '```', '', '- [ ] two words'].join('\n')
  expect(parseChecklist({file: 'list.md', source: fenced}).problems).toEqual([])
})

test('14 a checklist without an item says how many boxes of which kind were seen', () => {
  const lines = [
    '- ☐ one ☑ two',
    '',
    '<input type="checkbox"> three',
    '',
    '    - [ ] four',
    '',
    '```',
    '- [ ] five',
    '```',
  ]
  const {problems} = parseChecklist({file: 'list.md', source: lines.join('\n')})
  expect(problems[0]?.message).toContain(
    '(seen, and no items: 1 × box in indented text, 2 × ballot box, 1 × checkbox in HTML, 1 inside code)',
  )
})

test('a thousand items keep their order, parents, claims and lines', () => {
  const source = thousand()
  const {checklist, problems} = parseChecklist({file: 'thousand.md', source})
  expect(problems).toEqual([])
  expect(checklist.sections).toHaveLength(11)
  const lines = source.split('\n')
  expect(checklist.items.map(({at}) => lines[at.line - 1]?.replace(/^ *- \[.\] /, ''))).toEqual(
    Array.from({length: 1000}, (_, n) => `Step number ${n} is done`),
  )
  expect(checklist.items.map(({id}) => id)).toEqual(
    Array.from({length: 1000}, (_, n) => `part-${Math.floor(n / 100) + 1}/step-number-${n}-done`),
  )
  const ids = checklist.items.map(({id}) => id)
  expect(checklist.items.map(({parent}) => parent)).toEqual(ids.map((_, n) => (n % 4 === 0 ? null : ids[n - (n % 4)])))
  expect(checklist.items.slice(0, 4).map(({claim}) => claim)).toEqual([
    'ticked',
    'not-ticked',
    'not-applicable',
    'not-ticked',
  ])
})

test('14 a sign that people type for a box is told, in a sentence and in a table', () => {
  const lines = ['- □ one', '- 🔲 two', '', '| what | done |', '| --- | --- |', '| three | :black_square_button: |']
  const {checklist, problems} = parseChecklist({file: 'list.md', source: lines.join('\n')})
  expect(checklist.items).toEqual([])
  expect(problems.find(({slug}) => slug === 'no-items')?.message).toContain('3 × ballot box')
})
