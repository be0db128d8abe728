import {describe, expect, test} from 'vitest'
import {renderPage} from '../../src/markdown/index.ts'
import {readProject, seen} from './read.ts'

const file = 'docs/list.md'

/** A checklist of 210 items: two sections of which the second is too long for one page, and what an author puts around them. */
const source = [
  '# Launch',
  '',
  'Begin here, or with [the second part](#part-two), or [at the raw one](#raw).',
  '',
  '## Before',
  '',
  'No item here.',
  '',
  '## Part one',
  '',
  'Lead of one.[^1]',
  '',
  ...items(0, 30),
  '',
  'End of one, see [before](#before).',
  '',
  '## Part two',
  '',
  'Lead of two.',
  '',
  ...Array.from(
    {length: 90},
    (_, index) => `${index + 1}. [ ] Numbered ${index + 1} holds. <!-- proofmark: n-${index + 1} -->`,
  ),
  '',
  'Now the plain ones:',
  '',
  ...items(100, 190),
  '',
  '<a id="raw"></a>The last words, [one](#part-one), [two](#part-two).',
  '',
  '[^1]: A note.',
].join('\n')

function items(from: number, to: number): string[] {
  return Array.from(
    {length: to - from},
    (_, index) => `- [ ] Plain ${from + index} holds. <!-- proofmark: p-${from + index} -->`,
  )
}

async function rendered() {
  const {root, documents, checklists} = await readProject({[file]: source}, [file])
  return renderPage({root, file, documents, checklist: checklists[0] ?? null, base: '/sub'})
}

describe('a checklist too long for one page', () => {
  test('its page keeps what stands before and after the list, and markers for its bar and its folios', async () => {
    const {html, headings, folios} = await rendered()
    expect(folios).toHaveLength(6)
    expect(seen(html)).toMatch(/^\s*Begin here, or with the second part.*No item here\.\s*.*A note\./s)
    expect(html).not.toContain('pm-item')
    expect(html).toContain(
      '<div class="pm-list"><pm-verdict data-part="bar:list" class="not-content"></pm-verdict><pm-verdict data-part="folios:list" class="not-content"></pm-verdict>',
    )
    expect(headings.map(({slug}) => slug)).toEqual(['before', 'footnote-label'].slice(0, headings.length))
  })

  test('every sentence of the author is on one page, in order', async () => {
    const {folios} = await rendered()
    const words = folios
      .map(({html}) => seen(html))
      .join(' ')
      .replaceAll(/Section titled “[^”]*”/g, '')
    const told = ['Lead of one.', 'Plain 0 ', 'Plain 29 ', 'End of one', 'Lead of two.', 'Numbered 1 ', 'Numbered 90 ']
    const after = ['Now the plain ones:', 'Plain 100 ', 'Plain 189 ', 'The last words']
    const places = [...told, ...after].map((text) => words.indexOf(text))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places.every((place) => place >= 0)).toBe(true)
    expect(words.match(/(?:Plain|Numbered) \d+ holds/g)).toHaveLength(210)
    expect(words.match(/Lead of two/g)).toHaveLength(1)
  })

  test('a list goes on counting, and what leads over to a list stands above it', async () => {
    const {folios} = await rendered()
    const [, second, third, fourth] = folios.map(({html}) => html)
    expect(second).toContain('<ol>')
    expect(third).toContain('<ol start="41">')
    expect(fourth).toContain('<ol start="81">')
    expect(fourth).toMatch(/Numbered 90 .*Now the plain ones:.*Plain 100 /s)
  })

  test('a section is one on each page that it stands on, with its heading on the first', async () => {
    const {folios} = await rendered()
    expect(folios.map(({headings}) => headings.map(({slug}) => slug))).toEqual([
      ['part-one'],
      ['part-two'],
      ...Array.from({length: 4}, () => []),
    ])
    for (const {html} of folios)
      expect(html).toMatch(
        /^<div class="pm-list"><pm-verdict data-part="bar:list#\d"[^>]*><\/pm-verdict><section class="pm-section">/,
      )
  })

  test('links within the checklist lead to where their target stands now', async () => {
    const {html, folios} = await rendered()
    expect(html).toContain('href="/sub/list/page-2/#part-two"')
    expect(html).toContain('href="/sub/list/page-6/#user-content-raw"')
    expect(folios[0]?.html).toContain('href="/sub/list/#before"')
    expect(folios[0]?.html).toContain('href="/sub/list/#user-content-fn-1"')
    expect(folios[0]?.html).toContain('href="#part-one"')
    expect(html).toContain('href="/sub/list/page-1/#user-content-fnref-1"')
    expect(folios[5]?.html).toContain('href="/sub/list/page-1/#part-one"')
  })

  test('a link from elsewhere to what moved still arrives: sections where folios are named, the rest beside them', async () => {
    const {html} = await rendered()
    expect(html).toContain('<span id="user-content-raw"></span></div>')
    expect(html.match(/id="(?:part-one|part-two|p-\d+)"/g)).toBeNull()
  })
})

test('a checklist of 200 items has no folios', async () => {
  const {root, documents, checklists} = await readProject({[file]: ['# T', '', ...items(0, 200)].join('\n')}, [file])
  const {html, folios} = await renderPage({root, file, documents, checklist: checklists[0] ?? null, base: ''})
  expect(folios).toEqual([])
  expect(html.match(/class="pm-item"/g)).toHaveLength(200)
})

test('an address that is none is left as it is', async () => {
  const text = ['# T', '', 'See [x](#%zz).', '', ...items(0, 201)].join('\n')
  const {root, documents, checklists} = await readProject({[file]: text}, [file])
  const {html, folios} = await renderPage({root, file, documents, checklist: checklists[0] ?? null, base: ''})
  expect(folios).toHaveLength(6)
  expect(html).toContain('href="#%25zz"')
})
