import {readdir, readFile} from 'node:fs/promises'
import fc from 'fast-check'
import {format} from 'prettier'
import {describe, expect, test} from 'vitest'
import {parseChecklist} from '../../src/markdown/index.ts'
import type {Checklist} from '../../src/model/index.ts'
import {corpus} from './read.ts'

const read = (source: string): Checklist => parseChecklist({file: 'docs/list.md', source}).checklist
const fixtures = await corpus()

/** Properties and Prettier take their time on a busy machine. */
const patient = {timeout: 60_000}

describe('what happens to other items changes no id', patient, () => {
  const pool = fixtures.flatMap(([, source]) => read(source).items).map(({text}) => text)
  const sentences = fc.uniqueArray(fc.constantFrom(...new Set(pool)), {minLength: 1, maxLength: 12})
  /** No token, and no two of these, can meet with words of the fixtures. */
  const fresh = fc
    .uniqueArray(fc.integer({min: 0, max: 9999}), {maxLength: 4})
    .map((some) => some.map((n) => `zq${n}x vk${n}x wj${n}x`))
  const escaped = (text: string): string => text.replace(/[[\]<>*_`~\\&|!:#{}()]/g, '\\$&')
  const page = (lines: readonly string[]): string =>
    `# Title\n\n## Part\n\n${lines.map((line) => `- [ ] ${escaped(line)}\n`).join('')}`
  const idsBySentence = (lines: readonly string[]): Map<string, string> =>
    new Map(read(page(lines)).items.map(({text, id}) => [text, id]))

  test('inserting items', () => {
    fc.assert(
      fc.property(sentences, fresh, fc.nat(), (lines, others, at) => {
        const place = at % (lines.length + 1)
        const before = idsBySentence(lines)
        const after = idsBySentence([...lines.slice(0, place), ...others, ...lines.slice(place)])
        for (const [text, id] of before) expect(after.get(text)).toBe(id)
      }),
      {numRuns: 100, seed: 1},
    )
  })

  test('removing items that shared no form', () => {
    fc.assert(
      fc.property(sentences, fresh, (lines, others) => {
        const before = idsBySentence([...others, ...lines])
        for (const [text, id] of idsBySentence(lines)) expect(id).toBe(before.get(text))
      }),
      {numRuns: 100, seed: 2},
    )
  })

  test('reordering items', () => {
    fc.assert(
      fc.property(sentences, fc.infiniteStream(fc.nat()), (lines, random) => {
        const shuffled = lines
          .map((line): [number, string] => [random.next().value ?? 0, line])
          .sort(([a], [b]) => a - b)
          .map(([, line]) => line)
        expect(new Map([...idsBySentence(shuffled)].sort())).toEqual(new Map([...idsBySentence(lines)].sort()))
      }),
      {numRuns: 100, seed: 3},
    )
  })

  test.each(fixtures)('inserting an item anywhere in %s', (_, source) => {
    const before = read(source).items
    const lines = source.split('\n')
    for (const {at} of before) {
      const indent = lines[at.line - 1]?.slice(0, at.column - 1) ?? ''
      if (indent.trim() !== '') continue
      const marker = /^(?:[-+*]|\d+[.)])/.exec(lines[at.line - 1]?.slice(at.column - 1) ?? '')?.[0] ?? '-'
      const text = lines.toSpliced(at.line - 1, 0, `${indent}${marker} [ ] zqx vkx wjx`).join('\n')
      const after = read(text).items.filter(({text}) => text !== 'zqx vkx wjx')
      expect(after.map(({id}) => id)).toEqual(before.map(({id}) => id))
      expect(after.map(({fingerprint}) => fingerprint)).toEqual(before.map(({fingerprint}) => fingerprint))
    }
  })
})

describe('Prettier changes nothing that counts', patient, async () => {
  const docs = new URL('../../docs/', import.meta.url)
  const names = (await readdir(docs, {recursive: true})).filter((name) => name.endsWith('.md')).sort()
  const ours = await Promise.all(
    names.map(async (name): Promise<[string, string]> => [name, await readFile(new URL(name, docs), 'utf8')]),
  )
  /** Everything but places. */
  const meaning = ({title, sections, items}: Checklist) => ({
    title,
    sections: sections.map(({links, at: _, ...section}) => ({
      ...section,
      links: links.map(({at: _, ...link}) => link),
    })),
    items: items.map(({links, at: _, box: __, ...item}) => ({...item, links: links.map(({at: _, ...link}) => link)})),
  })

  const options = [{}, {proseWrap: 'always', printWidth: 60} as const, {tabWidth: 4, useTabs: true}]
  const all = [
    ...fixtures.flatMap(([name, source]) => options.map((some) => ({name, source, some}))),
    ...ours.map(([name, source]) => ({name, source, some: {}})),
  ]

  test.each(all)('$name with $some', async ({source, some}) => {
    const formatted = await format(source, {parser: 'markdown', ...some})
    expect(meaning(read(formatted))).toEqual(meaning(read(source)))
  })
})
