import {expect, test} from 'vitest'
import {withoutForeignPictures} from '../../src/publish/pictures.ts'
import {checklistPage, htmlOf, page} from './read.ts'

test('no element asks another host for a picture, however it names it', async () => {
  const addresses = ['https:/host.example/a', 'https:host.example/a', 'https:\\\\host.example/a', '///host.example/a']
  for (const address of [...addresses, 'HTTPS://host.example/a', '//host.example/a']) {
    const html = withoutForeignPictures(await page(`<img src="${address}" alt="words"> ![words](<${address}>)`))
    expect(html, address).not.toContain('src=')
    expect(html, address).toContain('words')
  }
  const html = await page(
    '<picture><source srcset="https://host.example/b.png"><img src="x.png" alt="words"></picture>',
  )
  expect(html).not.toMatch(/source|srcset|host\.example/)
})

test('an address that is read in two ways asks for no file that is not there', async () => {
  expect(await page('![words](<%E0%A4%A.md>)')).not.toContain('<img')
})

test('sizes that would break a page are dropped, and those of a picture or a cell stay', async () => {
  const html = await page(
    '<hr width=99999 size=9>',
    '<img src="/a.png" hspace=999 width=99999 height=20>',
    '<p tabindex=9>',
  )
  expect(html).not.toMatch(/width|hspace|size=|tabindex/)
  expect(await page('<table><tr><td colspan="2" align="right">a</td></tr></table>')).toContain(
    '<td colspan="2" align="right">',
  )
})

test('no heading and no item takes the name of a part of the page, and links still find it', async () => {
  const html = await page('# A', '## pm-live', '## Show failing', '[to it](#show-failing)', '[up](#_top)')
  expect(html).toMatch(/<h2 id="user-content-pm-live">/)
  expect(html).toMatch(/<h2 id="user-content-show-failing">[\s\S]*<a href="#user-content-show-failing">to it<\/a>/)
  expect(html).toContain('<a href="#_top">up</a>')
  const other = await htmlOf({'docs/a.md': '[there](b.md#pm-pass)', 'docs/b.md': '# B\n\n## pm-pass\n'}, 'docs/a.md')
  expect(other).toContain('/b/#user-content-pm-pass')
  expect(await checklistPage('- [ ] One <!-- proofmark: show-failing -->')).toContain('id="user-content-show-failing"')
})
