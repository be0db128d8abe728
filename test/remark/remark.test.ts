import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import {toHtml} from 'hast-util-to-html'
import type {ListItem, Root} from 'mdast'
import {toHast} from 'mdast-util-to-hast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkStringify from 'remark-stringify'
import {unified} from 'unified'
import {visit} from 'unist-util-visit'
import {VFile} from 'vfile'
import {describe, expect, it, onTestFinished, test} from 'vitest'
import {parseChecklist} from '../../src/markdown/index.ts'
import {type RemarkProofmarkOptions, remarkProofmark} from '../../src/public/remark.ts'

const page = `# Launch

## Access *and* keys

- [x] Headers are off (\`DEV_AUTH=false\`)
- [ ] Rotate keys: <!-- proofmark: keys -->
  1. [X] A **second** key
     is kept
  2. plain
- [-] API keys {#api-keys}

> \t- [ ]\tIn a quote
`

/** The tree of a text as a host has it, gone through the plugin. */
function treeOf(value: string, options?: RemarkProofmarkOptions, more: {path?: string; cwd?: string} = {}) {
  const file = new VFile({value, path: 'docs/launch.md', ...more})
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkProofmark, options ?? {})
  const tree = unified().use(remarkParse).use(remarkGfm).parse(file)
  processor.runSync(tree, file)
  return {tree, file}
}

const html = (tree: Root): string => toHtml(toHast(tree))
const htmlOf = (...asked: Parameters<typeof treeOf>): string => html(treeOf(...asked).tree)

function dataIn(tree: Root): unknown[] {
  const found: unknown[] = []
  visit(tree, 'listItem', ({data}: ListItem) => {
    if (data !== undefined && 'proofmark' in data) found.push(data.proofmark)
  })
  return found
}

const parsed = (source: string, file = 'docs/launch.md') => parseChecklist({file, source}).checklist

const statusOf = (
  source: string,
  of: Record<string, Record<string, string | null>>,
  name = 'launch',
): Exclude<RemarkProofmarkOptions['status'], string | undefined> =>
  JSON.parse(
    JSON.stringify({
      version: 1,
      checklists: [{name, digest: parsed(source).digest, items: 1}],
      environments: Object.entries(of).map(([environment, items]) => ({
        name: environment,
        items: Object.fromEntries(
          Object.entries(items).map(([id, status]) => [`${name}:${id}`, {status, rollUp: status}]),
        ),
      })),
    }),
  )

describe('the items of a tree', () => {
  it('are those that Proofmark finds in the text, and nothing in the page changes', () => {
    const {items} = parsed(page)
    expect(items.map(({id}) => id)).toEqual([
      'access-keys/dev-auth',
      'keys',
      'access-keys/second-key-kept',
      'api-keys',
      'access-keys/quote',
    ])
    const {tree, file} = treeOf(page)
    expect(dataIn(tree)).toEqual(
      items.map(({id, claim, fingerprint}) => ({id, key: `launch:${id}`, claim, fingerprint})),
    )
    const bare = unified().use(remarkParse).use(remarkGfm).parse(page)
    expect([html(tree), file.messages]).toEqual([html(bare), []])
  })

  it('are found whatever ends a line, behind a byte order mark, and below front matter', () => {
    for (const text of [page.replaceAll('\n', '\r\n'), `\uFEFF${page}`, `---\ntitle: Launch\n---\n\n${page}`])
      expect(dataIn(treeOf(text).tree)).toHaveLength(5)
    const bullets = '---\nchecklist: {bullets: true}\n---\n\n- One\n'
    expect(dataIn(treeOf(bullets).tree)).toMatchObject([{key: 'launch:launch/one'}])
  })

  it('are marked once, however often the plugin is used', () => {
    const status = statusOf(page, {production: {keys: 'pass'}})
    const file = new VFile({value: page, path: 'launch.md'})
    const twice = unified().use(remarkParse).use(remarkGfm).use(remarkProofmark, {status})
    const tree = unified().use(remarkParse).use(remarkGfm).parse(file)
    twice.runSync(tree, file)
    const once = html(tree)
    twice.runSync(tree, file)
    expect(html(tree)).toBe(once)
  })

  it('can be called by another checklist, and an old tree without text has none', () => {
    expect(dataIn(treeOf(page, {checklist: 'go'}).tree)).toMatchObject([
      {key: 'go:access-keys/dev-auth'},
      {},
      {},
      {},
      {},
    ])
    const tree = unified().use(remarkParse).use(remarkGfm).parse(page)
    remarkProofmark()(tree)
    expect(dataIn(tree)).toEqual([])
  })
})

describe('with a status', () => {
  const status = statusOf(page, {
    production: {
      keys: 'blocked',
      'access-keys/dev-auth': 'pass',
      'api-keys': 'not-applicable',
      'access-keys/quote': null,
    },
  })

  it('each sentence has its word, and each item its attributes', () => {
    const shown = htmlOf(page, {status})
    expect(shown).toContain(
      '<li class="task-list-item" id="access-keys--dev-auth" data-proofmark-item="launch:access-keys/dev-auth" data-proofmark-status="pass">',
    )
    expect(shown).toContain(
      'Headers are off (<code>DEV_AUTH=false</code>) <span class="proofmark-status" data-proofmark-status="pass">pass</span>',
    )
    expect(shown).toContain('<span class="proofmark-status" data-proofmark-status="blocked">blocked</span>')
    expect(shown).toContain('>not applicable</span>')
    // Nobody says where these two stand, so no word is there, but an address is.
    expect(shown).toContain('id="access-keys--quote" data-proofmark-item="launch:access-keys/quote">')
    expect(shown.match(/<span/g)).toHaveLength(3)
  })

  it('of several environments each word says which, and the item bears the worst', () => {
    const both = statusOf(page, {staging: {keys: 'fail'}, production: {keys: 'pass'}})
    const shown = htmlOf(page, {status: both})
    expect(shown).toContain('data-proofmark-item="launch:keys" data-proofmark-status="fail"')
    expect(shown).toContain(
      '>staging: fail</span> <span class="proofmark-status" data-proofmark-status="pass">production: pass</span>',
    )
    expect(htmlOf(page, {status: both, environment: 'production'})).not.toContain('staging')
    const {file, tree} = treeOf(page, {status: both, environment: 'prodution'})
    expect(file.messages.map(({reason}) => reason)).toEqual([
      'Unexpected environment `prodution`, did you mean `production`?',
    ])
    expect(html(tree)).not.toContain('<span')
  })

  it('of another text nothing is shown, and why is said', () => {
    const {tree, file} = treeOf(page.replace('are off', 'are on'), {status})
    expect(html(tree)).not.toContain('proofmark')
    expect(dataIn(tree)).toHaveLength(5)
    expect(file.messages.map(({reason, source, ruleId}) => [reason, source, ruleId])).toEqual([
      [
        'Unexpected text of `docs/launch.md`, expected the one that the status speaks of: `proofmark build` makes another',
        'proofmark',
        'status',
      ],
    ])
  })

  it('a page that is no checklist of it stays as it is', () => {
    const {tree, file} = treeOf(page, {status}, {path: 'docs/other.md'})
    expect([html(tree).includes('proofmark'), file.messages]).toEqual([false, []])
  })

  it('checklists that share a stem are told apart by their paths', () => {
    const one = statusOf(page, {production: {keys: 'pass'}}, 'docs/launch')
    expect(htmlOf(page, {status: one})).toContain('data-proofmark-item="docs/launch:keys"')
    expect(htmlOf(page, {status: one}, {path: 'launch.md'})).not.toContain('proofmark')
    expect(htmlOf(page, {status: one, checklist: 'docs/launch'}, {path: 'x.md'})).toContain('docs/launch:keys')
  })

  it('what a host or an author gave an item before stays', () => {
    const file = new VFile({value: page, path: 'launch.md'})
    const tree = unified().use(remarkParse).use(remarkGfm).parse(file)
    visit(tree, 'listItem', (node: ListItem) => {
      node.data = {hProperties: {id: 'mine', title: 'kept'}}
    })
    remarkProofmark({status})(tree, file)
    expect(html(tree)).toContain('<li class="task-list-item" id="mine" title="kept" data-proofmark-item="launch:keys"')
  })

  it('the tree can be written as Markdown again', () => {
    const file = new VFile({value: page, path: 'launch.md'})
    const written = unified()
      .use(remarkParse)
      .use(remarkGfm)
      .use(remarkProofmark, {status})
      .use(remarkStringify)
      .processSync(file)
    expect(String(written)).toContain('Headers are off (`DEV_AUTH=false`) *pass*')
  })
})

describe('a status at a path', () => {
  async function folder(files: Record<string, string>): Promise<string> {
    const cwd = await mkdtemp(path.join(os.tmpdir(), 'proofmark-remark-'))
    onTestFinished(() => rm(cwd, {recursive: true, force: true}))
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(cwd, name)), {recursive: true})
      await writeFile(path.join(cwd, name), text)
    }
    return cwd
  }

  it('is read from the working directory, also where the host took the front matter off', async () => {
    const whole = `---\ntitle: L\n---\n${page}`
    const status = JSON.stringify(statusOf(whole, {production: {keys: 'pass'}}))
    const cwd = await folder({'docs/launch.md': whole, '_site/status.json': status})
    expect(htmlOf(page, {status: '_site/status.json'}, {cwd})).toContain('>pass</span>')
    expect(htmlOf(page, {status: path.join(cwd, '_site/status.json')}, {cwd})).toContain('>pass</span>')
  })

  it.each([
    [
      'is not there',
      {},
      'Unexpected `s.json`, expected the `status.json` of a site that `proofmark build` made: nothing is there',
    ],
    [
      'is no JSON',
      {'s.json': '{'},
      'Unexpected `s.json`, expected the `status.json` of a site that `proofmark build` made',
    ],
    [
      'is of another version',
      {'s.json': '{"version": 2}'},
      'Unexpected `s.json`, expected the `status.json` of a site that `proofmark build` made',
    ],
  ])('%s: that is said, and the items are marked', async (_, files, reason) => {
    const cwd = await folder(files)
    const {tree, file} = treeOf(page, {status: 's.json'}, {cwd})
    expect(file.messages.map((message) => message.reason)).toEqual([reason])
    expect(dataIn(tree)).toHaveLength(5)
  })
})

describe('hostile', () => {
  const name = '</span><script>alert(1)</script>"\' onmouseover='
  it('names and texts are words alone', () => {
    const text = `- [ ] One <script>alert(1)</script> [x](javascript:alert(1)) {#a}\n`
    const twice = {...statusOf(text, {[name]: {a: 'pass'}, b: {a: 'fail'}})}
    const shown = htmlOf(text, {status: twice})
    expect(shown).toContain('&#x3C;/span>&#x3C;script>alert(1)&#x3C;/script>')
    expect(shown).not.toContain('<script')
  })

  it('keys of every object are none', () => {
    const text = '- [ ] One <!-- proofmark: constructor -->\n'
    const {tree} = treeOf(text, {status: statusOf(text, {production: {other: 'pass'}})})
    expect(html(tree)).not.toContain('<span')
  })

  const odd: [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a text', 'root'],
    ['children that are no list', {type: 'root', children: {length: 2}}],
    ['holes', {type: 'root', children: [null, undefined, 1, {type: 'listItem', children: null}]}],
    ['no position', {type: 'root', children: [{type: 'listItem', children: [{type: 'paragraph'}]}]}],
    ['a place out of the text', {type: 'listItem', position: {start: {line: 1e9, column: -1, offset: Number.NaN}}}],
    ['data that is none', {type: 'listItem', data: 7, position: {start: {line: 1, column: 1, offset: 0}}}],
    [
      'properties that are none',
      {
        type: 'listItem',
        data: {hProperties: []},
        position: {start: {line: 1, column: 1}},
        children: [{type: 'paragraph', children: 'x'}],
      },
    ],
    ['a frozen one', Object.freeze({type: 'listItem', position: {start: {line: 1, column: 1, offset: 0}}})],
  ]
  it.each(odd)('a tree that is odd throws nothing: %s', (_, tree) => {
    const file = new VFile({value: '- [ ] One\n', path: 'launch.md'})
    const status = statusOf('- [ ] One\n', {production: {'launch/one': 'pass'}})
    for (const given of [file, {}, null, 'x', {value: 1}, {value: '- [ ] One'}])
      expect(() => Reflect.apply(remarkProofmark({status}), undefined, [tree, given])).not.toThrow()
  })

  it('a circle, and a depth that no stack has, end', () => {
    const circle: {type: string; children: unknown[]} = {type: 'root', children: []}
    circle.children.push(circle)
    let deep: object = {type: 'listItem'}
    for (let depth = 0; depth < 100_000; depth += 1) deep = {type: 'blockquote', children: [deep]}
    for (const tree of [circle, deep])
      expect(() => Reflect.apply(remarkProofmark(), undefined, [tree, {value: '- [ ] One\n'}])).not.toThrow()
  })

  it('whatever the text is, its items are those of Proofmark', () => {
    const line = fc.constantFrom(
      '- [ ] One',
      '  - [x] Two `a`',
      '1. [-] Three',
      '> - [ ] Four',
      '# Head',
      '',
      '\t- [ ] Tab',
      '<div>',
      '```',
      '- [ ]\tFive {#f}',
    )
    fc.assert(
      fc.property(fc.array(line, {maxLength: 12}), (lines) => {
        const text = lines.join('\n')
        const ids = dataIn(treeOf(text).tree)
        expect(ids).toMatchObject(parsed(text).items.map(({id}) => ({id})))
      }),
      {seed: 7, numRuns: 300},
    )
  })
})

test.each([
  [
    {status: 7},
    'Unexpected option `status` of `remarkProofmark`, expected a path, or what the `status.json` of a built site holds',
  ],
  [{status: {version: 2}}, 'Unexpected option `status'],
  [
    {enviroment: 'x'},
    'Unexpected option `enviroment` of `remarkProofmark`, expected `status`, `environment`, `checklist`',
  ],
  [7, 'Unexpected options of `remarkProofmark`'],
])('options that are wrong are told at once: %j', (options, sentence) => {
  expect(() => Reflect.apply(remarkProofmark, undefined, [options])).toThrow(sentence)
})
