import {expect, test} from 'vitest'
import {parseChecklist} from '../../src/markdown/index.ts'
import {parse, told} from './read.ts'

test('title, description and the reading of bullets are taken; what other tools wrote is left alone', () => {
  const {title, items, problems} = parse(
    '---',
    'title: "A: title"',
    'sidebar: {order: 2}',
    'date: 2026-11-24',
    'draft: ~',
    '---',
    '# H',
    '- [ ] a word',
  )
  expect([title, problems]).toEqual(['A: title', []])
  expect(items[0]?.at).toMatchObject({line: 8, column: 1})
})

test.each([
  ['012', '012'],
  ['2026-11-24', '2026-11-24'],
  ['yes', 'yes'],
  ['~', 'H'],
  ['""', 'H'],
])('the title %s is read as it is written', (written, title) => {
  expect(parse('---', `title: ${written}`, '---', '# H', '- [ ] a word').title).toBe(title)
})

test('without a title of its own a page has that of its first H1, or its name', () => {
  expect(parse('## Sub', '# *First* `H1`', '# Second', '- [ ] a word').title).toBe('First H1')
  expect(parse('## Sub', '- [ ] a word').title).toBe('list')
})

test.each(['js', 'javascript', 'coffee', 'json', 'toml', ' js', 'JS'])(
  '---%s is refused, and nothing runs',
  (language) => {
    Reflect.deleteProperty(globalThis, 'ran')
    const {items, problems} = parse(`---${language}`, '(globalThis.ran = true, {title: "x"})', '---', '- [ ] a word')
    expect(Reflect.has(globalThis, 'ran')).toBe(false)
    expect(told(problems)).toEqual(['front-matter 1:1'])
    expect(problems[0]?.message).toContain(`\`${language.trim()}\``)
    expect(items.map(({text}) => text)).toEqual(['a word'])
  },
)

test.each(['---constructor', '---__proto__', '---toString', '---hasOwnProperty'])(
  '%s names no engine either',
  (line) => {
    expect(parse(line, 'a: 1', '---', '- [ ] a word').items.map(({text}) => text)).toEqual(['a word'])
  },
)

test.each([
  [['---', '', '- [ ] a word', '', '---', '', 'More']],
  [['---', '- [ ] a word', '- [ ] b word', '---']],
  [['---', '- [ ] a word']],
  [['---', 'Just words.', '---', '- [ ] a word']],
  [['---', '# A heading', '---', '- [ ] a word']],
])('a first line that is only a rule hides nothing: %j', (lines) => {
  const {items, problems} = parse(...lines)
  expect(items[0]?.text).toBe('a word')
  expect(problems).toEqual([])
})

test.each([
  ['a key twice', ['title: a', 'title: b'], 'front-matter 3:1'],
  ['a broken value', ['title: [a', 'tags: b'], 'front-matter 3:1'],
  ['a list for a title', ['tags: [a]', 'title: [b]'], 'front-matter 3:8'],
  ['an unknown key of ours', ['checklist: {bulets: true}'], 'front-matter 2:12'],
  ['words for a switch', ['checklist: {bullets: sure}'], 'front-matter 2:22'],
])('%s is told in its place', (_, lines, problem) => {
  expect(told(parse('---', ...lines, '---', '- [ ] a word').problems)[0]).toBe(problem)
})

test('a misspelt key comes with what is meant', () => {
  const {problems} = parse('---', 'checklist: {bulets: true}', '---', '- [ ] a word')
  expect(problems[0]?.message).toContain('did you mean `bullets`?')
})

test('aliases and size are bounded', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x]',
    ...'bcdefg'.split('').map((name, n) => `${name}: &${name} [${`*${'abcdef'[n]}, `.repeat(8)}]`),
  ]
  expect(told(parse('---', ...bomb, '---', '- [ ] a word').problems)).toEqual(['front-matter 1:4'])
  expect(parse('---', `title: ${'x'.repeat(70_000)}`, '---', '- [ ] a word').problems[0]?.message).toContain(
    'at most 65536',
  )
})

test('CRLF and a file that ends in front matter', () => {
  const {checklist} = parseChecklist({file: 'a.md', source: '---\r\ntitle: T\r\n---\r\n\r\n- [ ] a word\r\n'})
  expect([checklist.title, checklist.items[0]?.at.line]).toEqual(['T', 5])
  expect(parseChecklist({file: 'a.md', source: '---\ntitle: T\n---'}).checklist.title).toBe('T')
})

test('the same broken file is as broken the second time', () => {
  const lines = ['---', 'title: [a', '---', '- [ ] a word']
  expect(parse(...lines).problems).toEqual(parse(...lines).problems)
  expect(parse(...lines).problems.length).toBeGreaterThan(0)
})
