import type {Checklist, Item} from './checklist.ts'
import {nearest} from './nearest.ts'
import type {Position} from './position.ts'

/** An item with the checklist that it stands in. */
export interface Named {
  checklist: Checklist
  item: Item
}

/** Key of an item in a plan. */
export const keyOf = ({checklist, item}: Named): string => `${checklist.name}:${item.id}`

/** What a name comes to: one item, several, or none with the ids that are near. */
export type Resolved = {item: Named} | {several: Named[]} | {near: string[]}

/** Finds items by any form of id that names exactly one; an id as it stands in the checklist always names its own. */
export class Names {
  readonly #forms = new Map<string, Named[]>()

  constructor(checklists: readonly Checklist[]) {
    for (const checklist of checklists) {
      for (const item of checklist.items) {
        for (const form of new Set([item.id, ...item.forms])) {
          this.#put(form, {checklist, item})
          this.#put(`${checklist.name}:${form}`, {checklist, item})
        }
      }
    }
  }

  #put(form: string, named: Named): void {
    const before = this.#forms.get(form)
    if (before === undefined) this.#forms.set(form, [named])
    else before.push(named)
  }

  /** Resolves a name; `within` is the checklist that it is written for, null for all. */
  find(name: string, within: Checklist | null): Resolved {
    const fitting = (this.#forms.get(name) ?? []).filter(({checklist}) => within === null || checklist === within)
    const exact = fitting.filter(({checklist, item}) => [item.id, `${checklist.name}:${item.id}`].includes(name))
    const [only] = exact.length === 1 ? exact : fitting
    if (only === undefined) return {near: this.#near(name, within)}
    return exact.length === 1 || fitting.length === 1 ? {item: only} : {several: fitting}
  }

  /** Ids of the items of which some form is near. */
  #near(name: string, within: Checklist | null): string[] {
    const bare = [...this.#forms].filter(([form]) => !form.includes(':'))
    const known = bare.filter(([, named]) => named.some(({checklist}) => within === null || checklist === within))
    const close = nearest(
      name,
      known.map(([form]) => form),
      9,
    )
    return [...new Set(close.flatMap((form) => this.#forms.get(form)?.map(({item}) => item.id) ?? []))].slice(0, 3)
  }
}

/** The places of several items. */
export const placesOf = (several: readonly Named[]): Position[] => several.map(({item}) => item.at)
