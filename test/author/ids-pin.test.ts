import fc from 'fast-check'
import {format} from 'prettier'
import {describe, expect, test} from 'vitest'
import {pinIds} from '../../src/author/index.ts'
import {parseChecklist} from '../../src/markdown/index.ts'
import type {Item} from '../../src/model/index.ts'
import {corpus} from '../markdown/read.ts'

const file = 'docs/launch.md'
const read = (source: string): Item[] => parseChecklist({file, source}).checklist.items
const derived = (source: string): Map<string, string> =>
  new Map(read(source).flatMap(({id, idFrom}) => (idFrom === 'derived' ? [[id, id]] : [])))
const pinAll = (source: string) => pinIds(file, source, derived(source))
const keep = (source: string, old: string, now: string) => pinIds(file, source, new Map([[now, old]]))

/** What a person would miss if it changed. */
const meaning = ({id, text, own, claim, codes, fingerprint, html}: Item) => ({
  id,
  text,
  own,
  claim,
  codes,
  fingerprint,
  html: html.replaceAll(/\s+/g, ''),
})

/** Properties and Prettier take their time on a busy machine. */
const fixtures = await corpus()
const patient = {timeout: 60_000}

const words = fc.constantFrom(
  'admin',
  'routes',
  'refuse',
  'callers',
  'größer',
  '每一个',
  'the',
  'roll-back',
  'is',
  'set',
)
const piece = fc.oneof(
  {weight: 6, arbitrary: words},
  fc.constantFrom(
    '`DEV_AUTH=false`',
    '**bold\nwords**',
    '*a*',
    '`two\nlines`',
    '``a ` b``',
    '[a page](a.md)',
    '[a\npage](a.md "title")',
    '<https://a.example/x>',
    'https://a.example/y.',
    '<b>html</b>',
    '<a\nhref="x">',
    '\\*',
    '\\\\',
    'a\\',
    '&amp;',
    '\n',
    '  \n',
    '\\\n',
    '\t\n',
    '~~gone~~',
    '<!-- a remark -->',
    '"quoted"',
    'A-1:',
  ),
)
const sentence = fc
  .tuple(words, fc.array(piece, {maxLength: 8}), fc.constantFrom('', '.', ':', '  ', '\t', ' {#own.id}'))
  .map(([first, rest, last]) => [first, ...rest].join(' ') + last)
const marker = fc.constantFrom('- [ ] ', '* [x] ', '1. [ ] ', '- [-] ', '+ [X] ')
const item = fc.record({
  sentence,
  marker,
  depth: fc.nat(2),
  more: fc.constantFrom('', '', '', 'A paragraph.', '- a bullet'),
})
const page = fc
  .record({
    items: fc.array(item, {minLength: 1, maxLength: 8}),
    crlf: fc.boolean(),
    quoted: fc.boolean(),
    tail: fc.boolean(),
  })
  .map(({items, crlf, quoted, tail}) => {
    const indents = ['']
    const blocks = items.map(({sentence, marker, depth, more}) => {
      const level = Math.min(depth, indents.length - 1)
      const indent = indents[level] ?? ''
      const inner = indent + ' '.repeat(marker.indexOf('['))
      indents.splice(level + 1, indents.length, inner)
      const text = sentence.replaceAll(/\s*\n\s*/g, (all) => `${all.replaceAll(/\n\s*/g, '\n')}${inner}`)
      return `${indent}${marker}${text}${more === '' ? '' : `\n\n${inner}${more}`}`
    })
    const lines = ['# Launch', '', '## Access', '', ...blocks, '', 'An end.'].join('\n')
    const source = quoted ? lines.replaceAll(/^/gm, '> ') : lines
    return (crlf ? source.replaceAll('\n', '\r\n') : source) + (tail ? '' : crlf ? '\r\n' : '\n')
  })

/** The comment of an id, with the space that was written before it. */
const comment = (id: string): RegExp => new RegExp(` ?<!-- proofmark: ${id.replaceAll('.', '\\.')} -->`)

describe('pinning every derived id', patient, () => {
  test('changes no item, no text, no fingerprint and no id; the rest stays byte for byte', () => {
    fc.assert(
      fc.property(page, (source) => {
        const {text, left} = pinAll(source)
        expect(left).toEqual([])
        expect(read(text).map(meaning)).toEqual(read(source).map(meaning))
        expect(read(text).filter(({idFrom}) => idFrom === 'derived')).toEqual([])
        const without = [...derived(source).keys()].reduce((rest, id) => rest.replace(comment(id), ''), text)
        expect(without).toBe(source)
        expect(pinAll(text).text).toBe(text)
      }),
      {numRuns: 150, seed: 1},
    )
  })

  test('survives Prettier, twice, however it wraps', async () => {
    const all = [{}, {proseWrap: 'always', printWidth: 40} as const, {proseWrap: 'never'} as const, {useTabs: true}]
    const named = (source: string) => read(source).map(({id, own}) => [id, own])
    const formatted = async (source: string, some: object) =>
      format(await format(source, {parser: 'markdown', ...some}), {parser: 'markdown', ...some})
    let held = 0
    await fc.assert(
      fc.asyncProperty(page, fc.constantFrom(...all), async (source, some) => {
        // Prettier rewrites some of these pages to others by itself: those say nothing of pins.
        if (JSON.stringify(named(await formatted(source, some))) !== JSON.stringify(named(source))) return
        held += 1
        const {text} = pinAll(source)
        expect(named(await formatted(text, some))).toEqual(named(source))
      }),
      {numRuns: 150, seed: 2},
    )
    expect(held).toBeGreaterThan(100)
  })

  test.each(fixtures)('holds for %s', (_, source) => {
    const {text, left} = pinAll(source)
    expect(left).toEqual([])
    expect(read(text).map(meaning)).toEqual(read(source).map(meaning))
    expect(text.split(/\r\n|\n|\r/)).toHaveLength(source.split(/\r\n|\n|\r/).length)
  })

  test('takes no longer for one odd item among hundreds', () => {
    const items = Array.from({length: 300}, (_, index) => `- [ ] Item number ${index} of many\n`)
    const source = `# T\n\n${items.toSpliced(150, 0, '- [ ] Odd `code\n  over` lines\n').join('')}`
    const {text, left} = pinAll(source)
    expect(left).toEqual([])
    expect(text).toContain('- [ ] Odd `code\n  over` lines <!-- proofmark: t/')
  })
})

describe('where the comment goes', () => {
  test.each([
    ['a sentence', '- [ ] One thing\n', '- [ ] One thing <!-- proofmark: a/b -->\n'],
    ['no line end', '- [ ] One thing', '- [ ] One thing <!-- proofmark: a/b -->'],
    ['CRLF', '- [ ] One thing\r\n  more\r\n', '- [ ] One thing <!-- proofmark: a/b -->\r\n  more\r\n'],
    ['CR alone', '- [ ] One thing\r- [ ] Two\r', '- [ ] One thing <!-- proofmark: a/b -->\r- [ ] Two\r'],
    ['a hard break of spaces', '- [ ] One  \n  more\n', '- [ ] One <!-- proofmark: a/b -->  \n  more\n'],
    ['a hard break of a backslash', '- [ ] One\\\n  more\n', '- [ ] One <!-- proofmark: a/b -->\\\n  more\n'],
    ['a hard break behind a space', '- [ ] One \\\n  more\n', '- [ ] One <!-- proofmark: a/b --> \\\n  more\n'],
    ['a backslash that is none', '- [ ] One\\\n', '- [ ] One<!-- proofmark: a/b -->\\\n'],
    ['an escaped backslash', '- [ ] One\\\\\n  more\n', '- [ ] One\\\\ <!-- proofmark: a/b -->\n  more\n'],
    ['a tab at the end', '- [ ] One\t\n', '- [ ] One <!-- proofmark: a/b -->\t\n'],
    ['code over two lines', '- [ ] One `a\n  b` end\n', '- [ ] One `a\n  b` end <!-- proofmark: a/b -->\n'],
    [
      'a tag over two lines',
      '- [ ] One <a\n  href="x">b</a>\n',
      '- [ ] One <a\n  href="x">b</a> <!-- proofmark: a/b -->\n',
    ],
    [
      'an address over two lines',
      '- [ ] [One](<a.md>\n  "b")\n',
      '- [ ] [One](<a.md>\n  "b") <!-- proofmark: a/b -->\n',
    ],
    ['a box alone in its line', '- [ ]\n  One\n', '- [ ]\n  One <!-- proofmark: a/b -->\n'],
    ['a quote', '> - [ ] One\n> lazy\n', '> - [ ] One <!-- proofmark: a/b -->\n> lazy\n'],
    ['a further paragraph', '- [ ] One\n\n  More.\n', '- [ ] One <!-- proofmark: a/b -->\n\n  More.\n'],
    ['a box that only we know', '- [-] One thing\n', '- [-] One thing<!-- proofmark: a/b -->\n'],
    ['a nested item', '- [ ] One:\n  - [ ] Two\n', '- [ ] One: <!-- proofmark: a/b -->\n  - [ ] Two\n'],
    ['another comment', '- [ ] One <!-- why -->\n', '- [ ] One <!-- why --> <!-- proofmark: a/b -->\n'],
    ['a visible id', '- [ ] AC-1: One\n', '- [ ] AC-1: One <!-- proofmark: a/b -->\n'],
  ])('%s', (_, source, expected) => {
    const [first] = read(source)
    expect(keep(source, 'a/b', first?.id ?? '').text).toBe(expected)
  })

  test('plain bullets that count as items are pinned as well', () => {
    const source = '---\nchecklist: {bullets: true}\n---\n\n- One thing\n-\n  Two\n'
    const {text} = keep(source, 'a/b', 'launch/one-thing')
    expect(text).toContain('- One thing<!-- proofmark: a/b -->\n')
    expect(read(pinAll(source).text).map(({idFrom}) => idFrom)).toEqual(read(source).map(() => 'pinned'))
  })

  test.each(['a b', '-->', 'a--> <b', '', 'a\nb', '../x y', 'x'.repeat(200)])(
    '%j is no id, and nothing changes',
    (id) => {
      const source = '- [ ] One thing\n'
      const {text, left} = keep(source, id, 'launch/one-thing')
      expect([text, left.map((item) => item.id)]).toEqual([source, ['launch/one-thing']])
    },
  )

  test('an id that another item has changes nothing', () => {
    const source = '- [ ] One thing\n- [ ] Two things\n'
    expect(keep(source, 'launch/two-things', 'launch/one-thing').text).toBe(source)
  })
})
