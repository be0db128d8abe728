import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {renderPage} from '../../src/markdown/index.ts'
import {page, readProject, seen} from './read.ts'

describe('a document as HTML', () => {
  test.each([
    '1. one **two *three***\n   - [x] four\n\n     five  \n     six\n2. ~~seven~~ `a  b`',
    '| a | b |\n| :-- | --: |\n| `x` | [y](https://example.org "z") |\n| only |',
    '> [!NOTE] A title\n> words &amp; more\n>\n> ```js title="a.js"\n> let a = 1\n> ```',
    '![a](b.png){width=20} and [l] and [m]\n\n[l]: /u "t"',
    '```\n\nopens with a blank line\n```\n\n```\n```\nwords',
  ])('a page without HTML reads as one with a comment: %j', async (text) => {
    expect((await page(text)).trimEnd()).toBe((await page(`${text}\n\n<!-- unseen -->\n`)).trimEnd())
  })

  test('it says what its file says now, however often it is rendered since it was read', async () => {
    const {root, documents} = await readProject({'docs/a.md': '# A\n\n- [x] One\n', 'docs/b.md': '# B\n\nBefore\n'})
    const ask = {root, documents, checklist: null, base: '/'}
    const first = await renderPage({...ask, file: 'docs/a.md'})
    expect(await renderPage({...ask, file: 'docs/a.md'})).toEqual(first)
    await writeFile(join(root, 'docs/b.md'), '# B\n\nAfter\n')
    expect(seen((await renderPage({...ask, file: 'docs/b.md'})).html)).toBe('After')
  })

  test('the title is left out, and links to it arrive', async () => {
    const {root, documents} = await readProject({'docs/a.md': '# The *title*\n\nText.\n\n## Part\n'})
    const {html, headings} = await renderPage({root, file: 'docs/a.md', documents, checklist: null, base: '/'})
    expect(html).toMatch(/^<span id="the-title"><\/span>\n?<p>Text\.<\/p>/)
    expect(html).not.toContain('<h1')
    expect(headings).toEqual([{depth: 2, slug: 'part', text: 'Part'}])
  })

  test('an H1 that says something else than the front matter stays', async () => {
    expect(await page('---', 'title: Other', '---', '# Said')).toContain('<h1 id="said">Said</h1>')
  })

  test('headings carry their slug and a link to themselves', async () => {
    const html = await page('## A `b` <token>', '## A `b` <token>')
    expect(html).toContain(
      '<div class="sl-heading-wrapper level-h2"><h2 id="a-b-token">A <code>b</code> &#x3C;token></h2><a class="sl-anchor-link" href="#a-b-token">',
    )
    expect(html).toContain('id="a-b-token-1"')
    expect(html).toContain('Section titled “A b &#x3C;token>”')
  })

  test('boxes have names', async () => {
    const html = await page('- [ ] a', '- [x] b', '', '- [-] c', '', '<input type=checkbox checked>')
    expect(html.match(/aria-label="[^"]*"/g)).toEqual(
      ['Not ticked', 'Ticked', 'Marked not applicable', 'Ticked'].map((name) => `aria-label="${name}"`),
    )
    expect(html).toContain('<svg class="pm-box" role="img" aria-label="Ticked"><use href="#pm-box-x"></use></svg>')
    expect(html).not.toContain('<input')
    expect(html).toContain('#pm-box-dash')
  })

  test('code is coloured where the language is known, and can be reached', async () => {
    const html = await page(
      '```js',
      'const a = "<b>"',
      '```',
      '',
      '```nonesuch',
      'x < y',
      '```',
      '',
      '```mermaid',
      'graph TD',
      '```',
    )
    expect(html).toContain(
      '<pre dir="ltr" tabindex="0"><code class="language-js hljs"><span class="hljs-keyword">const</span>',
    )
    expect(html).toContain('&#x3C;b>')
    expect(html).toContain('<code class="language-nonesuch">x &#x3C; y\n</code>')
    expect(html).toContain('<code class="language-mermaid">graph TD')
  })

  test('tables scroll in regions with names of their own', async () => {
    const table = ['| a | `b` |', '| - | -: |', '| 1 | 2 |', '']
    const html = await page(...table, 'Text', '', ...table)
    expect(html).toContain('<div class="pm-scroll" role="region" tabindex="0" aria-label="Table: a, b"><table>')
    expect(html).toContain('aria-label="Table: a, b (2)"')
  })

  test('call-outs of GitHub and MkDocs', async () => {
    const html = await page(
      '> [!WARNING]',
      '> Mind *this*.',
      '',
      '> [!tip] With a title',
      '>',
      '> - [ ] task',
      '',
      '!!! note "Titled"',
      '    Right below.',
      '',
      '??? danger',
      '',
      '    After a line, with `code`.',
      '',
      '    - [x] done',
      '',
      '!!! legal',
      '    Words.',
      '',
      '> [!unknown]',
      '> Quote.',
    )
    expect(html).toContain('<aside class="starlight-aside starlight-aside--caution" aria-label="Warning">')
    expect(html).toContain('<aside class="starlight-aside starlight-aside--tip" aria-label="With a title">')
    expect(html).toContain('<aside class="starlight-aside starlight-aside--note" aria-label="Titled">')
    expect(html).toContain('<details class="starlight-aside starlight-aside--danger pm-fold" open>')
    expect(html).toContain('<code>code</code>')
    expect(html.match(/class="pm-box"/g)).toHaveLength(2)
    expect(seen(html)).toBe(
      'Warning Mind this. With a title task Titled Right below. Danger After a line, with code. done Legal Words. [!unknown] Quote.',
    )
  })

  test('footnotes go there and back', async () => {
    const html = await page('A[^n] B[^n]', '', '[^n]: Note.')
    const ids = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id))
    const targets = [...html.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id)
    expect(targets).toHaveLength(4)
    for (const target of targets) expect(ids).toContain(target)
    expect(html).toMatch(/aria-describedby="user-content-footnote-label"/)
    expect(html).not.toContain('pm-missing')
  })
})

describe('what authors cannot do', () => {
  test.each([
    ['<script>alert(1)</script>', /<script/],
    ['<img src=x onerror=alert(1)>', /onerror/],
    ['<a href="javascript:alert(1)">x</a>', /javascript:/],
    ['[x](javascript:alert(1))', /javascript:/],
    ['[x](data:text/html,hi)', /data:/],
    ['<svg><script>alert(1)</script></svg>', /<(svg|script)/],
    ['<iframe src="https://a.example"></iframe>', /<iframe/],
    ['<style>* {display: none}</style>', /<style/],
    ['<p style="position: fixed" class="pm-list">x</p>', /style=|pm-list/],
    ['<pm-verdict data-item="x">met</pm-verdict>', /<pm-verdict/],
    ['<div data-pm="0123-0" data-pagefind-ignore>x</div>', /data-p/],
    ['<form action="https://a.example"><button>x</button></form>', /<(form|button)/],
    ['<math><mtext></table><mglyph><style><img src onerror=alert(1)>', /<math|<img[^>]*onerror/],
    ['<plaintext>', /<plaintext/],
    ['<select><option>x', /<select/],
    ['<template><p>x</p></template>', /<template/],
    ['<noscript><p title="</noscript><img src=x onerror=alert(1)>">', /<noscript/],
    ['<!--><img src=x onerror=alert(1)>-->', /onerror/],
    ['<meta http-equiv=refresh content="0;url=//a.example">', /<meta/],
    ['<base href="//a.example">', /<base/],
    ['`<b>` &lt;i&gt;', /<[bi]>/],
  ])('%s', async (source, forbidden) => {
    const html = await page(source, '', 'Last words.')
    expect(html).not.toMatch(forbidden)
    expect(seen(html)).toContain('Last words.')
  })

  test('ids of theirs cannot stand in for ours', async () => {
    const html = await page(
      '<h2 id="part">Forged</h2>',
      '',
      '<b id="starlight__search">x</b>',
      '',
      '## Part',
      '',
      '[to](#part)',
    )
    expect(html.match(/ id="([^"]*)"/g)).toEqual([
      ' id="user-content-part"',
      ' id="user-content-starlight__search"',
      ' id="part"',
    ])
    expect(html).toContain('<a href="#part">to</a>')
  })

  test.each([
    '<token>',
    '<your-secret>',
    '<Foo.Bar>',
    '</nope>',
    '<x y="z">',
    '<?php echo 1 ?>',
    '<!DOCTYPE html>',
    '<select>',
  ])('%s is words', async (words) => {
    expect(seen((await page(`Take ${words} here`)).replace(/&#x3C;|&lt;/g, '‹')).replace(/‹/g, '<')).toBe(
      `Take ${words} here`,
    )
  })

  test('folds, keys and pictures of theirs stay', async () => {
    const html = await page(
      '<details open><summary>More</summary>',
      '',
      '**bold** <kbd>K</kbd><br><sub>s</sub>',
      '',
      '</details>',
      '',
      '<img src="https://a.example/p.png" width="20" alt="p">',
    )
    expect(html).toContain('<details open><summary>More</summary>')
    expect(html).toContain('<strong>bold</strong> <kbd>K</kbd><br><sub>s</sub>')
    expect(html).toContain('<img src="https://a.example/p.png" width="20" alt="p">')
  })
})
