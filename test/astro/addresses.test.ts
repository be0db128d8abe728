import {expect, test} from 'vitest'
import {formatted, type HostAddresses, settled} from '../../site/host/addresses.ts'

const host = (more: Partial<HostAddresses> = {}): HostAddresses => ({
  base: '/team/',
  trailingSlash: 'ignore',
  format: 'directory',
  ...more,
})
const own = {
  base: '/team/readiness/',
  pages: new Map([
    ['', '/team/readiness/'],
    ['launch', '/team/readiness/launch/'],
    ['items/launch/a & b', '/team/readiness/items/launch/a%20%26%20b/'],
    ['items/launch/c', '/team/readiness/launch/#c'],
    ['readiness/runs', '/team/readiness/runs/'],
  ]),
  files: new Map([['readiness/diff.json', '/team/readiness/diff.json']]),
}

test.each([
  ['directory', 'ignore', '/team/readiness/launch/', '/team/'],
  ['directory', 'always', '/team/readiness/launch/', '/team/'],
  ['directory', 'never', '/team/readiness/launch', '/team'],
  ['preserve', 'never', '/team/readiness/launch', '/team'],
  ['file', 'ignore', '/team/readiness/launch.html', '/team/'],
  ['file', 'never', '/team/readiness/launch.html', '/team'],
] as const)('with format %s and a trailing slash %s a page is at %s', (format, trailingSlash, page, home) => {
  expect(formatted('/team/readiness/launch/', host({format, trailingSlash}))).toBe(page)
  expect(formatted('/team/', host({format, trailingSlash}))).toBe(home)
  expect(formatted('/', {base: '/', format, trailingSlash})).toBe('/')
})

test('links to pages are written as the site has them, with what follows; all others stay', () => {
  const never = host({trailingSlash: 'never'})
  const change = (html: string): string => settled(html, never, own)
  expect(change('<a title="a > b" href="/team/readiness/launch/#x"><b>Go</b></a>')).toBe(
    '<a title="a > b" href="/team/readiness/launch#x"><b>Go</b></a>',
  )
  expect(change('<a href="/team/readiness/items/launch/a%20%26%20b/">A</a>')).toBe(
    '<a href="/team/readiness/items/launch/a%20%26%20b">A</a>',
  )
  for (const same of [
    '<a href="https://elsewhere.example/team/">E</a>',
    '<a href="#here">H</a>',
    '<a href="/other/">O</a>',
    '<a href="/team/readiness/files/docs/a.svg">F</a>',
  ])
    expect(change(same)).toBe(same)
})

test('what stands elsewhere here is linked there: our own pages, the sentence of an item, what a script fetches', () => {
  const change = (html: string): string => settled(html, host({format: 'file'}), own)
  const runs = '/team/readiness/readiness/runs/'
  expect(change(`<a href="${runs}#x">Runs</a>, ${runs}`)).toBe(
    `<a href="/team/readiness/runs.html#x">Runs</a>, ${runs}`,
  )
  expect(change(`<a href="${runs}">${runs}</a>`)).toBe(
    '<a href="/team/readiness/runs.html">/team/readiness/runs.html</a>',
  )
  expect(change('<a href="/team/readiness/items/launch/c/#why">C</a>')).toBe(
    '<a href="/team/readiness/launch.html#c">C</a>',
  )
  expect(change('<div class="pm-pick" data-from="/team/readiness/readiness/diff.json"></div>')).toBe(
    '<div class="pm-pick" data-from="/team/readiness/diff.json"></div>',
  )
})

test('what leads to a page that the site does not have is text, and a line of nothing else is gone', () => {
  const change = (html: string): string => settled(html, host(), own)
  expect(change('Run <a href="/team/readiness/readiness/runs/a/">7</a>')).toBe('Run <span class="pm-gone">7</span>')
  expect(change('<p class="pm-meta"><a href="/team/readiness/readiness/checks/">More</a></p><p>x</p>')).toBe('<p>x</p>')
  const audit = '/team/readiness/readiness/audit/launch/'
  expect(change(`<dt>A</dt><dd>B</dd><dt>Evidence</dt><dd>On <a href="${audit}">${audit}</a></dd>`)).toBe(
    '<dt>A</dt><dd>B</dd>',
  )
  expect(change('<a class="pm-missing" title="No">gone</a>')).toBe('<span class="pm-missing" title="No">gone</span>')
})
