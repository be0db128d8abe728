import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {rewordedItems} from '../../src/author/index.ts'
import type {Layer} from '../../src/bindings/index.ts'
import {parseChecklist} from '../../src/markdown/index.ts'
import type {Attestation, Checklist, Records} from '../../src/model/index.ts'
import {parseYaml} from '../../src/model/yaml.ts'

const checklistOf = (source: string, file = 'docs/launch.md'): Checklist => parseChecklist({file, source}).checklist

/** A bindings file beside a checklist, or a pack. */
function layerOf(source: string, checklist: Checklist | null, pack: string | null = null): Layer {
  const {yaml} = parseYaml({file: pack ?? 'docs/launch.bindings.yaml', source})
  const items = yaml?.root.kind === 'map' ? yaml.root.entries.get('items')?.value : undefined
  if (yaml === null || items?.kind !== 'map') throw new Error('expected a bindings file with items')
  return {pack, checklist, yaml, settings: [], facts: [], items: [...items.entries.values()], rules: []}
}

const attested = (item: string, text: string, context = 'Access'): Attestation => ({
  kind: 'attestation',
  item,
  text,
  context,
  environments: ['production'],
  tenants: null,
  says: 'met',
  by: 'ines.o',
  on: '2026-11-20',
  until: null,
  renewEvery: '180d',
  release: null,
  sees: [],
  note: '',
  at: {file: 'docs/records/one.md', line: 1, column: 1},
})

/** `old → new …` with how sure it is, for each id that is gone. */
function found(checklists: readonly Checklist[], layers: readonly Layer[], records: readonly Records[] = []): string[] {
  return rewordedItems({checklists, layers, records}).map(
    ({id, offers, sure}) =>
      `${id} → ${offers.map(({named}) => named.item.id).join(' or ') || 'nothing'}${sure ? '' : '?'}`,
  )
}

const page = (...sentences: string[]): string =>
  `# Launch\n\n## Access\n\n${sentences.map((each) => `- [ ] ${each}\n`).join('')}`
const bound = (...entries: [id: string, text: string | null][]): string =>
  `items:\n${entries.map(([id, text]) => `  ${id}: ${text === null ? '{checks: []}' : JSON.stringify({text})}\n`).join('')}`

describe('a reworded item is found by what its binding says', () => {
  const list = checklistOf(
    page('Admin routes reject callers without a role', 'Backups are taken each night', 'Logs hold no secrets'),
  )
  test.each([
    [
      'one changed word',
      [['access/admin-routes-refuse-callers', 'Admin routes refuse callers without a role']],
      ['access/admin-routes-refuse-callers → access/admin-routes-reject-callers'],
    ],
    [
      'the same words under another id',
      [['old/nightly', 'Backups are taken each night']],
      ['old/nightly → access/backups-taken-each-night'],
    ],
    [
      'a fingerprint',
      [['old/nightly', list.items[1]?.fingerprint.own ?? '']],
      ['old/nightly → access/backups-taken-each-night'],
    ],
    [
      'no sentence, so that the words of the id count',
      [['access/backups-taken-every-night', null]],
      ['access/backups-taken-every-night → access/backups-taken-each-night'],
    ],
    [
      'a fingerprint of another sentence, so that the words of the id count',
      [['access/logs-hold-secrets-ever', 'own:00000000000000000000000000000000']],
      ['access/logs-hold-secrets-ever → access/logs-hold-secrets'],
    ],
    [
      'nothing alike',
      [['access/quarterly-review', 'Prices are reviewed every quarter']],
      ['access/quarterly-review → nothing?'],
    ],
    ['an id that still names an item', [['access/logs-hold-secrets', 'Logs hold no keys']], []],
  ] as const)('%s', (_, entries, expected) => {
    expect(
      found([list], [layerOf(bound(...entries.map(([id, text]): [string, string | null] => [id, text])), list)]),
    ).toEqual(expected)
  })

  test('an item that the same file speaks of already is not meant, one that a record speaks of may be', () => {
    const entries = layerOf(
      bound(['access/backups-taken-nightly', 'Backups are taken at night'], ['access/backups-taken-each-night', null]),
      list,
    )
    expect(found([list], [entries])).toEqual(['access/backups-taken-nightly → nothing?'])
    expect(
      found(
        [list],
        [layerOf(bound(['access/backups-taken-each-night', null]), list)],
        [attested('access/backups-taken-nightly', 'Backups are taken at night')],
      ),
    ).toEqual(['access/backups-taken-nightly → access/backups-taken-each-night'])
  })

  test('a pack tells only of what is offered, since it speaks of items that not every checklist has', () => {
    const pack = layerOf(
      bound(['access/backups-taken-nightly', 'Backups are taken at night'], ['mail/sender', 'Mail has a sender']),
      null,
      'serving',
    )
    expect(rewordedItems({checklists: [list], layers: [pack], records: []})).toMatchObject([
      {id: 'access/backups-taken-nightly', by: [{what: 'pack', at: {file: 'serving', line: 2, column: 3}}]},
    ])
  })

  test('what several files know of one id is told once, with every place', () => {
    const file = layerOf(bound(['access/backups-taken-nightly', null]), list)
    const record = attested('launch:access/backups-taken-nightly', 'Backups are taken at night')
    expect(rewordedItems({checklists: [list], layers: [file], records: [record]})).toMatchObject([
      {
        texts: ['Backups are taken at night'],
        by: [{what: 'binding'}, {what: 'attestation', at: {file: 'docs/records/one.md'}}],
        sure: true,
      },
    ])
  })

  test('a pinned item is nobody else', () => {
    const pinned = checklistOf(page('Backups are taken each night <!-- proofmark: access/night -->'))
    expect(found([pinned], [layerOf(bound(['access/backups', 'Backups are taken each night']), pinned)])).toEqual([
      'access/backups → nothing?',
    ])
  })

  test('an id in another checklist is looked for in its own alone', () => {
    const other = checklistOf(page('Backups are taken at night'), 'docs/other.md')
    expect(
      found([list, other], [layerOf(bound(['access/backups-nightly', 'Backups are taken at night']), list)]),
    ).toEqual(['access/backups-nightly → access/backups-taken-each-night'])
  })
})

describe('what comes close is shown, and is not sure', () => {
  test('two items that are alike', () => {
    const list = checklistOf(page('Backups of orders are taken each night', 'Backups of offers are taken each night'))
    expect(found([list], [layerOf(bound(['access/old', 'Backups of others are taken each night']), list)])).toEqual([
      'access/old → access/backups-orders-taken-each or access/backups-offers-taken-each?',
    ])
  })

  test('two ids that could be one item', () => {
    const list = checklistOf(page('Backups of orders are taken each night'))
    const layer = layerOf(
      bound(['old/a', 'Backups of offers are taken each night'], ['old/b', 'Backups of others are taken each night']),
      list,
    )
    expect(found([list], [layer])).toEqual(['old/a → access/backups-orders-taken-each?', 'old/b → nothing?'])
  })

  test('where sentences are equally alike, the place decides', () => {
    const same = 'Backups are taken each night'
    const list = checklistOf(`# L\n\n## Orders\n\n- [ ] ${same}\n\n## Offers\n\n- [ ] ${same}\n`)
    const ids = list.items.map(({id}) => id)
    expect(found([list], [], [attested('old/backups', 'Backups are taken every night', 'Offers')])).toEqual([
      `old/backups → ${ids[1]} or ${ids[0]}?`,
    ])
    expect(found([list], [layerOf(bound(['orders/nightly', 'Backups are taken every night']), list)])).toEqual([
      `orders/nightly → ${ids[0]} or ${ids[1]}?`,
    ])
  })
})

describe('properties', {timeout: 60_000}, () => {
  const vocabulary = [
    'admin',
    'backup',
    'caller',
    'deploy',
    'export',
    'failover',
    'gateway',
    'header',
    'index',
    'job',
    'key',
    'latency',
    'metric',
    'network',
    'order',
    'probe',
    'queue',
    'replica',
    'schema',
    'tenant',
  ]
  const sentence = fc.uniqueArray(fc.constantFrom(...vocabulary), {minLength: 4, maxLength: 7})
  /** Sentences that share few words: what is alike by chance says nothing. */
  const apart = fc
    .array(sentence, {minLength: 2, maxLength: 6})
    .filter((all) =>
      all.every((one, index) =>
        all.every((other, at) => index >= at || one.filter((word) => other.includes(word)).length < 2),
      ),
    )

  test('one changed word is found again, wherever the item went', () => {
    fc.assert(
      fc.property(apart, fc.nat(), fc.nat(), fc.nat(), (sentences, which, word, shift) => {
        const index = which % sentences.length
        const old = sentences[index] ?? []
        const now = old.with(word % old.length, 'zymurgy')
        const lines = sentences.with(index, now).map((words) => words.join(' '))
        const turned = [...lines.slice(shift % lines.length), ...lines.slice(0, shift % lines.length)]
        const list = checklistOf(page(...turned))
        const [gone] = rewordedItems({
          checklists: [list],
          layers: [layerOf(bound(['old/id', old.join(' ')]), list)],
          records: [],
        })
        expect(gone?.offers[0]?.named.item.text).toBe(now.join(' '))
      }),
      {numRuns: 200, seed: 3},
    )
  })

  test('all reworded at once and in another order, none is taken for another', () => {
    fc.assert(
      fc.property(apart, (sentences) => {
        const before = sentences.map((words, index): [string, string] => [`old/n${index}`, words.join(' ')])
        const after = sentences.map((words) => words.with(1, 'zymurgy').join(' '))
        const list = checklistOf(page(...after.toReversed()))
        const gone = rewordedItems({checklists: [list], layers: [layerOf(bound(...before), list)], records: []})
        expect(gone.map(({offers}) => offers[0]?.named.item.text)).toEqual(after)
      }),
      {numRuns: 200, seed: 4},
    )
  })
})
