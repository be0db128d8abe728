import {readdir} from 'node:fs/promises'
import path from 'node:path'
import {expect, test} from 'vitest'
import {readItems} from '../../src/author/suggest/read.ts'
import {rules} from '../../src/author/suggest/rules/index.ts'
import {parseChecklist} from '../../src/markdown/index.ts'

const folder = path.join(import.meta.dirname, '../../src/author/suggest/rules')

test('every rule of the folder is in the list, under the name of its file', async () => {
  const files = (await readdir(folder)).filter((file) => file !== 'index.ts').map((file) => file.replace(/\.ts$/, ''))
  expect(rules.map(({name}) => name).toSorted()).toEqual(files.toSorted())
})

const examples = rules.flatMap((rule) => rule.examples.map((example) => ({...example, rule})))

test('every rule shows what it reads, and where it keeps still', () => {
  for (const {name, examples: shown} of rules) {
    expect(
      shown.some(({reads}) => reads.length > 0),
      name,
    ).toBe(true)
    expect(
      shown.some(({reads}) => reads.length === 0),
      name,
    ).toBe(true)
  }
})

test.each(examples.map((example) => [`${example.rule.name}: ${example.markdown}`, example] as const))(
  '%s',
  (_, {rule, markdown, reads}) => {
    const {checklist} = parseChecklist({file: 'docs/list.md', source: `${markdown}\n`})
    const item = readItems(checklist).at(-1)
    const found =
      item === undefined ? null : rule.propose(item).flatMap((read) => ('thing' in read ? [read.thing] : []))
    expect(found).toEqual(reads)
  },
)
