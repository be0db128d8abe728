import {afterAll, beforeAll, expect, it} from 'vitest'
import {checkNamed} from '../../src/checks/index.ts'
import {anchorsOf} from '../../src/markdown/index.ts'
import type {Item, Link, Section} from '../../src/model/index.ts'
import {item, planOf} from '../run/build.ts'
import {folderWith} from '../run/folder.ts'
import {serve} from '../run/serve.ts'
import {findingOf, run} from '../run/world.ts'

const at = {file: 'docs/launch.md', line: 3, column: 5}
const linkTo = (kind: Link['kind'], path: string | null, anchor: string | null = null): Link => ({
  ...{url: path ?? '', text: 'x', kind, path, anchor, dead: false, at},
})
const links = [
  linkTo('document', 'docs/run book.md', '-usage'),
  linkTo('file', 'docs/load.json'),
  linkTo('anchor', null, 'access'),
  linkTo('external', null),
]
const section: Section = {anchor: 'access', title: 'Access', depth: 2, parent: null, links: [links[1] ?? []].flat(), at}
const link = checkNamed('link')

const resolved = (to: string, of: Partial<Item> = {}) =>
  link?.resolve({to}, {settings: {}, item: item('one', {links, ...of}), section})

it('follows the relative links of the item, and of its section', () => {
  expect(resolved('item')).toEqual({
    to: 'item',
    targets: [
      {path: 'docs/run book.md', anchor: '-usage'},
      {path: 'docs/load.json', anchor: null},
      {path: 'docs/launch.md', anchor: 'access'},
    ],
  })
  expect(resolved('section')).toEqual({to: 'section', targets: [{path: 'docs/load.json', anchor: null}]})
})

it('keeps what it resolved when it is read again', () => {
  const once = resolved('item')
  expect(link?.read(once && 'problem' in once ? {} : (once ?? {}))).toEqual({params: once})
})

it.each([
  ['docs/a.md', {path: 'docs/a.md', anchor: null}],
  ['docs/a.md#b', {path: 'docs/a.md', anchor: 'b'}],
  ['docs/a.md?q=1#top', {path: 'docs/a.md', anchor: 'top'}],
  ['docs/run%20book.md#%EF%B8%8F-x', {path: 'docs/run book.md', anchor: '\uFE0F-x'}],
  ['docs/50%.md', {path: 'docs/50%.md', anchor: null}],
  ['https://h.example/a?b=1', {path: 'https://h.example/a?b=1', anchor: null}],
])('reads %s', (to, target) => {
  expect(resolved(to)).toEqual({to, targets: [target]})
})

it('says so where there is nothing to follow', () => {
  expect(resolved('item', {links: [linkTo('external', null)]})).toEqual({
    problem: 'Unexpected `link: item`, expected a path, since the item has no link into the project',
  })
  expect(resolved('https://h.example/a#b')).toEqual({problem: expect.stringContaining('Unexpected fragment')})
})

let root = ''
let remove = async () => {}
beforeAll(async () => {
  const page = '# Runbook\n\n## First steps\n'
  const made = await folderWith({'docs/runbook.md': page, 'docs/load.json': '{}', 'docs/folder/x.md': page})
  root = made.root
  remove = made.remove
})
afterAll(() => remove())

it.each([
  ['docs/runbook.md#first-steps', 'pass', 'docs/runbook.md#first-steps there'],
  ['docs/runbook.md#First-steps', 'fail', 'nothing at docs/runbook.md#First-steps'],
  ['docs/nowhere.md', 'fail', 'nothing at docs/nowhere.md'],
  ['./docs/folder/../load.json', 'pass', './docs/folder/../load.json there'],
  ['docs/folder', 'pass', 'docs/folder there'],
])('%s: %s', async (to, outcome, saw) => {
  const plan = planOf({calls: {one: {call: `link: ${to}`}}})
  expect(findingOf(await run(plan, root, {anchorsOf}), 'one')).toMatchObject({outcome, saw})
})

it('stays inside of the project', async () => {
  const plan = planOf({calls: {one: {call: 'link: ../../etc/passwd'}}})
  expect(findingOf(await run(plan, root, {anchorsOf}), 'one')).toMatchObject({outcome: 'not-run', cause: 'capability'})
})

it('follows a whole URL where it is granted; only 404 and 410 mean that nothing is there', async () => {
  const status: Record<string, number> = {'/a': 200, '/gone': 410, '/broken': 503}
  const site = await serve((request, response) => response.writeHead(status[request.url ?? ''] ?? 404).end())
  const allow = [{door: 'http' as const, method: 'GET', origin: site.url, path: '/*'}]
  const urls = {a: `${site.url}/a`, gone: `${site.url}/gone`, no: `${site.url}/no`, broken: `${site.url}/broken`}
  const calls = Object.fromEntries(Object.entries(urls).map(([id, url]) => [id, {call: `link: ${url}`}]))
  const made = await run(planOf({environment: {allow}, calls}), root)
  await site.close()
  expect(made.findings.map(({call, outcome}) => [call, outcome])).toEqual([
    ['a', 'pass'],
    ['gone', 'fail'],
    ['no', 'fail'],
    ['broken', 'error'],
  ])
  const other = planOf({calls: {one: {call: `link: ${urls.a}`}}})
  expect(findingOf(await run(other, root), 'one')).toMatchObject({outcome: 'not-run', cause: 'capability'})
})
