import {describe, expect, test} from 'vitest'
import {renderPage} from '../../src/markdown/index.ts'
import {checklistPage, corpus, htmlOf, page, readProject, seen} from './read.ts'

/** HTML without the insides of headings' links and boxes, to be read. */
const bare = (html: string): string =>
  html
    .replace(/<a class="sl-anchor-link".*?<\/a>/gs, '')
    .replace(/<(svg class="pm-box") role="img" aria-label="([^"]*)">.*?<\/svg>/gs, '<$1>$2</svg>')
    .replace(/ class="not-content"/g, '')
    .replace(/\n/g, '')

describe('a checklist on its page', () => {
  test('prose, then the list: a bar, sections with a head, items with a row, all in the author’s order', async () => {
    const html = await checklistPage(
      '# T',
      '',
      'Before.',
      '',
      '## Who',
      '',
      'You.',
      '',
      '## 1) Part',
      '',
      'Lead.',
      '',
      '- [x] **Parent** word:',
      '  - [ ] child `CODE_A`',
      '',
      'See: [x](https://a.example)',
      '',
      '### Deeper',
      '',
      '1. [-] third word',
      '',
      '## After',
      '',
      'End.',
    )
    expect(bare(html)).toBe(
      '<span id="t"></span><p>Before.</p>' +
        '<div class="sl-heading-wrapper level-h2"><h2 id="who">Who</h2></div><p>You.</p>' +
        '<div class="pm-list"><pm-verdict data-part="bar:list"></pm-verdict>' +
        '<section class="pm-section"><div class="pm-head"><div class="sl-heading-wrapper level-h2"><h2 id="1-part">1) Part</h2></div><pm-verdict data-section="list#1-part"></pm-verdict></div>' +
        '<p>Lead.</p>' +
        '<ul><li class="pm-item group" id="part--parent-word"><div class="pm-say"><svg class="pm-box">Ticked</svg><p><strong>Parent</strong> word:</p></div><pm-verdict data-item="list:part/parent-word"></pm-verdict>' +
        '<ul><li class="pm-item" id="part--code-a"><div class="pm-say"><svg class="pm-box">Not ticked</svg><p>child <code>CODE_A</code></p></div><pm-verdict data-item="list:part/code-a"></pm-verdict></li></ul></li></ul>' +
        '<p>See: <a href="https://a.example" rel="noopener">x</a></p>' +
        '<section class="pm-section"><div class="pm-head"><div class="sl-heading-wrapper level-h3"><h3 id="deeper">Deeper</h3></div><pm-verdict data-section="list#deeper"></pm-verdict></div>' +
        '<ol><li class="pm-item" id="deeper--third-word"><div class="pm-say"><svg class="pm-box">Marked not applicable</svg><p>third word</p></div><pm-verdict data-item="list:deeper/third-word"></pm-verdict></li></ol></section></section>' +
        '<div class="sl-heading-wrapper level-h2"><h2 id="after">After</h2></div><p>End.</p></div>',
    )
  })

  test('what else an item says stays with it, before and after what is below it', async () => {
    const html = await checklistPage(
      '## Part',
      '',
      '- [ ] Parent word',
      '',
      '  Second paragraph.',
      '',
      '  - plain bullet',
      '',
      '  ```sh',
      '  run',
      '  ```',
      '',
      '  1. [ ] child word',
      '',
      '  Last paragraph.',
      '- plain between',
      '  - [ ] under plain',
    )
    const flat = bare(html)
    expect(flat).toContain(
      '<div class="pm-say"><svg class="pm-box">Not ticked</svg><div><p>Parent word</p><p>Second paragraph.</p><ul><li>plain bullet</li></ul><pre',
    )
    expect(flat).toMatch(
      /run<\/code><\/pre><\/div><\/div><pm-verdict data-item="list:part\/parent-word"><\/pm-verdict><ol><li class="pm-item"/,
    )
    expect(flat).toContain('</ol><p>Last paragraph.</p></li>')
    expect(flat).toMatch(/<li><?p?>?plain between/)
    expect(seen(flat.replace(/</g, ' <'))).toMatch(
      /Parent word .*Second .*plain bullet .*run .*child word .*Last .*plain between .*under plain/,
    )
  })

  test('items without a heading, in quotes, folds and footnotes have their rows', async () => {
    const html = await checklistPage(
      '# T',
      '',
      '- [ ] first word',
      '',
      '> [!note]',
      '> - [ ] second word',
      '',
      '<details><summary>S</summary>',
      '',
      '### In a fold',
      '',
      '- [ ] third word',
      '',
      '</details>',
      '',
      'Note[^1]',
      '',
      '[^1]: N',
    )
    expect(html.match(/class="pm-item"/g)).toHaveLength(3)
    expect(bare(html)).toMatch(
      /^<span id="t"><\/span><div class="pm-list"><pm-verdict data-part="bar:list"><\/pm-verdict><ul><li class="pm-item"/,
    )
    expect(bare(html)).toMatch(/<details><summary>S<\/summary><section class="pm-section"><div class="pm-head">/)
    expect(bare(html)).toMatch(/<\/div><section data-footnotes/)
  })

  test('markers carry the name that the checklist has in the project', async () => {
    const files = {'docs/a/README.md': '## P\n\n- [ ] one word', 'docs/b/README.md': '- [ ] two words'}
    const {root, documents, checklists} = await readProject(files, Object.keys(files))
    const {html} = await renderPage({
      root,
      file: 'docs/a/README.md',
      documents,
      checklist: checklists[0] ?? null,
      base: '',
    })
    expect(html).toContain('data-item="docs/a/README:p/one-word"')
    expect(html).toContain('data-section="docs/a/README#p"')
    expect(html).toContain('data-part="bar:docs/a/README"')
  })

  test('no author can forge a marker or a row', async () => {
    const html = await checklistPage(
      '- [ ] one word',
      '- [ ] other words <pm-verdict data-item="x">met</pm-verdict> <i class="pm-item" data-pm="1">y</i>',
      '',
      '<ul><li class="pm-item" id="list--one-word" data-pm="0-0">z</li></ul>',
    )
    expect(html.match(/<pm-verdict/g)).toHaveLength(3)
    expect(html.match(/class="pm-item"/g)).toHaveLength(2)
    expect(html.match(/ id="list--one-word"/g)).toHaveLength(1)
    expect(seen(html)).toContain('met')
  })

  test('plain bullets that are items have rows too', async () => {
    const html = await checklistPage(
      '---',
      'checklist: {bullets: true}',
      '---',
      '## P',
      '- one word',
      '- [x] two words',
    )
    expect(html.match(/class="pm-item"/g)).toHaveLength(2)
  })

  test('nothing of the author’s words is lost, whether a page is shown as a checklist or not', {
    timeout: 60_000,
  }, async () => {
    for (const [name, text] of await corpus()) {
      const plain = seen((await page(text)).replace(/<a class="sl-anchor-link".*?<\/a>/gs, '').replace(/</g, ' <'))
      const list = seen(
        (await checklistPage(text)).replace(/<a class="sl-anchor-link".*?<\/a>/gs, '').replace(/</g, ' <'),
      )
      expect(list, name).toBe(plain)
      const {checklists} = await readProject({'docs/list.md': text}, ['docs/list.md'])
      // What is said of a link that leads nowhere stands in the sentence, beside it.
      const spaced = list.replace(/ \(no [\w ]+\)/g, '').replace(/\s+/g, '')
      for (const {text: sentence} of checklists[0]?.items ?? []) {
        expect(spaced, name).toContain(
          sentence.replace(/~~/g, '').replace(/\s+/g, '').replace('Pictureofagatestays', 'Picture'),
        )
      }
      const ids = [...(await checklistPage(text)).matchAll(/class="pm-item(?: group)?" id="([^"]*)"/g)].map(
        ([, id]) => id,
      )
      expect(ids, name).toEqual(checklists[0]?.items.map(({id}) => id.replaceAll('/', '--')))
    }
  })

  test('the same page gives the same bytes', async () => {
    const files = {'docs/a.md': '## P\n\n- [ ] one word\n\n```js\nx()\n```\n'}
    expect(await htmlOf(files, 'docs/a.md', {checklist: true})).toBe(
      await htmlOf(files, 'docs/a.md', {checklist: true}),
    )
  })
})

describe('footnotes', () => {
  test('stand below the whole list, in no section', async () => {
    const html = await checklistPage('# T', '', '## A', '', '- [ ] one[^1]', '', '[^1]: Note.')
    expect(html).toMatch(/<\/section><\/div>\n?<section data-footnotes/)
  })

  test('what an author passes off as them does not end the list', async () => {
    const html = await checklistPage(
      ...['# T', '', '## A', '', '- [ ] one', '', '<section data-footnotes>x</section>', '', '- [ ] two'],
    )
    expect(html).toMatch(/two<\/p>.*<\/section><\/div>$/s)
    expect(html.match(/pm-list/g)).toHaveLength(1)
  })

  test('those that hold an item stay in the list', async () => {
    const html = await checklistPage('# T', '', '## A', '', '- [ ] one[^1]', '', '[^1]: Note:', '', '    - [ ] two')
    expect(html.indexOf('two</p>')).toBeGreaterThan(0)
    expect(html).toMatch(/<\/section><\/div>$/)
  })
})
