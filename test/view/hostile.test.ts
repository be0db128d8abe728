import {expect, test} from 'vitest'
import {drawPart, drawStyle, emptyMarker, fill, itemAnchor, itemRoute} from '../../src/view/index.ts'
import {binding, checklist, environment, finding, gate, item, result, snapshot} from '../setup/snapshot.ts'
import {tagless} from './tagless.ts'

const evil = '</pm-verdict><script>alert(1)</script><img src=x onerror=alert(1)>"\'&lt;'
const key = 'readiness:access/headers'

function shotOf() {
  const named = item('access/headers', evil, {
    claim: 'ticked',
    links: [
      {
        url: 'javascript:alert(1)',
        text: evil,
        kind: 'file',
        path: evil,
        anchor: null,
        dead: false,
        at: item('x', 'x').at,
      },
    ],
  })
  const seen = finding('fail', {
    written: evil,
    message: evil,
    expected: evil,
    saw: evil,
    next: evil,
    observation: {[evil]: evil},
    source: {file: evil, line: 1, column: 1},
  })
  const waiver = {approver: evil, owner: evil, reason: evil, until: evil, at: {file: evil, line: 1, column: 1}}
  const repairs = [
    {
      cause: null,
      items: [
        {key, tenants: ['-'], status: 'fail' as const, reason: null, owner: evil, at: named.at, contradicted: true},
      ],
      expected: evil,
      saw: evil,
      because: evil,
      next: evil,
    },
  ]
  const production = environment(
    evil,
    [
      result(key, 'fail', {tenant: evil, owner: evil, own: {because: evil}, findings: [seen], waiver}),
      result(key, 'pass', {tenant: 'acme'}),
    ],
    {
      tenants: [evil, 'acme'],
      results: {
        gates: [
          gate(evil, 'unmet', {name: evil, repairs}),
          gate(evil, 'met', {name: 'other', until: '2026-12-01T00:00:00Z'}),
        ],
        claims: [{key, claim: 'ticked', status: 'fail', verdict: 'contradicted'}],
      },
    },
  )
  return snapshot([checklist([named], {title: evil})], [production], {
    service: evil,
    source: 'javascript:alert("{file}")',
    bindings: {
      [key]: binding({
        why: evil,
        loosened: [evil],
        sources: [{pack: evil, key: evil, yaml: `${evil}: ${evil}`, at: named.at}],
      }),
    },
  })
}

const parts = ['answers', 'overview', 'short', 'bar:readiness', 'cover:readiness', `said:${key}`, `item:${key}`]

test.each(parts)('nothing foreign becomes markup in `%s`', (part) => {
  const html = drawPart(part, shotOf())
  const tags = html.match(/<[^>"]*(?:"[^"]*"[^>"]*)*>/g) ?? []
  expect(tags.length).toBeGreaterThan(2)
  expect(
    tags.filter(
      (tag) => /^<(script|img|\/pm-verdict)/i.test(tag) || /\son\w+=/i.test(tag.replaceAll(/"[^"]*"/g, '""')),
    ),
  ).toEqual([])
  expect(html).not.toContain('</pm-verdict')
  expect(html).not.toMatch(/(href|src)="javascript:/i)
})

test('an item full of markup is filled twice with the same bytes', () => {
  const shot = shotOf()
  const page = `${emptyMarker('item', key)}<p>after</p>${emptyMarker('section', 'readiness#access')}`
  const once = fill(page, shot)
  expect(fill(once, shot)).toBe(once)
  expect(once).toContain('<p>after</p>')
  expect(tagless(once)).toContain('<script>alert(1)</script>')
})

test('only a marker as the pipeline writes it is filled', () => {
  const shot = shotOf()
  const forged = [
    '<a title="<pm-verdict data-item=&quot;x&quot;>">x</a>',
    '&lt;pm-verdict data-item="readiness:access/headers" class="not-content">',
    '<pm-verdict>mine</pm-verdict>',
  ]
  for (const html of forged) expect(fill(html, shot)).toBe(html)
  const after = fill(`${forged[0]}${emptyMarker('item', key)}`, shot)
  expect(after).toContain('<dl class="pm-cells"')
})

test('a marker of an item that is gone is emptied', () => {
  expect(fill('<pm-verdict data-item="readiness:gone" class="not-content">old</pm-verdict>', shotOf())).toBe(
    emptyMarker('item', 'readiness:gone'),
  )
})

test('a part that nobody knows is an error', () => {
  expect(() => drawPart('toString:x', shotOf())).toThrow(
    'Unexpected part `toString:x`, expected one of answers, overview',
  )
})

test('names reach the style only as letters and digits', () => {
  const css = drawStyle(shotOf())
  expect(css).not.toMatch(/[<"\\]/)
  expect(css.split('{')).toHaveLength(css.split('}').length)
})

test('an id can name no folder above the site', () => {
  expect(itemRoute('readiness', '../../etc/passwd')).toBe('items/readiness/-../-../etc/passwd')
  expect(itemAnchor('access/headers')).toBe('access--headers')
})

test('right-to-left text keeps its direction, and code keeps its own', () => {
  const text = 'عطّل ترويسات التطوير في بيئة الإنتاج'
  const shot = snapshot(
    [checklist([item('access/headers', text)])],
    [environment('production', [result(key, 'fail', {findings: [finding('fail')]})])],
  )
  const html = fill(emptyMarker('item', key), shot)
  expect(html).toContain(`<summary aria-label="Evidence: ${text}">`)
  expect(html).toContain('<p dir="auto" class="pm-note fail">')
  expect(html).toContain('<code dir="ltr">status</code>')
})
