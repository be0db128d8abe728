import {mkdir, mkdtemp, readFile, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {expect, test} from 'vitest'
import type {Document} from '../../src/model/index.ts'
import {policy, scriptHashes, withPolicy} from '../../src/publish/csp.ts'
import {copyLinkedFiles, linkedFiles} from '../../src/publish/files.ts'
import {withoutForeignPictures} from '../../src/publish/pictures.ts'
import {sidebarOf} from '../../src/publish/sidebar.ts'
import {ownTool, workFolder} from '../../src/publish/tool.ts'
import {checklist, item} from '../setup/snapshot.ts'

const page = (file: string, title = file, more: Partial<Document> = {}): Document => ({
  file,
  route: file.replace(/^docs\//, '').replace(/\.md$/, ''),
  title,
  description: null,
  headings: [],
  links: [],
  digest: '',
  checklist: false,
  ...more,
})

test('the sidebar has readiness first, then the docs by folder, an index before its neighbours', () => {
  const list = checklist([item('access/a', 'A')], {file: 'docs/operations/ready.md', title: 'Ready?'})
  const pages = [
    page('docs/reference/api/admin.md', 'Admin API'),
    page('docs/how-to/zulu.md', 'Zulu'),
    page('docs/how-to/README.md', 'All of it', {route: 'how-to'}),
    page('docs/index.md', 'Start here', {route: 'home'}),
    page('docs/reference/data.md', 'Data'),
    page('docs/recsys-pipelines/docs/how-to/back.md', 'Roll back'),
    page('docs/recsys-pipelines/docs/operations/slo.md', 'SLOs'),
    page('docs/operations/ready.md', 'Ready?', {checklist: true}),
  ]
  expect(sidebarOf('docs', pages, [list])).toEqual([
    {
      label: 'Readiness',
      items: [
        {label: 'May it go live?', link: '/'},
        {label: 'Ready?', link: '/operations/ready/'},
      ],
    },
    {label: 'Docs', items: [{label: 'Start here', link: '/home/'}]},
    {
      label: 'How to',
      items: [
        {label: 'All of it', link: '/how-to/'},
        {label: 'Zulu', link: '/how-to/zulu/'},
      ],
    },
    {
      label: 'Recsys pipelines',
      items: [
        {label: 'Roll back', link: '/recsys-pipelines/docs/how-to/back/'},
        {label: 'SLOs', link: '/recsys-pipelines/docs/operations/slo/'},
      ],
    },
    {
      label: 'Reference',
      items: [
        {label: 'Data', link: '/reference/data/'},
        {label: 'Admin API', link: '/reference/api/admin/'},
      ],
    },
  ])
})

test('our own pages stand below the checklists, those with a label', () => {
  const of = {route: 'readiness/x', title: 'X', description: '', parts: [], headings: []}
  const own = [
    {...of, label: 'Ex'},
    {...of, label: null},
  ]
  expect(sidebarOf('docs', [], [], null, own)).toEqual([
    {
      label: 'Readiness',
      items: [
        {label: 'May it go live?', link: '/'},
        {label: 'Ex', link: '/readiness/x/'},
      ],
    },
  ])
})

test('a policy names the scripts that stand in the page, and an attribute that looks like one is none', () => {
  const known = scriptHashes(
    '<script>one()</script><script src="/two.js"></script><meta content="<script>three()</script>"><!-- <script>four()</script> -->',
  )
  expect(known.size).toBe(1)
  expect(policy(known)).toContain([...known][0])
})

test('a script that the shell does not have stops the build', () => {
  const known = scriptHashes('<script>one()</script>')
  const head = '<head><meta charset="utf-8"/></head>'
  expect(withPolicy('a.html', `${head}<script>one()</script>`, known)).toContain(
    '<meta charset="utf-8"/><meta http-equiv="content-security-policy"',
  )
  expect(() => withPolicy('a.html', `${head}<script>stolen()</script>`, known)).toThrow(
    'Unexpected script in the page `a.html`',
  )
  expect(() => withPolicy('a.html', '<head></head>', known)).toThrow('Unexpected head of the page `a.html`')
})

test('a picture on another host is given by its words, one of our own stays', () => {
  expect(
    withoutForeignPictures(
      '<p><img alt="a > b" src="https://t.example/p.png?x=1"> <img src="/files/docs/a.png" alt=""></p>',
    ),
  ).toBe('<p><span class="pm-missing">a > b (a picture on t.example)</span> <img src="/files/docs/a.png" alt=""></p>')
  expect(withoutForeignPictures('<img src="//t.example/p.png">')).toBe(
    '<span class="pm-missing">A picture (a picture on t.example)</span>',
  )
})

test('linked files are copied from inside the project alone', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'proofmark-files-'))
  const outside = await mkdtemp(path.join(tmpdir(), 'proofmark-outside-'))
  await mkdir(path.join(root, 'docs'))
  await writeFile(path.join(outside, 'secret.txt'), 'secret')
  await writeFile(path.join(root, 'docs', 'run book.json'), '{}')
  await writeFile(path.join(root, '.env'), 'A=1')
  await symlink(path.join(outside, 'secret.txt'), path.join(root, 'docs', 'link.txt'))
  const html = ['docs/run%20book.json', '.env', '..%2Fx', 'docs/link.txt', 'docs/none.txt', 'docs']
    .map((name) => `<a href="/base/files/${name}#x">x</a>`)
    .join('')
  const pages = [{html}]
  expect(linkedFiles('/base/', pages)).toEqual(['docs', 'docs/link.txt', 'docs/none.txt', 'docs/run book.json'])
  const out = path.join(root, 'out')
  await copyLinkedFiles(root, '/base', pages, out)
  expect(await readFile(path.join(out, 'files/docs/run book.json'), 'utf8')).toBe('{}')
  await expect(readFile(path.join(out, 'files/docs/link.txt'))).rejects.toThrow('ENOENT')
})

test('the work folder is in the project where Astro can find its components from there, else beside the tool', () => {
  expect(workFolder('/builds/service', '/builds/tool/node_modules')).toBe('/builds/service/.proofmark/site')
  expect(workFolder('/home/me/service', '/builds/tool/node_modules')).toMatch(
    /^\/builds\/tool\/node_modules\/\.cache\/proofmark\/[0-9a-f]{16}$/,
  )
  expect(ownTool().modules).toMatch(/node_modules$/)
})
