import {fileURLToPath} from 'node:url'
import type {Element, Nodes, Root} from 'hast'
import {raw} from 'hast-util-raw'
import {visit} from 'unist-util-visit'
import {describe, expect, test} from 'vitest'
import {readDocs, renderPage} from '../../src/markdown/index.ts'
import {checklistPage, htmlOf, itemsOf, page, seen} from './read.ts'

const root = fileURLToPath(new URL('../fixtures/mkdocs/', import.meta.url))
const checklists = ['docs/winter.md']
const read = await readDocs({root, docs: 'docs', checklists})

const render = async (file: string): Promise<string> => {
  const checklist = read.checklists.find((one) => one.file === file) ?? null
  return (await renderPage({root, file, documents: read.documents, checklist, base: ''})).html
}
const treeOf = (html: string): Nodes => {
  const tree: Root = {type: 'root', children: [{type: 'raw', value: html}]}
  return raw(tree)
}
/** Elements of a name, and of a class where one is given. */
const all = (html: string, name: string, className?: string): Element[] => {
  const found: Element[] = []
  visit(treeOf(html), 'element', (node) => {
    const classes = node.properties.className
    if (node.tagName !== name) return
    if (className === undefined || (Array.isArray(classes) && classes.includes(className))) found.push(node)
  })
  return found
}
const words = (node: Nodes): string =>
  node.type === 'text' ? node.value : 'children' in node ? node.children.map(words).join('') : ''

test('every page of a handbook for MkDocs is read without a problem', () => {
  expect(read.documents.length).toBeGreaterThan(20)
  expect(read.problems).toEqual([])
})

test('no page shows what only MkDocs reads, and none holds a handler', async () => {
  for (const {file} of read.documents) {
    const html = await render(file)
    const prose = seen(html.replace(/<(pre|code)\b.*?<\/\1>/gs, ''))
    expect(prose, file).not.toMatch(/\{ ?[:#.]|^ ?(?:!!!|\?\?\?|===)|:material-|==\w/)
    visit(treeOf(html), 'element', ({properties}) => {
      expect(Object.keys(properties).filter((name) => /^on|^style$/i.test(name))).toEqual([])
      expect(String(properties.href ?? '')).not.toMatch(/^javascript:/i)
    })
  }
})

describe('call-outs that fold', () => {
  test('are closed, open where their author says so, and open where a box is in them', async () => {
    const folds = all(await render('docs/lamp/failure.md'), 'details')
    expect(folds.map(({properties}) => properties.open === true)).toEqual([false, true, false])
    const [first] = folds
    expect(first?.children[0]).toMatchObject({tagName: 'summary', children: [{value: 'What the bell means'}]})
    expect(words(first ?? {type: 'root', children: []})).toContain('Two strokes: no light.')
    const html = await page('??? note', '    - [ ] To do')
    expect(html).toMatch(/<details [^>]*open>/)
  })

  test('a title is text', async () => {
    const html = await page('??? note "<img src=x onerror=alert(1)>"', '    Words', '', '??? nonesuch', '    More')
    expect(html).not.toContain('<img')
    expect(all(html, 'summary').map(words)).toEqual(['<img src=x onerror=alert(1)>', 'Nonesuch'])
  })
})

describe('tabs', () => {
  test('are radio buttons with a panel each, a set of its own for each row', async () => {
    const html = await render('docs/lamp/lighting.md')
    const sets = all(html, 'div', 'pm-tabs')
    expect(sets).toHaveLength(2)
    const inputs = all(html, 'input')
    expect(inputs.map(({properties}) => [properties.type, properties.name, properties.checked === true])).toEqual([
      ['radio', 'tabs-1', true],
      ['radio', 'tabs-1', false],
      ['radio', 'tabs-2', true],
      ['radio', 'tabs-2', false],
    ])
    expect(all(html, 'label').map(words)).toEqual(['Match', 'Flint', 'Match', 'Flint'])
    expect(all(html, 'div', 'pm-panel').map(({properties}) => properties.ariaLabel)).toEqual([
      'Match',
      'Flint',
      'Match',
      'Flint',
    ])
    expect(inputs.some(({properties}) => 'id' in properties)).toBe(false)
    expect(all(html, 'aside')).toHaveLength(1)
    expect(html.indexOf('After the tabs.')).toBeGreaterThan(html.indexOf('Dry moss'))
  })

  test('with boxes all stand open, and the boxes are items', async () => {
    const html = await render('docs/winter.md')
    expect(all(html, 'input')).toEqual([])
    expect(all(html, 'p', 'pm-tab').map(words)).toEqual(['By day', 'By night'])
    expect(read.checklists[0]?.items.map(({text}) => text)).toEqual([
      'The oil is in the dry store',
      'The bell rings',
      'The rope is tied',
      'The lens is covered',
      'The lamp burns',
    ])
    expect(all(html, 'pm-verdict').filter(({properties}) => properties.dataItem)).toHaveLength(5)
  })

  test('a name is text, and tables and formulas are read in them', async () => {
    const html = await render('docs/boats/weather.md')
    expect(all(html, 'img')).toEqual([])
    expect(all(html, 'label').map(words)[2]).toBe('<img src=x onerror=alert(1)>')
    expect(all(html, 'table')).toHaveLength(1)
    expect(all(await render('docs/reference/sums.md'), 'code').map(words)[0]).toBe('$a * b * c$')
  })
})

describe('attribute lists', () => {
  test('give headings their anchors, which links lead to', async () => {
    const html = await render('docs/lamp/lighting.md')
    expect(all(html, 'h2').map(({properties}) => properties.id)).toEqual(['by-hand', 'second-watch'])
    expect(all(html, 'h3').map((node) => [node.properties.id, words(node)])).toEqual([['short-way', 'Short way']])
    expect(all(await render('docs/index.md'), 'a').map(({properties}) => properties.href)).toContain(
      '/lamp/lighting/#second-watch',
    )
    expect(read.checklists[0]?.sections.map(({anchor}) => anchor)).toContain('storm')
  })

  test('a slug makes way for an id, and of two equal ids the first counts', async () => {
    const html = await page('## One', '## Two {#one}', '## Three {#one}', '## One')
    expect(all(html, 'h2').map(({properties}) => properties.id)).toEqual(['one-1', 'one', 'three', 'one-2'])
  })

  test('are dropped behind what they follow, but an id and the size of a picture', async () => {
    const lens = await render('docs/lamp/lens.md')
    expect(all(lens, 'img').map(({properties}) => [properties.width, properties.className])).toEqual([[300, undefined]])
    expect(all(lens, 'p').map(({properties}) => properties.id)).toContain('user-content-wiping')
    expect(await htmlOf({'docs/a.md': 'See [it](#b).\n\nWords\n{: #b .c }\n'}, 'docs/a.md')).toContain(
      '<a href="#user-content-b">it</a>',
    )
  })

  test('hostile ones give nothing', async () => {
    const html = await page(
      '## A {: #pm-box onmouseover=alert(1) style="x:y" }',
      '',
      '[x](javascript:alert(1)){: href="javascript:alert(1)" onclick=alert(1) }',
      '',
      'Text{: id="x<y" onclick="a(1)" }',
    )
    expect(html).not.toMatch(/onmouseover|onclick|javascript|style=|x<y/)
    expect(all(html, 'h2').map(({properties}) => properties.id)).toEqual(['a'])
  })

  test('braces that are none stay', async () => {
    expect(seen(await render('docs/reference/words.md'))).toContain(
      'Braces that are no list stay: {name}, x{y}, metric{job="light"}.',
    )
    expect(seen(await page('## GET /users/{id}', '## Path {id}', '{ .a }'))).toMatch(
      /users\/\{id\}.*Path \{id\}.*\{ \.a \}/,
    )
  })
})

describe('formulas', () => {
  test('stay as they are written, as code, and prices are none', async () => {
    const html = await render('docs/boats/tides.md')
    expect(all(html, 'code', 'language-math').map(words)).toEqual([
      '$h_0 + a_1 \\cos(\\omega t) * b_2 * c$',
      '$$\nh(t) = h_0 + \\sum_{i=1}^{n} a_i \\cos(\\omega_i t + \\phi_i)\n$$\n',
      '$$x_1 * y_1 * z$$',
    ])
    expect(all(html, 'em')).toEqual([])
    expect(all(html, 'pre')).toHaveLength(1)
    expect(seen(html)).toContain('not $5 or $6 at the bar')
    expect(seen(html)).toContain('$20 and one of $30 stay, and so does $x$.')
    expect(await page('${A}-${B} and $HOME/$USER and a$b$')).not.toContain('<code')
  })

  test('a tag in one is text', async () => {
    expect(await page('$$<img src=x onerror=alert(1)>$$')).toContain('$$&#x3C;img src=x onerror=alert(1)>$$')
  })
})

test('marks in a line, and what only looks like one', async () => {
  const html = await render('docs/reference/marks.md')
  expect(all(html, 'mark').map(words)).toEqual(['marked'])
  expect(all(html, 'ins').map(words)).toEqual(['inserted'])
  expect(seen(html)).toContain('a == b does not, and ==code== is code')
  const keys = await render('docs/reference/keys.md')
  expect(all(keys, 'kbd').map(words)).toEqual(['ctrl', 'alt', 'del', 'enter'])
  expect(seen(keys)).toContain('C++ and i++ are words, and so is ++this is none++.')
  const icons = seen(await render('docs/reference/icons.md'))
  expect(icons).toContain('check circle ready, anchor landed, alert alarm, python snake.')
  expect(icons).toContain(':smile:, so does 10:30:45, and :material-code: in code')
})

test('an item is called by the words that a reader sees', async () => {
  const [item] = itemsOf('- [ ] The ==lamp== is *lit*{ .now } :material-star: with $a_b_c$')
  expect(item?.text).toBe('The lamp is lit star with $a_b_c$')
  expect(item?.html).toBe('The <mark>lamp</mark> is <em>lit</em> star with <code>$a_b_c$</code>')
  expect(await checklistPage('- [ ] ++ctrl+c++ ends it')).toContain('<kbd>ctrl</kbd>+<kbd>c</kbd> ends it')
})

test('footnotes have their notes, and ways back', async () => {
  const html = await render('docs/lamp/lens.md')
  expect(all(html, 'section')).toHaveLength(1)
  expect(words(all(html, 'section')[0] ?? {type: 'root', children: []})).toContain('A second paragraph of the note.')
})
