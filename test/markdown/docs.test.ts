import {createHash} from 'node:crypto'
import {symlink, writeFile} from 'node:fs/promises'
import {describe, expect, test} from 'vitest'
import {pipelineDigest, readDocs} from '../../src/markdown/index.ts'
import {Document} from '../../src/model/index.ts'
import {project, readProject} from './read.ts'

const pages = (...names: string[]) => Object.fromEntries(names.map((name) => [name, `# ${name}\n`]))
const routes = async (...names: string[]) =>
  Object.fromEntries((await readProject(pages(...names))).documents.map(({file, route}) => [file, route]))

describe('addresses', () => {
  test('a page is where its file is, and an index is its folder', async () => {
    expect(
      await routes(
        'docs/a.md',
        'docs/ops/README.md',
        'docs/ops/Run Book.md',
        'docs/Über uns/index.md',
        'docs/v1.2/x.md',
      ),
    ).toEqual({
      'docs/a.md': 'a',
      'docs/ops/README.md': 'ops',
      'docs/ops/Run Book.md': 'ops/run-book',
      'docs/v1.2/x.md': 'v12/x',
      'docs/Über uns/index.md': 'über-uns',
    })
  })

  test('the overview keeps the root, so the front page of the docs is called home', async () => {
    expect(await routes('docs/index.md', 'docs/README.md', 'docs/home.md')).toEqual({
      'docs/README.md': 'readme',
      'docs/home.md': 'home-2',
      'docs/index.md': 'home',
    })
  })

  test('B26 names that come to one slug keep addresses of their own', async () => {
    expect(await routes('docs/C.md', 'docs/C++.md', 'docs/c.md')).toEqual({
      'docs/C++.md': 'c-2',
      'docs/C.md': 'c-3',
      'docs/c.md': 'c',
    })
  })

  test('B28 README and index, 404 and names without letters', async () => {
    expect(
      await routes(
        'docs/ops/README.md',
        'docs/ops/index.md',
        'docs/404.md',
        'docs/🚀.md',
        'docs/page.md',
        'docs/x/readme.md',
      ),
    ).toEqual({
      'docs/404.md': '404-2',
      'docs/ops/README.md': 'ops/readme',
      'docs/ops/index.md': 'ops',
      'docs/page.md': 'page',
      'docs/x/readme.md': 'x',
      'docs/🚀.md': 'page-2',
    })
  })

  test('B28 links to a README still arrive', async () => {
    const {documents} = await readProject({
      ...pages('docs/ops/README.md', 'docs/ops/index.md'),
      'docs/a.md': '[a](ops/README.md) [b](ops/)',
    })
    expect(documents[0]?.links.map(({path}) => path)).toEqual(['docs/ops/README.md', 'docs/ops/index.md'])
  })

  test('other files move no address', async () => {
    const before = await routes('docs/b.md', 'docs/ops/index.md')
    expect(await routes('docs/b.md', 'docs/ops/index.md', 'docs/a.md', 'docs/ops/a.md')).toMatchObject(before)
  })
})

describe('what is read', () => {
  test('Markdown below the docs folder, and checklists wherever they stand', async () => {
    const root = await project({
      ...pages('docs/b.md', 'docs/a/c.MD', 'docs/.hidden/d.md', 'docs/node_modules/e.md', 'f.md'),
      'docs/x.txt': '',
      'ops/go.md': '# Go\n\n- [ ] one word',
    })
    const {documents, checklists, problems} = await readDocs({
      root,
      docs: 'docs',
      checklists: ['ops/go.md', 'docs/b.md'],
    })
    expect(documents.map(({file, checklist, route}) => [file, checklist, route])).toEqual([
      ['docs/a/c.MD', false, 'a/c'],
      ['docs/b.md', true, 'b'],
      ['ops/go.md', true, 'ops/go'],
    ])
    expect(checklists.map(({file, name}) => [file, name])).toEqual([
      ['ops/go.md', 'go'],
      ['docs/b.md', 'b'],
    ])
    expect(problems.map(({slug}) => slug)).toEqual(['no-items'])
    for (const document of documents) expect(Document.parse(document)).toEqual(document)
  })

  test('a document keeps title, description, headings and the hash of the file', async () => {
    const source = '---\ntitle: T\ndescription: D\n---\n# H\n\n## `c` & d\n'
    const {documents} = await readProject({'docs/a.md': source})
    expect(documents).toMatchObject([
      {
        title: 'T',
        description: 'D',
        headings: [
          {depth: 1, slug: 'h', text: 'H'},
          {depth: 2, slug: 'c--d', text: 'c & d'},
        ],
        digest: createHash('sha256').update(source).digest('hex'),
      },
    ])
  })

  test('a document without a description is described by the words that it begins with', async () => {
    const long = `# H\n\nIt *begins* with [words](https://example.com) ${'and goes on '.repeat(20)}\n`
    const files = {'docs/a.md': long, 'docs/b.md': '# H\n\n- a list\n', 'docs/c.md': '# H\n\nOne\nsentence.\n'}
    const {documents} = await readProject(files)
    const [a, b, c] = documents.map(({description}) => description)
    expect(a).toMatch(/^It begins with words and goes on .*\S…$/)
    expect(a?.length).toBeLessThanOrEqual(161)
    expect([b, c]).toEqual([null, 'One sentence.'])
  })

  test('checklists that share a stem are called by their paths', async () => {
    const item = '- [ ] one word'
    const files = {'docs/a/README.md': item, 'docs/b/readme.md': item, 'docs/c.md': item}
    const {checklists} = await readProject(files, Object.keys(files))
    expect(checklists.map(({name}) => name)).toEqual(['docs/a/README', 'docs/b/readme', 'c'])
  })

  test('what cannot be read is told, and the rest is read', async () => {
    const {documents, problems} = await readProject({'docs/a.md': '', 'docs/big.md': 'x'.repeat(2 * 1024 * 1024 + 1)}, [
      'gone.md',
    ])
    expect(documents.map(({file}) => file)).toEqual(['docs/a.md'])
    expect(problems.map(({slug, message}) => [slug, message.includes('gone.md')])).toEqual([
      ['too-large', false],
      ['unreadable-file', true],
    ])
    const root = await project({'a.md': '- [ ] one word'})
    const without = await readDocs({root, docs: 'docs', checklists: ['a.md']})
    expect(without.checklists).toHaveLength(1)
    expect(without.problems.map(({slug}) => slug)).toEqual(['unreadable-file'])
  })

  test('a project without docs has its checklists', async () => {
    const root = await project({'README.md': '- [ ] one word'})
    const {documents, checklists} = await readDocs({root, docs: null, checklists: ['README.md']})
    expect([documents.map(({route}) => route), checklists.map(({name}) => name)]).toEqual([['home'], ['README']])
  })

  test('symbolic links count when they stay in the project', async () => {
    const outside = await project({'secret.md': '# S'})
    const root = await project({'README.md': '# R', 'docs/a.md': '# A'})
    await symlink('../README.md', `${root}/docs/index.md`)
    await symlink(`${outside}/secret.md`, `${root}/docs/secret.md`)
    const {documents} = await readDocs({root, docs: 'docs', checklists: []})
    expect(documents.map(({file}) => file)).toEqual(['docs/a.md', 'docs/index.md'])
  })

  test('the same folder gives the same data', async () => {
    const root = await project({'docs/a.md': '- [ ] [x](b.md#y)\n- [ ] x', 'docs/b.md': '# Y'})
    const ask = {root, docs: 'docs', checklists: ['docs/a.md']}
    expect(await readDocs(ask)).toEqual(await readDocs(ask))
  })
})

test('the digest of the pipeline is a hash, and stays', async () => {
  const digest = await pipelineDigest()
  expect(digest).toMatch(/^[0-9a-f]{64}$/)
  expect(await pipelineDigest()).toBe(digest)
})

describe('bounds', {timeout: 60_000}, () => {
  const read = async (text: string) => {
    const root = await project({})
    await writeFile(`${root}/a.md`, text)
    return readDocs({root, docs: null, checklists: ['a.md']})
  }

  test.each([
    ['lists', Array.from({length: 120}, (_, n) => `${'  '.repeat(n)}- [ ] word`).join('\n')],
    ['lists in one line', `${'- '.repeat(120)}word`],
    ['lists with other lines between', Array.from({length: 120}, (_, n) => `${'  '.repeat(n)}- word\nlazy`).join('\n')],
    ['numbered lists', Array.from({length: 120}, (_, n) => `${'   '.repeat(n)}1. word`).join('\n')],
    ['quotes', `${'> '.repeat(120)}word`],
    ['quotes without spaces', `${'>'.repeat(120)}word`],
    ['emphasis', `${'*a **b '.repeat(60)}${'** c*'.repeat(60)}`],
    ['links', '[a]('.repeat(20_000)],
    ['unclosed comments', 'a <!-- '.repeat(5000)],
    ['emphasis that never closes', '*a_ '.repeat(5000)],
    ['tags', '<div>'.repeat(300)],
  ])('%s nest no deeper than the bound', async (_, text) => {
    const {checklists, problems} = await read(text)
    expect(problems.map(({slug}) => slug)).toEqual(['too-deep'])
    expect(checklists).toEqual([])
  })

  test('lines and addresses have bounds too', async () => {
    expect((await read('\n'.repeat(200_001))).problems.map(({slug}) => slug)).toEqual(['too-large'])
    const {problems} = await read(`- [ ] [word](${'../'.repeat(100_000)}x.md)`)
    expect(problems.map(({slug}) => slug)).toEqual(['dead-link'])
  })

  test.each([
    ['a flat list', '- [ ] word `CODE_A` and [a](b)\n'.repeat(1500)],
    ['a nested list', '- [ ] a_b\n    - [ ] c_d *e*\n        - [ ] f\n'.repeat(500)],
    ['a table', `| a | b |\n| - | - |\n${'| [x](y) | `z_z` |\n'.repeat(1500)}`],
    ['a long fence', `\`\`\`json\n${'{"user_id": [1, 2], "b_c": "*"}\n'.repeat(3000)}\`\`\`\n`],
    ['rules and breaks', `${'* * * * * * * * * * * * * * * *\n\n'.repeat(50)}${'- '.repeat(150)}\n`],
    ['paragraphs in HTML', '<p>word <br> word\n\n'.repeat(400)],
  ])('%s is within it', async (_, text) => {
    const {problems} = await read(`${text}\n\n## Part\n\n- [ ] last word\n`)
    expect(problems.filter(({slug}) => slug.startsWith('too-'))).toEqual([])
  })
})
