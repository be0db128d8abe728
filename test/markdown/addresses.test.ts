import {expect, test} from 'vitest'
import {page} from './read.ts'

test.each([
  ['ask ann@example.org', '<a href="mailto:ann@example.org">ann@example.org</a>'],
  ['ask ann&#64;example.org', '<a href="mailto:ann@example.org">ann@example.org</a>'],
  ['see www.example.org/a.', '<a href="http://www.example.org/a" rel="noopener">www.example.org/a</a>.'],
  ['see WWW.example.org', '<a href="http://WWW.example.org" rel="noopener">WWW.example.org</a>'],
  ['see https://example.org', '<a href="https://example.org" rel="noopener">https://example.org</a>'],
  ['see https&#58;//example.org', '<a href="https://example.org" rel="noopener">https://example.org</a>'],
])('a bare address is a link: %s', async (line, link) => {
  expect(await page(line)).toContain(link)
})

test('words without a sign for an address stay words', async () => {
  expect(await page('the www of http, at least')).toBe('<p>the www of http, at least</p>')
})
