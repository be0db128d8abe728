import {
  type Checklist,
  type ClaimResult,
  foliosOf,
  type Gate,
  type Item,
  type Repair,
  type Result,
  type Snapshot,
  type SnapshotEnvironment,
  type Status,
} from '../model/index.ts'

/** One environment of the snapshot, found by item. */
export interface EnvironmentLens {
  name: string
  tenants: readonly string[]
  snapshot: SnapshotEnvironment
  results: ReadonlyMap<string, readonly Result[]>
  claims: ReadonlyMap<string, ClaimResult>
  repairs: ReadonlyMap<string, Repair>
  listed: ReadonlySet<string>
  gates: readonly Gate[]
}

/** One item, with its place among the others. */
export interface ItemLens {
  key: string
  checklist: string
  item: Item
  parent: ItemLens | null
  children: ItemLens[]
  neededBy: ItemLens[]
}

/** A snapshot, indexed for drawing. */
export interface Lens {
  snapshot: Snapshot
  base: string
  isPublic: boolean
  environments: readonly EnvironmentLens[]
  items: ReadonlyMap<string, ItemLens>
  /** Items in document order, by checklist name. */
  byChecklist: ReadonlyMap<string, readonly ItemLens[]>
  /** Items of a section and of the sections in it, by `name#anchor`. */
  bySection: ReadonlyMap<string, readonly ItemLens[]>
  /** The folio that an item of a long checklist stands on, by its key. */
  folioOf: ReadonlyMap<string, number>
  /** The environment that the boxes speak of, else the first. */
  main: EnvironmentLens | undefined
}

const known = new WeakMap<Snapshot, Lens>()

/** The index of a snapshot, made once. */
export function lensOf(snapshot: Snapshot): Lens {
  const kept = known.get(snapshot)
  if (kept !== undefined) return kept
  const items = itemLenses(snapshot)
  const environments = snapshot.environments.map(environmentLens)
  const lens: Lens = {
    snapshot,
    base: `/${snapshot.site.base.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/'),
    isPublic: snapshot.site.audience === 'public',
    environments,
    items,
    byChecklist: Map.groupBy(items.values(), ({checklist}) => checklist),
    bySection: sectionsOf(snapshot, items),
    folioOf: new Map(snapshot.checklists.flatMap(placesOf)),
    main: environments.find(({name}) => name === snapshot.claimsFor) ?? environments[0],
  }
  known.set(snapshot, lens)
  return lens
}

const placesOf = (checklist: Checklist): [string, number][] =>
  foliosOf(checklist).flatMap(({number, items}) =>
    items.map((id): [string, number] => [`${checklist.name}:${id}`, number]),
  )

function environmentLens(snapshot: SnapshotEnvironment): EnvironmentLens {
  const {results, claims, gates} = snapshot.results
  const byKey = new Map<string, Result[]>()
  for (const result of results) byKey.set(result.key, [...(byKey.get(result.key) ?? []), result])
  const repairs = gates.flatMap((gate) => gate.repairs)
  return {
    name: snapshot.name,
    tenants: snapshot.tenants,
    snapshot,
    results: byKey,
    claims: new Map(claims.map((claim) => [claim.key, claim])),
    repairs: new Map(repairs.flatMap((repair) => repair.items.map(({key}) => [key, repair]))),
    listed: new Set(gates.flatMap((gate) => gate.listed)),
    gates,
  }
}

function itemLenses(snapshot: Snapshot): Map<string, ItemLens> {
  const lenses = new Map<string, ItemLens>()
  for (const {name, items} of snapshot.checklists)
    for (const item of items) {
      const parent = item.parent === null ? null : (lenses.get(`${name}:${item.parent}`) ?? null)
      const lens = {key: `${name}:${item.id}`, checklist: name, item, parent, children: [], neededBy: []}
      parent?.children.push(lens)
      lenses.set(lens.key, lens)
    }
  for (const lens of lenses.values()) for (const needed of needsOf(lenses, snapshot, lens)) needed.neededBy.push(lens)
  return lenses
}

function sectionsOf(snapshot: Snapshot, items: ReadonlyMap<string, ItemLens>): Map<string, ItemLens[]> {
  const found = new Map<string, ItemLens[]>()
  for (const {name, sections} of snapshot.checklists)
    for (const {anchor} of sections) found.set(`${name}#${anchor}`, [])
  const above = new Map<string, string | null>(
    snapshot.checklists.flatMap(({name, sections}) =>
      sections.map(({anchor, parent}) => [`${name}#${anchor}`, parent === null ? null : `${name}#${parent}`] as const),
    ),
  )
  for (const lens of items.values()) {
    let at: string | null = lens.item.section === null ? null : `${lens.checklist}#${lens.item.section}`
    while (at !== null) {
      found.get(at)?.push(lens)
      at = above.get(at) ?? null
    }
  }
  return found
}

/** The items that an item's calls need. */
export const needsOf = (
  items: ReadonlyMap<string, ItemLens>,
  snapshot: Snapshot,
  {key, checklist}: ItemLens,
): ItemLens[] => {
  const calls = (snapshot.bindings[key]?.checks ?? []).flatMap((call) => ('any' in call ? call.any : [call]))
  const names = new Set(calls.flatMap(({needs}) => needs))
  return [...names].flatMap((name) => items.get(name) ?? items.get(`${checklist}:${name}`) ?? [])
}

const badness: Record<Status, number> = {fail: 4, blocked: 3, pass: 2, 'not-applicable': 1}

/** How bad a status is; none is the least. */
export const worth = (status: Status | null): number => (status === null ? 0 : badness[status])

/** The worst of several statuses. */
export const worst = (statuses: Iterable<Status | null>): Status | null => {
  let found: Status | null = null
  for (const status of statuses) if (worth(status) > worth(found)) found = status
  return found
}

/** What a cell shows of a result: the roll-up, and never better than its own status. */
export const shown = ({own, rollUp}: Result): Status | null => worst([own.status, rollUp.status])

/** An item that is not so, and that nobody accepted. */
export const isOpen = ({own, waiver}: Result): boolean =>
  (own.status === 'fail' || own.status === 'blocked') && waiver === null

/** Results of an item in an environment, an empty list when it was not judged there. */
export const resultsOf = (environment: EnvironmentLens, key: string): readonly Result[] =>
  environment.results.get(key) ?? []
