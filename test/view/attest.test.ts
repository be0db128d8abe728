import {raw} from 'hast-util-raw'
import {visit} from 'unist-util-visit'
import {describe, expect, test} from 'vitest'
import type {Proof} from '../../src/model/index.ts'
import {type AttestForm, attestForm, attestPreview, emptyMarker, fill, withWay} from '../../src/view/index.ts'
import {checklist, environment, item, result, snapshot} from '../setup/snapshot.ts'

const key = 'readiness:keys/rotate'
const marker = emptyMarker('part', `said:${key}`)

/** A built page of an item that is proven so. */
const pageOf = (proof: Proof): string =>
  fill(
    `<h1>Keys are rotated</h1>${marker}<p>rest</p>`,
    snapshot(
      [checklist([item('keys/rotate', 'Keys are rotated.')])],
      [environment('production', [result(key, 'blocked', {proof})])],
    ),
  )

describe('the way from the page of an item to its form', () => {
  test.each(['manual', 'semi-automatic', 'unbound'] as const)('is there where the proof is %s', (proof) => {
    const page = pageOf(proof)
    const shown = withWay(page, '/attest/readiness/keys/rotate/', null)
    const way = '<p class="pm-sub"><a href="/attest/readiness/keys/rotate/">Attest this</a></p>'
    expect(shown).toBe(page.replace('</pm-verdict><p>rest', `</pm-verdict>${way}<p>rest`))
    expect(shown).not.toBe(page)
  })

  test('is not there where checks alone prove it, and on no other page', () => {
    for (const page of [pageOf('automatic'), '<h1>Guide</h1><p class="pm-sub said" data-proof="manual">mine</p>'])
      expect(withWay(page, '/attest/x/', 'docs/records/x.md')).toBe(page)
  })

  test('names the file that was just written', () => {
    expect(withWay(pageOf('manual'), '/attest/x/', 'docs/records/a&b.md')).toContain(
      '<p class="pm-sub" role="status">Attested: <code dir="ltr">docs/records/a&#x26;b.md</code>.',
    )
  })
})

const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
const shell = {
  site: {title: hostile, base: '/'},
  styles: ['/_astro/site.css'],
  item: {text: hostile, place: hostile, href: `/items/${hostile}/`},
  address: `/attest/${hostile}/`,
}
const values: AttestForm['values'] = {
  env: [hostile],
  tenant: [hostile],
  says: hostile,
  by: hostile,
  on: hostile,
  until: hostile,
  renew_every: hostile,
  release: hostile,
  note: `\n</textarea>${hostile}`,
}

/** The names of the elements that a browser would make. */
function elementsOf(html: string): Set<string> {
  const names = new Set<string>()
  visit(raw({type: 'root', children: [{type: 'raw', value: html}]}), 'element', ({tagName}) => {
    names.add(tagName)
  })
  return names
}

test('no word of anybody becomes markup in a form, nor in a preview', () => {
  const form = attestForm({
    shell,
    question: hostile,
    places: [
      {
        name: hostile,
        tenants: [hostile],
        standings: [{status: 'blocked', because: hostile, tenants: [hostile]}],
        trouble: null,
      },
      {name: 'other', tenants: [], standings: [], trouble: hostile},
    ],
    last: {
      record: {by: hostile, on: '2026-11-24', at: {file: hostile, line: 1, column: 1}, release: hostile},
      changes: [{what: hostile, detail: hostile}],
    },
    effect: hostile,
    notice: hostile,
    values,
    faults: [{field: 'note', says: hostile}],
    mayNotApply: true,
    hidden: {token: hostile, seen: hostile},
  })
  const preview = attestPreview({
    shell,
    file: hostile,
    diff: hostile,
    effect: hostile,
    notice: hostile,
    values,
    hidden: {token: hostile},
  })
  for (const html of [form, preview]) {
    const names = elementsOf(html)
    expect([names.has('form'), names.has('button')]).toEqual([true, true])
    expect([names.has('script'), names.has('img')]).toEqual([false, false])
  }
  expect(form.match(/<\/textarea>/g)).toHaveLength(1)
  expect(form).toContain(`\n\n&#x3C;/textarea>"`)
})
