import {writeFile} from 'node:fs/promises'
import {describe, expect, test} from 'vitest'
import {readDocs, renderPage} from '../../src/markdown/index.ts'
import {htmlOf, project} from './read.ts'

describe('links on the site', () => {
  const files = {
    'docs/ops/README.md': '# Ops\n\n## Part\n\n<a name="old"></a>',
    'docs/data file.json': '{}',
    'docs/p.png': '',
    'docs/.env': 'SECRET=1',
    'NOTES.md': '# N',
  }
  const href = async (link: string, base: string) =>
    /<a[^>]*>/.exec(
      (await htmlOf({...files, 'docs/guide/a.md': `# A\n\n## Own\n\n${link}`}, 'docs/guide/a.md', {base}))
        .split('</h2>')
        .at(-1)
        ?.split('</div>')
        .at(-1) ?? '',
    )?.[0]

  test.each([
    ['[x](../ops/README.md)', '<a href="/b/ops/">'],
    ['[x](../ops/README.md#part)', '<a href="/b/ops/#part">'],
    ['[x](../ops/README.md#old)', '<a href="/b/ops/#user-content-old">'],
    ['[x](../ops/#top)', '<a href="/b/ops/#_top">'],
    ['[x](/ops/)', '<a href="/b/ops/">'],
    ['[x](/b/ops/)', '<a href="/b/ops/">'],
    ['[x](/docs/ops/README.md)', '<a href="/b/ops/">'],
    ['[x](#own)', '<a href="#own">'],
    ['[x](#a)', '<a href="#a">'],
    ['[x](a.md#own)', '<a href="/b/guide/a/#own">'],
    ['[x](../data%20file.json#L2)', '<a href="/b/files/docs/data%20file.json#L2">'],
    ['[x](../../NOTES.md)', '<a href="/b/files/NOTES.md">'],
    ['<a href="../ops/README.md">x</a>', '<a href="/b/ops/">'],
    ['[x](https://a.example/?a=1&b=2)', '<a href="https://a.example/?a=1&#x26;b=2" rel="noopener">'],
    ['[x](mailto:a@example.org)', '<a href="mailto:a@example.org">'],
    ['[x](gone.md)', '<a class="pm-missing" title="No page or file docs/guide/gone.md">'],
    ['[x](../.env)', '<a class="pm-missing" title="No page or file docs/.env">'],
    [
      '[x](../ops/README.md#gone)',
      '<a href="/b/ops/#user-content-gone" class="pm-missing" title="No heading #gone on that page">',
    ],
    ['[x](#gone)', '<a href="#gone" class="pm-missing" title="No heading #gone on this page">'],
  ])('%s', async (link, tag) => {
    expect(await href(link, '/b/')).toBe(tag)
  })

  test.each([
    ['', '/ops/'],
    ['/', '/ops/'],
    ['b', '/b/ops/'],
    ['/b', '/b/ops/'],
    ['/b/c/', '/b/c/ops/'],
  ])('the base %j stands before an address once', async (base, address) => {
    expect(await href('[x](../ops/README.md)', base)).toBe(`<a href="${address}">`)
  })

  test('pictures are served as files, and missing ones leave their words', async () => {
    const html = await htmlOf({...files, 'docs/a.md': '![one](p.png) ![two](q.png)'}, 'docs/a.md', {base: '/b'})
    expect(html).toContain('<img src="/b/files/docs/p.png" alt="one">')
    expect(html).toContain(
      '<span class="pm-missing" title="No page or file docs/q.png">two<small data-pagefind-ignore=""> (no such picture)</small></span>',
    )
  })

  test('a page that changed since the docs were read is rendered as it is now', async () => {
    const root = await project({'docs/a.md': 'Old', 'docs/b.md': '# B'})
    const {documents} = await readDocs({root, docs: 'docs', checklists: []})
    await writeFile(`${root}/docs/a.md`, '[new](b.md#b) [gone](c.md)')
    const {html} = await renderPage({root, file: 'docs/a.md', documents, checklist: null, base: ''})
    expect(html).toContain('<a href="/b/#b">new</a>')
    expect(html).toContain('class="pm-missing"')
  })

  test('a page that cannot be read says which', async () => {
    const root = await project({})
    await expect(renderPage({root, file: 'gone.md', documents: [], checklist: null, base: ''})).rejects.toThrow(
      'gone.md',
    )
  })
})
