import {expect, test} from 'vitest'
import {isRecord} from '../../src/model/record-file.ts'
import {withoutWithheld} from '../../src/publish/withheld.ts'

const bare = (html: string, base = '/'): string => withoutWithheld(html, base, (file) => isRecord(file, 'docs'))
const told = 'title="Not published on this site"'

test('a link to a record keeps its words, and nothing that names the record', () => {
  expect(bare('<a href="/files/docs/records/a%20b.md#x" id="one">the <em>word</em></a>')).toBe(
    `<a class="pm-missing" ${told} id="one">the <em>word</em></a>`,
  )
  expect(bare('<img src="/orders/files/docs/records/deep/a.md" alt="a > b">', '/orders/')).toBe(
    `<img class="pm-missing" ${told} alt="a > b">`,
  )
})

test('nor does one that leads nowhere', () => {
  expect(bare('<a class="pm-missing" title="No page or file docs/records/gone.md">gone</a>')).toBe(
    `<a class="pm-missing" ${told}>gone</a>`,
  )
})

test('all else stays as it is', () => {
  for (const html of [
    '<a href="/records/">the page that introduces them</a>',
    '<a href="/files/docs/records/readme.md">the same as a file</a>',
    '<a href="/files/deploy/records/a.md">another folder</a>',
    '<a href="/files/%zz.md">an address that cannot be read</a>',
    '<a class="pm-missing" title="No page or file docs/gone.md">gone</a>',
    '<code>&lt;a href="/files/docs/records/a.md"></code>',
  ])
    expect(bare(html)).toBe(html)
})
