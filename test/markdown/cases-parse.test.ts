import {describe, expect, test} from 'vitest'
import {parseChecklist} from '../../src/markdown/index.ts'
import {checklistPage, itemsOf, parse, seen, told} from './read.ts'

const texts = (...lines: string[]) => itemsOf(...lines).map(({text}) => text)

describe('what other tools read wrong', () => {
  test('B01 brackets at the start of a sentence are neither box nor label of a box', () => {
    const source = ['- [x] [One]', '- [ ] [Two]', '- [ ] [three][g]', '', '[g]: guide.md']
    const {items} = parse(...source)
    expect(items.map(({text, claim}) => [text, claim])).toEqual([
      ['[One]', 'ticked'],
      ['[Two]', 'not-ticked'],
      ['three', 'not-ticked'],
    ])
    expect(items[2]?.links).toMatchObject([{url: 'guide.md', text: 'three', path: 'docs/guide.md'}])
    expect(items[1]?.box).toBe('- [x] [One]\n- ['.length)
  })

  test('B02 a box without a sentence is named and is no item', () => {
    const {items, problems} = parse('- [ ] a', '- [ ]', '- [ ] b')
    expect(items.map(({text}) => text)).toEqual(['a', 'b'])
    expect(told(problems)).toEqual(['empty-box 2:3'])
  })

  test('B04 four spaces nest, and two are not enough under a number', () => {
    const items = itemsOf('- [x] foo', '    - [ ] bar', '    - [x] baz', '- [ ] bim')
    expect(items.map(({text, parent}) => [text, parent])).toEqual([
      ['foo', null],
      ['bar', 'list/foo'],
      ['baz', 'list/foo'],
      ['bim', null],
    ])
    expect(itemsOf('1. [ ] a one', '  - [ ] b two').map(({parent}) => parent)).toEqual([null, null])
  })

  test.each(['', '- plain', '# Only a heading'])('B05 no item in %j stops a run, and says in which file', (source) => {
    const {items, problems} = parse(source)
    expect(items).toEqual([])
    expect(problems.map(({slug, at}) => [slug, at?.file])).toEqual([['no-items', 'docs/list.md']])
  })

  test('B06 what is commented out is no item, and a fence starts no comment', () => {
    expect(texts('- [x] a', '<!-- optional', '- [ ] hidden', '-->', '- [x] b', '<!-- - [ ] hidden2 -->')).toEqual([
      'a',
      'b',
    ])
    expect(texts('```', '<!--', '```', '', '- [ ] real')).toEqual(['real'])
  })

  test('B08 a bullet may follow a paragraph at once, a 2 may not', () => {
    expect(texts('Before launch:', '- [ ] a')).toEqual(['a'])
    const {items, problems} = parse('Step', '2. [ ] b')
    expect(items).toEqual([])
    expect(told(problems)).toContain('list-not-started 2:1')
  })

  test('B09 a `<` loses no words, in the model and on the page', async () => {
    const lines = ['- [ ] p95 <200ms', '- [ ] <token> is rotated', '- [ ] see <https://a.example/>']
    const sentences = ['p95 <200ms', '<token> is rotated', 'see https://a.example/']
    expect(texts(...lines)).toEqual(sentences)
    const html = await checklistPage(...lines)
    for (const sentence of sentences) expect(seen(html)).toContain(sentence)
    expect(html).not.toContain('<token')
  })

  test('B10 a byte order mark hides nothing and moves nothing', () => {
    const source = ['---', 'title: T', '---', '# H', '- [ ] a'].join('\n')
    const without = parseChecklist({file: 'docs/list.md', source}).checklist
    const {checklist, problems} = parseChecklist({file: 'docs/list.md', source: `\uFEFF${source}`})
    expect(problems).toEqual([])
    expect(checklist.title).toBe('T')
    const [item] = checklist.items
    expect({...checklist, digest: '', items: [{...item, box: (item?.box ?? 0) - 1}]}).toEqual({...without, digest: ''})
    expect(`\uFEFF${source}`.slice((item?.box ?? 0) - 1)).toBe('[ ] a')
  })

  test('B24 colons are no directives', async () => {
    const words = 'Window 09:30, AWS re:Invent, port :8080, 10.0.0.1:22'
    expect(texts(`- [ ] ${words}`)).toEqual([words])
    expect(seen(await checklistPage(`- [ ] ${words}`))).toContain(words)
  })

  test('E01 `[]` is no box', () => {
    const {items, problems} = parse('* [] later')
    expect(items).toEqual([])
    expect(told(problems)).toContain('unknown-mark 1:3')
  })

  test('E02 a plain bullet is no item', () => {
    expect(texts('* a', '- [ ] b')).toEqual(['b'])
  })

  test('E03 every marker of a list will do', () => {
    expect(texts('* [ ] a', '', '1. [ ] b', '2) [x] c', '', '+ [x] d')).toEqual(['a', 'b', 'c', 'd'])
  })

  test('E04 struck out is not ticked', () => {
    expect(itemsOf('- [ ] ~~gone~~')).toMatchObject([{text: '~~gone~~', claim: 'not-ticked'}])
    expect(itemsOf('~~- [ ] gone~~')).toEqual([])
  })

  test('E05 a quote needs no space, and its box can be found', () => {
    const source = '>- [ ] hi'
    const [item] = itemsOf(source)
    expect(item?.text).toBe('hi')
    const box = item?.box ?? 0
    expect(`${source.slice(0, box)}x${source.slice(box + 1)}`).toBe('>- [x] hi')
  })

  test('E06 items in call-outs keep their headings', () => {
    expect(itemsOf('# T', '## Part', '> [!note]', '> - [ ] a word')).toMatchObject([{text: 'a word', path: ['Part']}])
  })
})

describe('what real checklists contain', () => {
  test.each(['✅', '*', ' X ', 'PASS', '?'])('the mark [%s] is named and is no item', (mark) => {
    const {items, problems} = parse(`- [${mark}] foo`, '- [ ] bar')
    expect(items.map(({text}) => text)).toEqual(['bar'])
    expect(told(problems)).toEqual(['unknown-mark 1:3'])
  })

  test.each(['[v1.17] released', '[1] a source', '[a link](b.md) here'])('%j is just a bullet', (bullet) => {
    const {items, problems} = parse(`* ${bullet}`, '* [ ] bar')
    expect(items.map(({text}) => text)).toEqual(['bar'])
    expect(problems).toEqual([])
  })

  test('a whole checklist inside a fence, or commented out, never counts as nothing to do', () => {
    const fenced = parse('```', '- [ ] a word', '- [ ] b word', '```')
    expect(fenced.problems[0]?.message).toContain('2 inside code')
    const commented = parse('<!--', '- [ ] a word', '-->')
    expect(commented.problems[0]?.message).toContain('1 inside HTML or comments')
  })

  test('a list right below <summary> is said to vanish', () => {
    const {problems} = parse('<details>', '<summary>More</summary>', '- [ ] lost', '</details>', '', '- [ ] found')
    expect(told(problems)).toEqual(['hidden-list 3:1'])
  })

  test('boxes in tables, headings, paragraphs, HTML and as signs are counted and told', () => {
    const {items, problems} = parse(
      '## [ ] heading',
      '',
      '[ ] paragraph one',
      '[x] paragraph two',
      '',
      '| a | b |',
      '| --- | --- |',
      '| [ ] | [x] |',
      '',
      '- ☐ ballot ☑',
      '- :white_check_mark: emoji',
      '',
      '<input type="checkbox"> html',
      '',
      '- [ ] real',
    )
    expect(items.map(({text}) => text)).toEqual(['real'])
    expect(told(problems)).toEqual([
      'not-an-item 3:1',
      'not-an-item 1:1',
      'not-an-item 8:1',
      'not-an-item 10:3',
      'not-an-item 13:1',
    ])
    expect(problems[0]?.message).toContain('the first of 2')
    expect(problems[3]?.message).toContain('the first of 3')
  })

  test('a fence at the margin ends the list, and an item may be nothing but a fence', () => {
    expect(texts('- [ ] a', '  - [ ] b', '```', 'x', '```', '  - [ ] c')).toEqual(['a', 'b', 'c'])
    expect(itemsOf('- [ ] a', '  - [ ] b', '```', 'x', '```', '  - [ ] c')[2]?.parent).toBeNull()
    expect(told(parse('- [ ] a', '- [ ]', '  ```', '  x', '  ```').problems)).toEqual(['empty-box 2:3'])
  })

  test('CRLF, tabs and spaces mixed in one list keep places right', () => {
    const source = '# H\r\n\r\n-\t[ ] a\r\n\t- [x] b\r\n    - [n/a] c\r\n'
    const {items} = parse(source)
    expect(items.map(({text, at}) => [text, at.line, at.column])).toEqual([
      ['a', 3, 1],
      ['b', 4, 2],
      ['c', 5, 5],
    ])
    expect(items.map(({box}) => source[box])).toEqual([' ', 'x', 'n'])
    expect(items.map(({parent}) => parent)).toEqual([null, items[0]?.id, items[0]?.id])
  })

  test('boxes are found in the file, whatever follows them', () => {
    const lines = [
      '- [x] **b**',
      '- [ ] `c`',
      '- [X] *e*',
      '- [ ] [l](x.md)',
      '1. [x]',
      '   wrapped',
      '- [ ]\tt',
      '> * [x] q',
      '- [x] [ ] z',
    ]
    const {items} = parse(...lines)
    const source = lines.join('\n')
    expect(items).toHaveLength(8)
    for (const {box, claim} of items) {
      expect(source.slice(box - 1, box) + source.slice(box + 1, box + 2)).toBe('[]')
      expect(source[box]?.trim() !== '').toBe(claim === 'ticked')
    }
  })

  test('six spaces and right-to-left text are words like others', () => {
    expect(texts('- [ ] &nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;six', '- [ ] مراجعة السجلات')).toEqual([
      'six',
      'مراجعة السجلات',
    ])
  })

  test('plain bullets are items where the front matter says so', () => {
    const {items} = parse('---', 'checklist: {bullets: true}', '---', '', '- one', '  - two', '- [x] three', '1. four')
    expect(items.map(({text, claim}) => [text, claim])).toEqual([
      ['one', 'not-ticked'],
      ['two', 'not-ticked'],
      ['three', 'ticked'],
      ['four', 'not-ticked'],
    ])
  })
})
