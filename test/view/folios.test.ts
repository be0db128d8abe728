import {describe, expect, test} from 'vitest'
import type {Item} from '../../src/model/index.ts'
import {auditRoutes, drawPart, emptyMarker, fill, folioPlace, folioWays} from '../../src/view/index.ts'
import {checklist, environment, item, result, snapshot} from '../setup/snapshot.ts'
import {tagless} from './tagless.ts'

/** 210 items in sections of 30; every fiftieth fails, and of the last section all are blocked in staging. */
const items: Item[] = Array.from({length: 210}, (_, index) =>
  item(`s${Math.floor(index / 30)}/i${index}`, `Item ${index}.`),
)
const list = checklist(items)
const key = ({id}: Item): string => `readiness:${id}`
const shot = snapshot(
  [list],
  [
    environment(
      'production',
      items.map((one, index) => result(key(one), index % 50 === 0 ? 'fail' : 'pass', {owner: 'SRE'})),
    ),
    environment(
      'staging',
      items.map((one, index) => result(key(one), index >= 180 ? 'blocked' : 'pass')),
    ),
  ],
  {routes: {readiness: 'ready'}, site: {title: 'T', url: null, base: '/sub/', audience: 'internal'}},
)

describe('the page of a long checklist', () => {
  const folios = drawPart('folios:readiness', shot)

  test('names each of its pages, and says how it stands in each environment', () => {
    expect(tagless(folios)).toBe(
      [
        'page production staging',
        'The s0 section fail 1 of 30 to mend pass all 30',
        'The s1 section fail 1 of 30 to mend pass all 30',
        'The s2 section pass all 30 pass all 30',
        'The s3 section fail 1 of 30 to mend pass all 30',
        'The s4 section pass all 30 pass all 30',
        'The s5 section fail 1 of 30 to mend pass all 30',
        'The s6 section fail 1 of 30 to mend blocked 30 of 30 to mend',
      ].join(' '),
    )
    expect(folios).toContain('<span id="s6"></span><a href="/sub/ready/page-7/" dir="auto">The s6 section</a>')
  })

  test('a page answers to the filters of its items', () => {
    expect(folios.match(/ data-f="[^"]*"/g)).toEqual([
      ...Array.from({length: 4}, () => ' data-f="differs failing owner-sre"'),
      ' data-f="blocked differs failing owner-sre"',
    ])
  })

  test('its bar counts items, and says on how many pages they stand', () => {
    const words = tagless(fill(emptyMarker('part', 'bar:readiness'), shot))
    expect(words).toContain('all 210')
    expect(words).toContain('5 of 210 items: failing. They stand on 5 of 7 pages. Show all pages')
  })
})

test('the bar of one of its pages is over what stands there', () => {
  const words = tagless(fill(emptyMarker('part', 'bar:readiness#7'), shot))
  expect(words).toContain('all 30')
  expect(words).toContain('1 of 30 shown: failing. Not shown: 29 blocked. Show all 30')
})

test('a checklist whose file is called as a folio has its own bar', () => {
  const named = checklist([item('s0/i0', 'Item 0.')], {name: 'readiness#7'})
  const both = snapshot([list, named], [environment('production', [result('readiness#7:s0/i0', 'fail')])])
  expect(tagless(fill(emptyMarker('part', 'bar:readiness#7'), both))).toContain('all 1 failing 1')
})

test('each page says which it is, and leads to those beside it', () => {
  const place = folioPlace(shot, 'readiness', 2)
  expect(tagless(place)).toBe('Page 2 of 7: The s1 section. ‹ page 1 all pages page 3 ›')
  expect(place.match(/href="[^"]*"/g)).toEqual([
    'href="/sub/ready/page-1/"',
    'href="/sub/ready/"',
    'href="/sub/ready/page-3/"',
  ])
  expect(tagless(folioWays(shot, 'readiness', 7))).toBe('‹ page 6 all pages')
  expect(folioWays(shot, 'readiness', 1, {isAudit: true})).toContain(
    'href="/sub/readiness/audit/readiness/page-2/" rel="next"',
  )
})

test('all its evidence stands on as many pages', () => {
  const routes = auditRoutes(shot.checklists, shot.site)
  expect(routes).toHaveLength(8)
  const listed = drawPart('audit-folios:readiness', shot)
  expect([...listed.matchAll(/href="\/sub\/([^"]*)\/"/g)].map(([, route]) => route)).toEqual(routes.slice(1))
})

test('an item and a section lead to the page that they stand on', () => {
  expect(drawPart('crumb:readiness:s6/i200', shot)).toContain('href="/sub/ready/page-7/#s6"')
  expect(drawPart('overview', shot)).toContain('href="/sub/ready/page-3/#s2"')
})
