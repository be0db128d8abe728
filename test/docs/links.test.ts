import {existsSync} from 'node:fs'
import path from 'node:path'
import {expect, test} from 'vitest'
import {pagesHere, readPage, root} from './pages.ts'

const pages = await pagesHere()

interface Lead {
  from: string
  file: string
  anchor: string
}

const leads: Lead[] = pages.flatMap(({file, links}) =>
  links.flatMap(({url, line}) => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return []
    const [to = '', anchor = ''] = decodeURI(url).split('#')
    const target = to === '' ? file : path.posix.join(path.posix.dirname(file), to)
    return [{from: `${file}:${line}`, file: target, anchor}]
  }),
)

test('every link of a page leads to a file that is there', () => {
  expect(leads.length).toBeGreaterThan(100)
  expect(leads.filter(({file}) => !existsSync(path.join(root, file)))).toEqual([])
})

test('every anchor is a heading there', async () => {
  const anchored = leads.filter(({anchor, file}) => anchor !== '' && file.endsWith('.md'))
  expect(anchored.length).toBeGreaterThan(10)
  const dead = []
  for (const lead of anchored) if (!(await readPage(lead.file)).anchors.has(lead.anchor)) dead.push(lead)
  expect(dead).toEqual([])
})

test('the index of the guide leads to every page of it, and to the reference', () => {
  const led = new Set(leads.filter(({from}) => from.startsWith('docs/guide/index.md:')).map(({file}) => file))
  const wanted = pages
    .map(({file}) => file)
    .filter((file) => file.startsWith('docs/') && file !== 'docs/guide/index.md')
  expect(wanted.filter((file) => !led.has(file))).toEqual([])
})

test('every page is reached from the README by links alone', () => {
  const reached = new Set(['README.md'])
  for (const file of reached) for (const lead of leads) if (lead.from.startsWith(`${file}:`)) reached.add(lead.file)
  expect(pages.map(({file}) => file).filter((file) => !reached.has(file))).toEqual([])
})
