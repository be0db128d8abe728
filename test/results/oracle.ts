/**
 * The rules once more, by brute force over small trees and without a line of the code that they judge: an own status is
 * looked up, a roll-up collects a set, a gate asks each item.
 */

/** What an item is by itself, before its ancestors have a say. */
export const kinds = [
  'pass',
  'fail',
  'error',
  'left-out',
  'when-false',
  'when-unknown',
  'dropped',
  'bare',
  'attested-away',
] as const
export type Kind = (typeof kinds)[number]

export interface Leaf {
  /** Index of the item around it, or null. */
  parent: number | null
  recommended: boolean
  /** One kind for each tenant, or one for all. */
  kinds: readonly Kind[]
}

export type Tree = readonly Leaf[]
export type Standing = 'pass' | 'fail' | 'blocked' | 'not-applicable' | 'none'

const hasChildren = (tree: Tree, index: number): boolean => tree.some(({parent}) => parent === index)
const perTenant = (leaf: Leaf): boolean => leaf.kinds.length > 1

function ancestors(tree: Tree, index: number): number[] {
  const parent = tree[index]?.parent ?? null
  return parent === null ? [] : [parent, ...ancestors(tree, parent)]
}

/** The own status of an item for one tenant. Every bare item ends with a colon. */
export function own(tree: Tree, index: number, tenant: number): Standing {
  const kindAt = (each: number): Kind => {
    const all = tree[each]?.kinds ?? []
    return all[tenant] ?? all[0] ?? 'bare'
  }
  const kind = kindAt(index)
  const above = ancestors(tree, index).map(kindAt)
  if ([kind, ...above].includes('when-false')) return 'not-applicable'
  if (kind === 'left-out') return 'not-applicable'
  if ([kind, ...above].includes('when-unknown')) return 'blocked'
  if (kind === 'dropped') return 'none'
  if (kind === 'attested-away') return 'not-applicable'
  if (kind === 'bare') return hasChildren(tree, index) ? 'none' : 'blocked'
  return kind === 'error' ? 'blocked' : kind === 'fail' ? 'fail' : 'pass'
}

/** The tenants that an item has a cell for. */
export const tenantsOf = (tree: Tree, index: number, tenants: number): number[] => {
  const leaf = tree[index]
  return leaf !== undefined && perTenant(leaf) ? [...Array(tenants).keys()] : [0]
}

const badness: Record<Standing, number> = {fail: 4, blocked: 3, pass: 2, 'not-applicable': 1, none: 0}
export const worstOf = (all: readonly Standing[]): Standing =>
  all.reduce<Standing>((worst, each) => (badness[each] > badness[worst] ? each : worst), 'none')

/** Each item below another, as often as tenants bear on it. */
function below(tree: Tree, index: number, tenant: number, tenants: number): {leaf: Leaf; standing: Standing}[] {
  const narrow = tree[index] !== undefined && perTenant(tree[index])
  return tree.flatMap((leaf, other) => {
    if (!ancestors(tree, other).includes(index)) return []
    const at = narrow && perTenant(leaf) ? [tenant] : tenantsOf(tree, other, tenants)
    return at.map((each) => ({leaf, standing: own(tree, other, each)}))
  })
}

export function rollUp(tree: Tree, index: number, tenant: number, tenants: number): Standing {
  const required = below(tree, index, tenant, tenants).filter(({leaf}) => !leaf.recommended)
  return worstOf([own(tree, index, tenant), ...required.map(({standing}) => standing)])
}

/** Recommended items, here and below, that are not so in any cell that bears on it. */
export function recommendedNotSo(tree: Tree, index: number, tenant: number, tenants: number): number {
  const here = tree[index]
  const cells = below(tree, index, tenant, tenants)
  const all = here === undefined ? cells : [{leaf: here, standing: own(tree, index, tenant)}, ...cells]
  const notSo = all.filter(({leaf, standing}) => leaf.recommended && badness[standing] > 2)
  return new Set(notSo.map(({leaf}) => leaf)).size
}

/** The gate that reads all required items, unbound ones counted. */
export function gate(tree: Tree, tenants: number): {met: boolean; toMend: string[]} {
  const required = tree.flatMap(({recommended}, index) => (recommended ? [] : [index]))
  const standings = (index: number) => tenantsOf(tree, index, tenants).map((tenant) => own(tree, index, tenant))
  const toMend = required.flatMap((index) =>
    standings(index).flatMap((standing, tenant) => (badness[standing] > 2 ? [`${index}@${tenant}`] : [])),
  )
  const passing = required.some((index) => standings(index).includes('pass'))
  return {met: toMend.length === 0 && passing, toMend}
}

/** Every way to nest `size` items in document order: each stands at the top, or in one of those still open. */
export function shapes(size: number): (number | null)[][] {
  if (size === 0) return [[]]
  return shapes(size - 1).flatMap((shape) => {
    const last = size - 2
    const open: (number | null)[] = [null]
    for (let each: number | null = last >= 0 ? last : null; each !== null; each = shape[each] ?? null) open.push(each)
    return open.map((parent) => [...shape, parent])
  })
}

/** All ways to take one of `choices` `size` times. */
export function* words<T>(choices: readonly T[], size: number): Generator<T[]> {
  if (size === 0) yield []
  else for (const rest of words(choices, size - 1)) for (const choice of choices) yield [...rest, choice]
}
