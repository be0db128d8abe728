import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import {expect, onTestFinished, test} from 'vitest'
import {parse} from 'yaml'
import {mergeBindings, writeSuggestions} from '../../src/author/index.ts'
import {parseChecklist} from '../../src/markdown/index.ts'
import type {Suggestions} from '../../src/model/proposal.ts'

const {checklist} = parseChecklist({
  file: 'docs/launch.md',
  source: '## Launch\n\n- [ ] Alpha is on\n- [ ] Bravo is on\n- [ ] Charlie is on\n- [ ] Delta is on\n',
})
const ids = checklist.items.map(({id}) => id)
const [alpha = '', bravo = '', charlie = '', delta = ''] = ids

/** Proposals for these items, as the rules would give them. */
const proposed = (of: readonly string[], more: Partial<Suggestions> = {}): Suggestions => ({
  checklist: 'launch',
  file: 'docs/launch.md',
  bindings: 'docs/launch.bindings.yaml',
  settings: {},
  facts: {},
  unclear: [],
  bound: 0,
  grouping: 0,
  proposals: checklist.items
    .filter(({id}) => of.includes(id))
    .map(({id, text, at, own}) => ({
      ...{key: `launch:${id}`, id, text, at, confidence: 'high'},
      parts: [
        {
          thing: {kind: 'env', name: 'ALPHA', value: 'true'},
          rule: 'setting-value',
          confidence: 'high',
          reason: 'the sentence says so',
        },
      ],
      binding: {text: own, why: 'The sentence says so.', checks: [{env: 'ALPHA=true'}]},
    })),
  ...more,
})

test('a new file holds everything in the order of the document', () => {
  const text = mergeBindings(
    null,
    proposed(ids.slice(0, 2), {settings: {ALPHA: {as: 'bool'}}, facts: {mode: {take: 'one', values: ['a', 'b']}}}),
    checklist,
  )
  expect(text).toMatchInlineSnapshot(`
    "# Proposed by \`proofmark suggest --write\` from the words of the checklist. Read each entry before you lean on it:
    # from here on the file is yours, and no entry in it is ever written over.

    settings:
      ALPHA:
        as: bool

    facts:
      mode:
        take: one
        values:
          - a
          - b

    items:
      launch/alpha:
        text: Alpha is on
        why: The sentence says so.
        checks:
          - env: ALPHA=true
      launch/bravo:
        text: Bravo is on
        why: The sentence says so.
        checks:
          - env: ALPHA=true
    "
  `)
})

const kept = `# by hand
settings:
  ALPHA: {as:   bool}   # odd, and ours

items:
    # about bravo
    ${bravo}:
        why: >-
          Because
          we say so.
        checks:
            - env: BRAVO=1   # here
    # what follows is about delta
    ${delta}:
        owner: us
# the end
`

test('what stands in a file stays to the byte, and new entries go where the document has them', () => {
  const text = mergeBindings(kept, proposed(ids, {settings: {ALPHA: {as: 'int'}, OTHER: {as: 'bool'}}}), checklist)
  expect(withoutAdded(text, kept)).toBe(true)
  expect(text).toMatchInlineSnapshot(`
    "# by hand
    settings:
      ALPHA: {as:   bool}   # odd, and ours
      OTHER:
        as: bool

    items:
        launch/alpha:
          text: Alpha is on
          why: The sentence says so.
          checks:
            - env: ALPHA=true
        # about bravo
        launch/bravo:
            why: >-
              Because
              we say so.
            checks:
                - env: BRAVO=1   # here
        launch/charlie:
          text: Charlie is on
          why: The sentence says so.
          checks:
            - env: ALPHA=true
        # what follows is about delta
        launch/delta:
            owner: us
    # the end
    "
  `)
  expect(Object.keys(parse(text).items)).toEqual([alpha, bravo, charlie, delta])
  expect(parse(text).settings).toEqual({ALPHA: {as: 'bool'}, OTHER: {as: 'bool'}})
})

test('the same proposals again change nothing', () => {
  const once = mergeBindings(kept, proposed(ids), checklist)
  expect(mergeBindings(once, proposed(ids), checklist)).toBe(once)
})

test('a file with the line ends of Windows keeps them', () => {
  const text = mergeBindings(kept.replaceAll('\n', '\r\n'), proposed(ids), checklist)
  expect(text.replaceAll('\r\n', '')).not.toContain('\n')
  expect(text.replaceAll('\r\n', '\n')).toBe(mergeBindings(kept, proposed(ids), checklist))
})

test('a section in braces is not taken apart', () => {
  expect(() => mergeBindings('items: {}\n', proposed(ids), checklist)).toThrow(
    'docs/launch.bindings.yaml:1:1 Unexpected `items` in braces, expected its entries on lines of their own',
  )
})

/** Whether every line of the old text stands in the new one, in its order. */
function withoutAdded(text: string, old: string): boolean {
  const lines = text.split('\n')
  let from = 0
  return old.split('\n').every((line) => {
    from = lines.indexOf(line, from) + 1
    return from > 0
  })
}

test('whatever is there in whatever order stays, and all of it is read', () => {
  const some = fc.subarray(ids).chain((chosen) => fc.shuffledSubarray(chosen, {minLength: chosen.length}))
  fc.assert(
    fc.property(some, fc.integer({min: 1, max: 8}), fc.boolean(), (chosen, indent, comments) => {
      const space = ' '.repeat(indent)
      const entries = chosen.map(
        (id) => `${comments ? `${space}# on ${id}\n` : ''}${space}${id}:\n${space}${space}owner: ${id}\n`,
      )
      const old = entries.length === 0 ? '' : `items:\n${entries.join('')}`
      const text = mergeBindings(old, proposed(ids), checklist)
      const {items} = parse(text)
      expect(Object.keys(items).toSorted()).toEqual(ids.toSorted())
      expect(chosen.map((id) => items[id])).toEqual(chosen.map((id) => ({owner: id})))
      expect(old === '' || withoutAdded(text, old)).toBe(true)
      expect(mergeBindings(text, proposed(ids), checklist)).toBe(text)
    }),
  )
})

test('a file is written whole, leaves nothing beside it, and is written once', async () => {
  const root = await mkdtemp(path.join(os.tmpdir(), 'proofmark-suggest-'))
  onTestFinished(() => rm(root, {recursive: true, force: true}))
  const here = proposed(ids.slice(0, 2), {bindings: 'launch.bindings.yaml'})
  expect(await writeSuggestions(root, here, checklist)).toBe('launch.bindings.yaml')
  expect(await writeSuggestions(root, here, checklist)).toBeNull()
  const more = proposed(ids, {bindings: 'launch.bindings.yaml'})
  expect(await writeSuggestions(root, more, checklist)).toBe('launch.bindings.yaml')
  expect(await readdir(root)).toEqual(['launch.bindings.yaml'])
  expect(await readFile(path.join(root, 'launch.bindings.yaml'), 'utf8')).toBe(mergeBindings(null, more, checklist))
  await writeFile(path.join(root, 'launch.bindings.yaml'), 'items: [\n')
  await expect(writeSuggestions(root, more, checklist)).rejects.toThrow()
})
