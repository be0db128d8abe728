import {describe, expect, test} from 'vitest'
import {itemsOf, page, readProject, seen, told} from './read.ts'

describe('lists of terms', () => {
  test('take several terms and meanings, in lines or in paragraphs, with what stands in them', async () => {
    const html = await page(
      'Ramp',
      'Linkspan',
      ':   The *bridge*',
      '    of the quay',
      '',
      '`port`',
      '',
      ':   See [x](#x)',
    )
    expect(html.replaceAll(/\s+/g, ' ')).toBe(
      '<dl> <dt>Ramp</dt> <dt>Linkspan</dt> <dd>The <em>bridge</em> of the quay</dd> <dt><code>port</code></dt> <dd>See <a href="#x" class="pm-missing" title="No heading #x on this page">x<small data-pagefind-ignore=""> (no such heading)</small></a></dd> </dl>',
    )
  })

  test('are none where a colon only stands in a line, nor in a sentence that is judged', async () => {
    for (const text of ['a : b', 'a\n:b', ': a', '- : a', 'a\n:smile: b']) expect(await page(text)).not.toContain('<dl')
    expect(itemsOf('- [ ] One', '  : two').map(({text}) => text)).toEqual(['One : two'])
  })
})

describe('abbreviations', () => {
  test('are explained where they stand as words, outside of code', async () => {
    const html = await page(
      'SLO, SLOs, `SLO` and <kbd>SLO</kbd>: C++',
      '',
      '*[SLO]: What "we" <promise',
      '*[C++]: A language',
    )
    expect(html.match(/<abbr/g)).toHaveLength(2)
    expect(html).toContain('<abbr title="What &#x22;we&#x22; <promise">SLO</abbr>, SLOs')
    expect(html).toContain('<abbr title="A language">C++</abbr>')
    expect(seen(html)).toBe('SLO, SLOs, SLO and SLO: C++')
  })

  test('many, or of names of JavaScript, cost and break nothing', async () => {
    const lines = Array.from({length: 2_000}, (_, index) => `*[A${index}]: a\n`)
    expect(await page('constructor', '', '*[constructor]: c', '', ...lines)).toContain('<abbr title="c">constructor')
  })
})

test('a call-out in a call-out keeps its title', async () => {
  const html = await page(
    '!!! abstract "Out"',
    '    !!! info "In"',
    '        Words',
    '',
    '> [!TIP]',
    '> > [!NOTE]',
    '> > More',
  )
  expect(html.match(/<aside class="starlight-aside starlight-aside--\w+" aria-label="\w+"/g)).toHaveLength(4)
  expect(html).not.toContain('<blockquote')
})

test('call-outs of the same title have names of their own', async () => {
  const html = await page('!!! tip', '    One', '', '!!! tip', '    Two', '', '!!! tip "Mine"', '    Three')
  expect([...html.matchAll(/<aside[^>]*aria-label="([^"]*)"/g)].map(([, name]) => name)).toEqual([
    'Tip',
    'Tip (2)',
    'Mine',
  ])
})

test('a link without an address, or of another host without its name, is told and marked', async () => {
  const files = {'docs/a.md': '[nothing]() [no host](http://) [host](http://a.example) [up](#) <a href="">html</a>\n'}
  const {problems} = await readProject(files)
  expect(told(problems)).toEqual(['dead-link 1:1', 'dead-link 1:13', 'dead-link 1:65'])
  expect(problems.map(({message}) => message)).toEqual([
    'Unexpected link without an address, expected where it leads; write it or take the link away',
    'Unexpected address `http://` without a host, expected where it leads; write it or take the link away',
    'Unexpected link without an address, expected where it leads; write it or take the link away',
  ])
  expect((await page(files['docs/a.md'])).match(/\(no address\)/g)).toHaveLength(3)
})
