import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {type Folio, folioRoute, foliosOf, type Item} from '../../src/model/index.ts'
import {checklist, item} from '../setup/snapshot.ts'

/** Items in sections of these sizes; every item below 0 belongs to the one before it. */
function listOf(sizes: readonly number[], nested: (index: number) => boolean = () => false): Item[] {
  const items: Item[] = []
  for (const [section, size] of sizes.entries())
    for (let place = 0; place < size; place += 1) {
      const index = items.length
      const above = place > 0 && nested(index) ? (items.findLast(({parent}) => parent === null)?.id ?? null) : null
      items.push(item(`s${section}/i${index}`, `Item ${index}.`, {parent: above}))
    }
  return items
}

const foliosFor = (sizes: readonly number[]): Folio[] => foliosOf(checklist(listOf(sizes)))
const sizesOf = (folios: readonly Folio[]): number[] => folios.map(({items}) => items.length)

describe('the folios of a checklist', () => {
  test('up to 200 items stand on one page', () => {
    expect(foliosFor([100, 100])).toEqual([])
    expect(foliosFor([100, 101])).not.toEqual([])
  })

  test('whole sections share a page while there is room; one that is too long is cut', () => {
    expect(sizesOf(foliosFor([15, 15, 15, 5, 95, 30, 30]))).toEqual([30, 20, 40, 40, 15, 30, 30])
  })

  test('each says where it begins and ends, and which sections begin on it', () => {
    const [first, second, third] = foliosFor([30, 50, ...Array.from({length: 20}, () => 8)])
    expect([first?.title, first?.sections.map(({anchor}) => anchor)]).toEqual(['The s0 section', ['s0']])
    expect([second?.title, second?.sections.map(({anchor}) => anchor)]).toEqual(['The s1 section', ['s1']])
    expect(third?.title).toBe('The s1 section – The s4 section')
    expect(third?.sections.map(({anchor}) => anchor)).toEqual(['s2', 's3', 's4'])
  })

  test('a section around others begins where the first of them does; the title begins nowhere', () => {
    const sections = [
      {anchor: 'readiness', title: 'Readiness', depth: 1, parent: null},
      {anchor: 'outer', title: 'Outer', depth: 2, parent: 'readiness'},
      {anchor: 's0', title: 'Zero', depth: 3, parent: 'outer'},
      {anchor: 's1', title: 'One', depth: 3, parent: 'outer'},
    ].map((section) => ({...section, links: [], at: {file: 'docs/readiness.md', line: 5, column: 1}}))
    const folios = foliosOf(checklist(listOf([40, 170]), {sections}))
    expect(folios.slice(0, 2).map(({sections}) => sections.map(({title}) => title))).toEqual([
      ['Outer', 'Zero'],
      ['One'],
    ])
  })

  test('every item stands on one page, in order, with all that is nested in it; a page holds 40, or one with all its own', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({min: 1, max: 90}), {minLength: 3, maxLength: 12}),
        fc.integer({min: 1, max: 7}),
        (sizes, every) => {
          const items = listOf(sizes, (index) => index % every !== 0)
          const folios = foliosOf(checklist(items))
          fc.pre(items.length > 200)
          expect(folios.flatMap(({items}) => items)).toEqual(items.map(({id}) => id))
          expect(folios.map(({number}) => number)).toEqual(folios.map((_, index) => index + 1))
          const parents = new Map(items.map(({id, parent}) => [id, parent]))
          for (const {items: ids} of folios) {
            const outer = ids.filter((id) => parents.get(id) === null)
            expect(parents.get(ids[0] ?? '')).toBeNull()
            expect(ids.length <= 40 || outer.length === 1).toBe(true)
          }
        },
      ),
    )
  })

  test('it has an address below that of its checklist', () => {
    expect([folioRoute('launch', 3), folioRoute('', 1)]).toEqual(['launch/page-3', 'page-1'])
  })
})
