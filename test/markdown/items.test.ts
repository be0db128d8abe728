import {expect, test} from 'vitest'
import {Checklist} from '../../src/model/index.ts'
import {corpus, itemsOf, parse} from './read.ts'

test('an item keeps what the model says', () => {
  const {items, sections} = parse(
    '# The title',
    '',
    'Words before, [with a link](intro.md).',
    '',
    '## 2) Some part',
    '',
    '- [ ] Parent `CODE_A` says',
    '  softly:',
    '',
    '  More with `CODE_B`, [a page](a.md#x) and ![a picture](p.png).',
    '',
    '  - [x] child `CODE_C` <!-- proofmark: kid -->',
    '',
    'See: [another](b.md)',
    '',
    '### Deeper',
    '',
    '- plain [third](c.md)',
  )
  const [parent, child] = items
  expect(parent).toMatchObject({
    id: 'some-part/code-a',
    text: 'Parent CODE_A says softly:',
    own: 'Parent CODE_A says softly: More with CODE_B, a page and a picture',
    html: 'Parent <code>CODE_A</code> says softly:',
    parent: null,
    section: '2-some-part',
    path: ['2) Some part'],
    codes: ['CODE_A', 'CODE_B'],
    colon: true,
    at: {file: 'docs/list.md', line: 7, column: 1},
  })
  expect(parent?.links.map(({url, text, at}) => [url, text, at.line, at.column])).toEqual([
    ['a.md#x', 'a page', 10, 23],
  ])
  expect(child).toMatchObject({
    id: 'kid',
    parent: 'some-part/code-a',
    codes: ['CODE_C'],
    links: [],
    at: {line: 12, column: 3},
  })
  expect(
    sections.map(({anchor, title, depth, parent: above, links}) => [
      anchor,
      title,
      depth,
      above,
      links.map(({url}) => url),
    ]),
  ).toEqual([
    ['the-title', 'The title', 1, null, ['intro.md']],
    ['2-some-part', '2) Some part', 2, 'the-title', ['b.md']],
    ['deeper', 'Deeper', 3, '2-some-part', ['c.md']],
  ])
})

test.each([
  ['**a** *b* ~~c~~ `<d>`', '<strong>a</strong> <em>b</em> <del>c</del> <code>&lt;d&gt;</code>'],
  ['<b onclick=x>a</b> & <script>alert(1)</script> < b', 'a &amp; &lt;script&gt;alert(1)&lt;/script&gt; &lt; b'],
  ['[a](javascript:alert) ![b](c.png) <https://x.example>', 'a b https://x.example'],
  ['a  \n  b', 'a<br>b'],
])('the sentence %j is safe inline HTML', (sentence, html) => {
  expect(itemsOf(`- [ ] ${sentence}`)[0]?.html).toBe(html)
})

test.each(['ends:', 'ends：', '**ends:**', 'ends: <!-- proofmark: x -->'])('%j ends in a colon', (sentence) => {
  expect(itemsOf(`- [ ] ${sentence}`)[0]?.colon).toBe(true)
})

test('plain bullets between do not take part, and do not part', () => {
  const items = itemsOf('- [ ] top word', '  - plain', '    - [ ] inner word', '- plain', '  - [ ] loose word')
  expect(items.map(({text, parent}) => [text, parent])).toEqual([
    ['top word', null],
    ['inner word', 'list/top-word'],
    ['loose word', null],
  ])
})

test('a heading in a quote reigns only there', () => {
  const items = itemsOf('# T', '## A', '> ## B', '> - [ ] one word', '', '- [ ] two words')
  expect(items.map(({section, path}) => [section, path])).toEqual([
    ['b', ['B']],
    ['a', ['A']],
  ])
})

test('every fixture gives data that the model takes', async () => {
  for (const [name, text] of await corpus()) {
    const {problems: _, ...checklist} = parse(text)
    expect(Checklist.parse(JSON.parse(JSON.stringify(checklist))), name).toEqual(checklist)
    for (const {box} of checklist.items) expect(text[box], name).toMatch(/[ xX~nN-]/)
  }
})
