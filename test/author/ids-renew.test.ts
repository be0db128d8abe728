import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {changedText, renewText} from '../../src/author/index.ts'
import type {Layer} from '../../src/bindings/index.ts'
import {parseChecklist} from '../../src/markdown/index.ts'
import {type Checklist, type Named, Names} from '../../src/model/index.ts'
import {saysStill} from '../../src/model/sentence.ts'
import {parseYaml, plain} from '../../src/model/yaml.ts'

const checklist = parseChecklist({
  file: 'docs/launch.md',
  source: '# Launch\n\n## Access\n\n- [ ] One: it is so\n- [ ] Two\n\n  With more.\n- [ ] `THREE_IS`\n',
}).checklist

function named(list: Checklist, index: number): Named {
  const item = list.items[index]
  if (item === undefined) throw new Error('expected an item')
  return {checklist: list, item}
}
const one = named(checklist, 0)
const renew = (source: string): string | null => renewText(source, one, 'One: it is so')

function layerOf(source: string, pack: string | null = null): Layer {
  const {yaml} = parseYaml({file: pack ?? 'docs/launch.bindings.yaml', source})
  const items = yaml?.root.kind === 'map' ? yaml.root.entries.get('items')?.value : undefined
  if (yaml === null || items?.kind !== 'map') throw new Error('expected a bindings file with items')
  return {
    pack,
    checklist: pack === null ? checklist : null,
    yaml,
    settings: [],
    facts: [],
    items: [...items.entries.values()],
    rules: [],
  }
}

describe('the sentence of today takes the place of the old one, and nothing else changes', () => {
  test.each([
    [
      'plain',
      '# head\nitems:\n  access/one-so:   # a note\n    why:   kept\n    text: Old  # a remark\n    checks: []\n',
      'text: Old',
      'text: "One: it is so"',
    ],
    [
      'in quotes',
      "items:\n  access/one-so:\n    text: 'Old: ''q'''\n    why: x\n",
      "text: 'Old: ''q'''",
      'text: "One: it is so"',
    ],
    [
      'folded',
      'items:\n  access/one-so:\n    text: >-\n      Old\n      words\n\n    why: x\n',
      '>-\n      Old\n      words',
      '"One: it is so"',
    ],
    [
      'over two lines',
      'items:\n  access/one-so:\n    text: Old\n      words\n    why: x\n',
      'Old\n      words',
      '"One: it is so"',
    ],
    ['a fingerprint', 'items:\n  access/one-so:\n    text: own:0123\n', 'own:0123', '"One: it is so"'],
    [
      'a list of fingerprints in brackets',
      'items:\n  access/one-so:\n    text: [own:01, own:02] # of two\n    why: x\n',
      '[own:01, own:02]',
      '"One: it is so"',
    ],
    [
      'a list with lines of its own',
      'items:\n  access/one-so:\n    text:\n      - Old # why\n      # between\n      - Older\n      - Oldest\n    why: x\n',
      '- Old # why\n      # between\n      - Older\n      - Oldest\n',
      '- "One: it is so" # why\n      # between\n',
    ],
    ['in braces', 'items: {access/one-so: {text: Old, why: x}}\n', 'text: Old', 'text: "One: it is so"'],
    ['by another form of the id', `items:\n  ${one.item.forms.at(-1)}:\n    text: Old\n`, 'Old', '"One: it is so"'],
    ['no line end at the end', 'items:\n  access/one-so:\n    text: Old', 'Old', '"One: it is so"'],
    [
      'as the last of several, in a list of one',
      'items:\n  access/two:\n    text: Two\n  access/one-so:\n    text:\n    - Old\n',
      '- Old',
      '- "One: it is so"',
    ],
    [
      'an entry that names none',
      'items:\n  access/one-so:\n    why: x\n    checks: []\n',
      'why: x',
      'text: "One: it is so"\n    why: x',
    ],
    [
      'an entry in braces that names none',
      'items:\n  access/one-so: {why: x}\n',
      '{why',
      '{text: "One: it is so", why',
    ],
  ])('%s', (_, source, old, now) => {
    expect(source.split(old)).toHaveLength(2)
    expect(renew(source)).toBe(source.replace(old, now))
    const crlf = source.replaceAll('\n', '\r\n')
    expect(renew(crlf)).toBe(source.replace(old, now).replaceAll('\n', '\r\n'))
  })

  test.each([
    ['a file that is not there', '', 'items:\n  access/one-so:\n    text: "One: it is so"\n'],
    ['a file of remarks', '# ours\n', '# ours\n\nitems:\n  access/one-so:\n    text: "One: it is so"\n'],
    [
      'a file of settings',
      'settings:\n  A: {}',
      'settings:\n  A: {}\n\nitems:\n  access/one-so:\n    text: "One: it is so"\n',
    ],
    [
      'other items, before the next of the document',
      'items:\n    # two\n    access/two:\n        why: x\n',
      'items:\n    access/one-so:\n      text: "One: it is so"\n    # two\n    access/two:\n        why: x\n',
    ],
  ])('%s gets an entry', (_, source, expected) => {
    expect(renew(source)).toBe(expected)
  })

  test.each([
    ['an alias', 'items:\n  access/two:\n    text: &old Old\n  access/one-so:\n    text: *old\n'],
    ['broken YAML', 'items:\n  access/one-so: {text: Old\n'],
    ['a list in place of a file', '- a\n'],
  ])('%s is left alone', (_, source) => {
    expect(renew(source)).toBeNull()
  })

  test('any sentence comes out as it went in, in any form of entry', {timeout: 60_000}, () => {
    const words = fc.array(
      fc.oneof(
        fc.constantFrom(
          'a: b',
          ' #x',
          '`c`',
          "'",
          '"',
          '{',
          ']',
          ',',
          '&a',
          '*b',
          '!t',
          '%',
          '@',
          '- ',
          '? ',
          'null',
          '012',
          'true',
          '\\',
          'é',
          '漢',
        ),
        fc.string({maxLength: 6}),
      ),
      {minLength: 1, maxLength: 6},
    )
    const forms = [
      'items:\n  a:\n    text: Old\n    why: x # y\n',
      'items: {a: {text: Old, why: x}}\n',
      'items:\n  a:\n    text:\n      - Old\n      - Older\n    why: x\n',
      'items:\n  a:\n    why: x\n',
      'facts: {}\n',
    ]
    fc.assert(
      fc.property(words, fc.constantFrom(...forms), fc.boolean(), (some, form, crlf) => {
        const list = parseChecklist({file: 'a.md', source: '# A\n\n- [ ] Thing <!-- proofmark: a -->\n'}).checklist
        const sentence = some.join(' ').replaceAll(/\s+/g, ' ').trim()
        fc.pre(sentence !== '' && !/\p{Cc}/u.test(sentence))
        const text = renewText(crlf ? form.replaceAll('\n', '\r\n') : form, named(list, 0), sentence)
        const {yaml} = parseYaml({file: 'a.bindings.yaml', source: text ?? ''})
        expect(JSON.stringify(yaml === null ? null : plain(yaml.root))).toContain(JSON.stringify(sentence))
        expect((text ?? '').includes('\r')).toBe(crlf)
      }),
      {numRuns: 300, seed: 5},
    )
  })
})

describe('what is to be renewed', () => {
  const changed = (index: number, ...layers: Layer[]) =>
    changedText(named(checklist, index), layers, new Names([checklist]))
  const file = 'docs/launch.bindings.yaml'

  test('a sentence that the file was written for, and that is another today', () => {
    expect(changed(0, layerOf('items:\n  access/one-so: {text: Old}\n'))).toMatchObject({
      texts: ['Old'],
      now: 'One: it is so',
      file,
      pack: null,
    })
  })

  test('the file has the last word over a pack', () => {
    const pack = layerOf('items:\n  access/one-so: {text: Old}\n', 'serving')
    expect(changed(0, pack)).toMatchObject({pack: 'serving', file})
    expect(changed(0, pack, layerOf('items:\n  access/one-so: {why: x}\n'))).toMatchObject({pack: 'serving', file})
    expect(changed(0, pack, layerOf('items:\n  access/one-so: {text: "One: it is so."}\n'))).toBeNull()
  })

  test('nothing where the sentence is as it was, where none is named, and where nothing is bound', () => {
    const layer = layerOf(
      `items:\n  access/one-so: {text: [Old, ${one.item.fingerprint.own}]}\n  access/three-is: {why: x}\n`,
    )
    expect([changed(0, layer), changed(1, layer), changed(2, layer)]).toEqual([null, null, null])
  })

  test('an item of several paragraphs is written down with all of them', () => {
    const found = changed(1, layerOf('items:\n  access/two: {text: Old}\n'))
    expect(found?.now).toBe('Two With more')
    expect(saysStill(found?.now ?? '', named(checklist, 1).item)).toBe(true)
  })
})
