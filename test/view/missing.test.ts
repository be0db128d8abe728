import {expect, test} from 'vitest'
import {missingPage} from '../../src/view/index.ts'
import {checklist, environment, item, snapshot} from '../setup/snapshot.ts'

const site = (audience: 'internal' | 'public') =>
  snapshot([checklist([item('a/b', 'It holds')], {title: '<b>Launch</b>'})], [environment('production', [])], {
    site: {title: 'Readiness', url: null, base: '/below/', audience},
  })

test('the page for missing pages leads to the runs and the checklists, below the base', () => {
  const {body, html, kinds} = missingPage(site('internal'))
  expect(kinds).toEqual(['run', 'item'])
  expect(html).toContain('<span class="pm-gone page">There is no such page</span>')
  expect([...body.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
    '/below/',
    '/below/readiness/runs/',
    '/below/operations/readiness/',
  ])
  expect(body).toContain('<li data-of="readiness"><a dir="auto" href="/below/operations/readiness/">&#x3C;b>Launch')
})

test('on a public site, which has no runs, it speaks of none', () => {
  const {body, html, kinds} = missingPage(site('public'))
  expect(kinds).toEqual(['item'])
  expect(body + html).not.toMatch(/\brun/)
})
