import {readdir, readFile} from 'node:fs/promises'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {parseMarkdown, parseWhole} from '../../src/markdown/parse/index.ts'
import {corpus} from './read.ts'

/** Lines that open, close or swallow, and headings that may or may not be some. */
const lines = [
  ...['# H', '## B `c`', '#', ' # one', '   # three', '    # no', 'text [r] [^f]', 'text', '', '', '', '===', '---'],
  ...['- a', '  - b', '- [ ] c [x][r]', '1. x', '\t- t', '> q', '> # h', '> ```', '- ```', '  ```', '    code'],
  ...[
    '```',
    '````js',
    '~~~',
    '<!--',
    '-->',
    '<div>',
    '</div>',
    '<script>',
    '</script>',
    '<?php',
    '?>',
    '<pre>',
    '<b>',
    '<a',
  ],
  ...[
    '<![CDATA[',
    ']]>',
    '<!X',
    '>',
    'a <!--',
    '[r]: /u',
    '[^f]: note',
    '[q]:',
    '"t',
    '| a | b |',
    '|---|---|',
    '[R] ![r][] [^F]',
  ],
]

const documents = fc
  .tuple(fc.array(fc.constantFrom(...lines), {maxLength: 30}), fc.constantFrom('\n', '\n', '\r\n', '\r'))
  .map(([some, end]) => some.join(end))

test('part by part gives the tree of the whole, places included', {timeout: 60_000}, () => {
  fc.assert(
    fc.property(documents, (text) => {
      expect(parseMarkdown(text, 0)).toEqual(parseWhole(text))
    }),
    {numRuns: 400, seed: 2026},
  )
})

test('so it does over the fixtures and our own docs', {timeout: 60_000}, async () => {
  const docs = new URL('../../docs/', import.meta.url)
  const names = (await readdir(docs, {recursive: true})).filter((name) => name.endsWith('.md'))
  const ours = await Promise.all(names.map((name) => readFile(new URL(name, docs), 'utf8')))
  const texts = [...(await corpus()).map(([, text]) => text), ...ours]
  expect(texts.length).toBeGreaterThan(15)
  for (const text of texts) expect(parseMarkdown(text, 0)).toEqual(parseWhole(text))
  const all = texts.join('\n\n# Next\n\n')
  expect(parseMarkdown(all)).toEqual(parseWhole(all))
})

test.each([
  ['a fence that never closes', ['# A', '```', '# B', '', '# C']],
  [
    'a fence that another fence does not close',
    ['# A', '````', '```', '# B', '````', '# C', '~~~', '# D', '~~~', '# E'],
  ],
  ['a fence in a list, then one at the margin', ['- a', '  ```', '# H', '  ```', '# I', '```', '# J']],
  ['a comment over headings', ['# A', '<!--', '# B', '', '# C', '--> # D', '# E']],
  ['HTML that ends at a blank line', ['# A', '<div>', '# B', '', '# C']],
  ['definitions after their use, in other parts', ['# [a] B', '[a] [b][a] ![a]', '', '# C', '[a]: x', '# D', '[a]']],
  ['what only looks like a definition', ['# A', '[x]', '', '# B', '```', '[x]: y', '```', '# C', '[x]']],
  ['footnotes across parts', ['# A', 'x[^1] y[^2]', '', '# B', '[^1]: n', '', '# C', 'z[^1]']],
])('%s', (_, some) => {
  const text = some.join('\n')
  expect(parseMarkdown(text, 0)).toEqual(parseWhole(text))
})
