import {createHash} from 'node:crypto'
import {expect, test} from 'vitest'
import {itemsOf} from './read.ts'

const print = (...lines: string[]) => itemsOf(...lines).at(-1)?.fingerprint
const base = ['# Title', '## 1. Part', '- [ ] Parent says:', '  - [ ] the words “are” — here.']

test('the two hashes are those of the own text and of the context', () => {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)
  expect(print(...base)).toEqual({
    own: `own:${hash('the words "are" - here')}`,
    context: `context:${hash('Parent says:\nPart')}`,
  })
  expect(itemsOf(...base).at(-1)?.own).toBe('the words "are" - here')
})

test.each([
  ['ticking', '  - [x] the words “are” — here.'],
  ['saying not applicable', '  - [n/a] the words “are” — here.'],
  ['emphasis', '  - [ ] the **words** “_are_” — here.'],
  ['soft wraps', '  - [ ] the words\n    “are” — here.'],
  ['spaces', '  - [ ] the   words&nbsp;“are” — here.'],
  ['typography', '  - [ ] the words "are" - here'],
  ['a link around words', '  - [ ] the [words](x.md) “are” — here.'],
  ['another target', '  - [ ] the [words](y.md#z) “are” — here.'],
  ['code around words', '  - [ ] the `words` “are” — here.'],
  ['a pinned id', '  - [ ] the words “are” — here. <!-- proofmark: here -->'],
  ['braces', '  - [ ] the words “are” — here. {#here}'],
  ['a visible id', '  - [ ] **AC-01**: the words “are” — here.'],
  ['an item below', '  - [ ] the words “are” — here.\n    - [ ] below'],
])('%s voids nothing', (_, line) => {
  const items = itemsOf(...base.slice(0, 3), line)
  expect(items.find(({text}) => text.includes('words'))?.fingerprint).toEqual(print(...base))
})

test.each([
  ['other words', '  - [ ] the words “were” — here.'],
  ['case', '  - [ ] The words “are” — here.'],
  ['striking out', '  - [ ] ~~the words “are” — here.~~'],
  ['a further paragraph', '  - [ ] the words “are” — here.\n\n    And more.'],
  ['a plain bullet below', '  - [ ] the words “are” — here.\n    - more'],
  ['a fence below', '  - [ ] the words “are” — here.\n\n    ```\n    x\n    ```'],
  ['a table below', '  - [ ] the words “are” — here.\n\n    | a |\n    | - |'],
  ['what looks like a tag', '  - [ ] the words “are” — <here>.'],
])('%s changes the own fingerprint', (_, line) => {
  const changed = print(...base.slice(0, 3), line)
  expect(changed?.own).not.toBe(print(...base)?.own)
  expect(changed?.context).toBe(print(...base)?.context)
})

test.each([
  ['another number', ['# Title', '## 7) Part', ...base.slice(2)]],
  ['another title of the page', ['# Other', ...base.slice(1)]],
  ['a neighbour', [...base.slice(0, 2), '- [ ] New', ...base.slice(2)]],
  ['a ticked parent', [...base.slice(0, 2), '- [x] *Parent* says:', base[3] ?? '']],
])('%s leaves the context', (_, lines) => {
  expect(print(...lines)).toEqual(print(...base))
})

test.each([
  ['another heading', ['# Title', '## 1. Other part', ...base.slice(2)]],
  ['another parent', [...base.slice(0, 2), '- [ ] Parent denies:', base[3] ?? '']],
  ['no parent', [...base.slice(0, 2), '- [ ] the words “are” — here.']],
  ['a second H1', [...base, '', '# Second', '- [ ] the words “are” — here.']],
])('%s changes the context', (_, lines) => {
  expect(print(...lines)?.own).toBe(print(...base)?.own)
  expect(print(...lines)?.context).not.toBe(print(...base)?.context)
})
