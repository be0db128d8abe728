import {symlink} from 'node:fs/promises'
import {describe, expect, test} from 'vitest'
import {anchorsOf, readDocs} from '../../src/markdown/index.ts'
import {htmlOf, parse, project, readProject, told} from './read.ts'

/** Reads one page with links beside some other files. */
async function linksOf(source: string, files: Record<string, string> = {}, file = 'docs/page.md') {
  const {documents, problems} = await readProject({[file]: source, ...files})
  const links = documents.find((document) => document.file === file)?.links ?? []
  return {links, problems, dead: links.filter(({dead}) => dead).map(({url}) => url)}
}

describe('what other tools check wrong', () => {
  test('B14 repeated headings have slugs of their own, and links land on each', async () => {
    const {documents} = await readProject({
      'docs/a.md': '# Foo\n# Foo\n# Foo 1\n\n[a](#foo) [b](#foo-1) [c](#foo-1-1)',
      'docs/b.md': '# foo-1\n# foo\n# foo',
    })
    expect(documents.map(({headings}) => headings.map(({slug}) => slug))).toEqual([
      ['foo', 'foo-1', 'foo-1-1'],
      ['foo-1', 'foo', 'foo-2'],
    ])
    expect(documents[0]?.links.map(({dead}) => dead)).toEqual([false, false, false])
  })

  test('B17 a query counts for nothing', async () => {
    const {dead} = await linksOf('[a](/some/path/?q=1#top) [b](some/path.md?plain=1#here) [c](some/path.md?x#gone)', {
      'docs/some/path.md': '# Here',
    })
    expect(dead).toEqual(['some/path.md?x#gone'])
  })

  test('B18 a slug may end in a hyphen', async () => {
    const {dead, problems} = await linksOf('## Equality (`==`)\n\n[a](#equality-) [b](#equality)')
    expect(dead).toEqual(['#equality'])
    expect(problems[0]?.message).toContain('did you mean `#equality-`?')
  })

  test('B19 a page may be named by its own address', async () => {
    const {dead} = await linksOf('## B\n\n[x](/ref/a/#b) [y](#b) [z](./#b) [w](/ref/a#c)', {}, 'docs/ref/a.md')
    expect(dead).toEqual(['/ref/a#c'])
  })

  test('B20 a slug may start with what nobody sees', async () => {
    const {dead, problems} = await linksOf(
      '## 🚀 Usage\n\n## ⚠️ Disclaimer\n\n[a](#-usage) [b](#%EF%B8%8F-disclaimer) [c](#-disclaimer)',
    )
    expect(dead).toEqual(['#-disclaimer'])
    expect(problems[0]?.message).toContain('did you mean `#%EF%B8%8F-disclaimer`?')
  })

  test('B22 a space makes text of a link, and absolute paths are looked up', async () => {
    const {links, dead, problems} = await linksOf(
      '[a](/docs/run book.md), [b](</docs/run book.md>), [c](/docs/run%20book.md), [d](</docs/run books.md>)',
      {
        'docs/run book.md': '# Run',
      },
    )
    expect(links.map(({path}) => path)).toEqual(['docs/run book.md', 'docs/run book.md', 'docs/docs/run books.md'])
    expect(dead).toHaveLength(1)
    expect(told(problems)).toEqual(['dead-link 1:77', 'looks-like-link 1:1'])
  })

  test('E09 parentheses leave the slug', async () => {
    expect((await linksOf('# Estimator (MLE)\n\n[l](#estimator-mle)')).dead).toEqual([])
  })

  test('E10 capitals are told, with what is meant', async () => {
    const {problems} = await linksOf('# Dependencies\n\n[d](#Dependencies)')
    expect(problems).toMatchObject([{slug: 'dead-anchor', at: {file: 'docs/page.md', line: 3, column: 1}}])
    expect(problems[0]?.message).toContain('`#Dependencies`, expected one of this page; did you mean `#dependencies`?')
  })

  test('E11 escaped parentheses are part of an address', async () => {
    expect((await linksOf('[x](http://h/a\\(v=1\\).aspx)')).links).toMatchObject([
      {url: 'http://h/a(v=1).aspx', kind: 'external'},
    ])
  })

  test('E13 named anchors of raw HTML are found, and land on the page', async () => {
    const source = '<a name="skip.top"></a>\n\n<div id=box></div>\n\n[l](#skip.top) [m](#box) [n](#Box)'
    expect((await linksOf(source)).dead).toEqual(['#Box'])
    const html = await htmlOf({'docs/page.md': source}, 'docs/page.md')
    expect(html).toContain('<a name="user-content-skip.top">')
    expect(html).toContain('<a href="#user-content-skip.top">')
  })

  test('E14 only the rule of GitHub counts for repeated headings', async () => {
    expect((await linksOf('## Errors\n## Errors\n\n[a](#errors-1) [b](#errors_1)')).dead).toEqual(['#errors_1'])
  })

  test('E15 spaces in file names', async () => {
    const files = {'docs/page.md': '[r](run%20book.md#steps)', 'docs/run book.md': '## Steps'}
    const {documents} = await readProject(files)
    expect(documents.map(({file, route}) => [file, route])).toEqual([
      ['docs/page.md', 'page'],
      ['docs/run book.md', 'run-book'],
    ])
    expect(await htmlOf(files, 'docs/page.md')).toContain('href="/run-book/#steps"')
  })
})

describe('where links lead', () => {
  const files = {
    'docs/ops/other.md': '# Other\n\n## Part',
    'docs/README.md': '# Home',
    'docs/ops/deep/index.md': '# Deep',
    'docs/data.json': '{}',
    'CHANGELOG.md': '# Changes\n\n## 1.0',
    'docs/ops/empty/x.txt': '',
  }

  test.each([
    ['other.md#part', 'document', 'docs/ops/other.md', 'part', false],
    ['./other.md', 'document', 'docs/ops/other.md', null, false],
    ['../README.md#home', 'document', 'docs/README.md', 'home', false],
    ['../../CHANGELOG.md#10', 'document', 'CHANGELOG.md', '10', false],
    ['../../CHANGELOG.md#11', 'document', 'CHANGELOG.md', '11', true],
    ['../data.json', 'file', 'docs/data.json', null, false],
    ['../data.json#L3', 'file', 'docs/data.json', 'L3', false],
    ['deep/', 'document', 'docs/ops/deep/index.md', null, false],
    ['deep', 'document', 'docs/ops/deep/index.md', null, false],
    ['empty/', 'file', 'docs/ops/empty', null, false],
    ['other#part', 'document', 'docs/ops/other.md', 'part', false],
    ['../../CHANGELOG#11', 'document', 'CHANGELOG.md', '11', true],
    ['../data', 'file', 'docs/data', null, true],
    ['/ops/other/', 'document', 'docs/ops/other.md', null, false],
    ['/ops/other.md', 'document', 'docs/ops/other.md', null, false],
    ['/docs/ops/other.md', 'document', 'docs/ops/other.md', null, false],
    ['#top', 'anchor', null, 'top', false],
    ['#', 'anchor', null, null, false],
    ['?x#own', 'anchor', null, 'own', false],
    ['#none', 'anchor', null, 'none', true],
    ['gone.md', 'document', 'docs/ops/gone.md', null, true],
    ['Other.md', 'document', 'docs/ops/Other.md', null, true],
    ['../../../etc/passwd', 'file', null, null, true],
    ['https://a.example/x.md#y', 'external', null, 'y', false],
    ['//a.example/x', 'external', null, null, false],
    ['HTTP://a.example', 'external', null, null, false],
    ['mailto:a@example.org', 'other', null, null, false],
    ['%E0%A4%A.md', 'document', 'docs/ops/%E0%A4%A.md', null, true],
  ])('%s', async (url, kind, path, anchor, dead) => {
    const {links} = await linksOf(`# Own\n\n[words **here**](${url})`, files, 'docs/ops/page.md')
    expect(links).toEqual([
      {url, text: 'words here', kind, path, anchor, dead, at: {file: 'docs/ops/page.md', line: 3, column: 1}},
    ])
  })

  test('images, references and raw HTML are links of the document too', async () => {
    const {links, dead} = await linksOf(
      '![a](p.png) [b][c] <a href="x.md?a&amp;b">d</a> <img src=q.png>\n\n[c]: y.md',
      {'docs/y.md': ''},
    )
    expect(links.map(({url, text}) => [url, text])).toEqual([
      ['p.png', 'a'],
      ['y.md', 'b'],
      ['x.md?a&b', 'x.md?a&b'],
      ['q.png', 'q.png'],
    ])
    expect(dead).toEqual(['p.png', 'x.md?a&b', 'q.png'])
  })

  test('code, comments and escaped brackets hold no links', async () => {
    expect(
      (await linksOf('`[a](b.md)`\n\n    [c](d.md)\n\n<!-- [e](f.md) <a href="g.md"> -->\n\n\\[h](i.md)')).links,
    ).toEqual([])
  })

  test('a label that nothing defines looks like a link, an index into an array does not', () => {
    const {problems} = parse('- [ ] See [the guide][gone], not xs[0][1] or f(a)[0] (b c) `[x](y z)`')
    expect(told(problems)).toEqual(['looks-like-link 1:11'])
  })

  test('text alone knows its own headings, and files only when told', () => {
    const ask = ['# T', '- [ ] [a](#t) [b](#u) [c](gone.md)']
    expect(told(parse(...ask).problems)).toEqual(['dead-anchor 2:15'])
  })

  test('the link check sees title and anchors of a document', async () => {
    const root = await project({'a.md': '---\ntitle: Named\n---\n# H\n\n<a id="x"></a>\n\n## P\n## P', 'b.txt': ''})
    expect(await anchorsOf(root, 'a.md')).toEqual({title: 'Named', anchors: new Set(['h', 'p', 'p-1', 'x'])})
    expect(await anchorsOf(root, 'gone.md')).toBeNull()
  })

  test('a link through a symbolic link out of the project is dead', async () => {
    const outside = await project({'secret.md': '# S'})
    const root = await project({'docs/a.md': '[x](out/secret.md)'})
    await symlink(outside, `${root}/docs/out`)
    const {documents} = await readDocs({root, docs: 'docs', checklists: []})
    expect(documents).toMatchObject([{file: 'docs/a.md', links: [{dead: true}]}])
  })
})
