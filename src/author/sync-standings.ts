import type {Checklist, Item, Reason, Result, Results, Status} from '../model/index.ts'
import {keyOf, noTenant} from '../model/index.ts'

/** Reasons that no edit mends, only a run: they say nothing against what was ticked before. */
const runMends: ReadonlySet<Reason> = new Set<Reason>([
  'stale',
  'not-run',
  'vantage',
  'unreachable',
  'interrupted',
  // The box of what it needs speaks for that; the item itself was not looked at.
  'needs',
])

/** Why an item is not proven, and whether a run alone can mend all of it. */
interface NotSo {
  because: string
  runMends: boolean
}

/** Where the items of a checklist stand over all tenants. */
export class Standings {
  readonly #checklist: Checklist
  readonly #results: Results
  readonly #factsUnread: boolean
  readonly #cells: ReadonlyMap<string, readonly Result[]>
  readonly #children: ReadonlyMap<string | null, readonly Item[]>

  constructor(checklist: Checklist, results: Results, factsUnread: boolean) {
    this.#checklist = checklist
    this.#results = results
    this.#factsUnread = factsUnread
    this.#cells = Map.groupBy(results.results, ({key}) => key)
    this.#children = Map.groupBy(checklist.items, ({parent}) => parent)
  }

  /** The roll-up that its box is held against. */
  statusOf(item: Item): Status | null {
    return this.#results.items[this.#key(item)]?.rollUp ?? null
  }

  childrenOf({id}: Item): readonly Item[] {
    return this.#children.get(id) ?? []
  }

  /** Whether a tenant is known for which it applies: an open box of such a child counts against its parent's. */
  applies(item: Item): boolean {
    const known = this.#cellsOf(item).some(({condition, own}) => condition === null && own.status !== 'not-applicable')
    return known && this.statusOf(item) !== 'not-applicable'
  }

  /** The first thing that is not so, here or below: what fails, what no run mends, what a run mends; null when all is proven. */
  whyNotSo(item: Item): NotSo | null {
    const cells = this.#counted(item)
    const blocked = cells.filter(({own}) => own.status === 'blocked')
    const found =
      cells.find(({own}) => own.status === 'fail') ?? blocked.find((cell) => !this.#isRuns(cell)) ?? blocked[0]
    return found === undefined ? null : {because: this.#told(item, found), runMends: this.#isRuns(found)}
  }

  whyProven(item: Item): string {
    if (this.childrenOf(item).length === 0) return 'proven'
    const itself = this.#cellsOf(item).some(({own}) => own.status === 'pass')
    return itself ? 'proven, with all that is required below it' : 'all that is required below it is proven'
  }

  #key(item: Item): string {
    return keyOf({checklist: this.#checklist, item})
  }

  #cellsOf(item: Item): readonly Result[] {
    return this.#cells.get(this.#key(item)) ?? []
  }

  /** The cells that make up its roll-up: its own, and those of what is required below it. */
  #counted(item: Item): Result[] {
    const below = this.#below(item).flatMap((each) => this.#cellsOf(each).filter(({level}) => level === 'required'))
    return [...this.#cellsOf(item), ...below]
  }

  #below(item: Item): Item[] {
    return this.childrenOf(item).flatMap((child) => [child, ...this.#below(child)])
  }

  #isRuns({own: {status, reason}}: Result): boolean {
    if (status !== 'blocked' || reason === null) return false
    return runMends.has(reason) || (reason === 'undetermined' && this.#factsUnread)
  }

  #told(item: Item, {key, tenant, own}: Result): string {
    const what = `${own.status}${tenant === noTenant ? '' : ` for ${tenant}`}: ${own.because}`
    return key === this.#key(item) ? what : `\`${key.slice(this.#checklist.name.length + 1)}\` below it: ${what}`
  }
}
