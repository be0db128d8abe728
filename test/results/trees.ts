import type {Attestation, Fact, Finding, Plan, Run} from '../../src/model/index.ts'
import {attestation, finding, type ItemSpec, planOf, reading, runOf} from './build.ts'
import type {Kind, Tree} from './oracle.ts'

const names = ['acme', 'globex']
export const idOf = (index: number): string => `i${index}`
export const keyOf = (index: number): string => `launch:${idOf(index)}`

/** One object for all trees, so that a condition is parsed once: that of item 2 is `facts.applies.i2`. */
const facts: Record<string, Fact> = {
  known: {scope: 'tenant', take: 'one', values: {no: ''}},
  applies: {
    scope: 'tenant',
    take: 'some',
    values: Object.fromEntries([...Array(8).keys()].map((index) => [idOf(index), ''])),
  },
}

/** What holds of each item's condition, for each tenant. */
function factsOf(tree: Tree, tenants: readonly string[]) {
  return tree.flatMap(({kinds}, index) =>
    tenants.map((tenant, at) => {
      const kind = kinds[at] ?? kinds[0]
      const truth = kind === 'when-false' ? 'false' : kind === 'when-unknown' ? 'unknown' : 'true'
      return reading('applies', idOf(index), truth, {tenant})
    }),
  )
}

const outcomes: Partial<Record<Kind, Finding['outcome']>> = {pass: 'pass', fail: 'fail', error: 'error'}

function itemOf(tree: Tree, index: number, tenants: readonly string[]): ItemSpec {
  const leaf = tree[index]
  const all = leaf?.kinds ?? []
  const [kind] = all
  const call = (tenant: string) => [
    {id: `${idOf(index)}-${tenant}`, ...(leftOut(tenant) ? {when: 'facts.known.no'} : {})},
  ]
  const leftOut = (tenant: string): boolean => (all[tenants.indexOf(tenant)] ?? kind) === 'left-out'
  const checked = all.length > 1 || !['dropped', 'bare', 'attested-away'].includes(kind ?? 'bare')
  return {
    id: idOf(index),
    colon: true,
    when: `facts.applies.${idOf(index)}`,
    ...(leaf?.parent === null || leaf === undefined ? {} : {parent: idOf(leaf.parent)}),
    ...(leaf?.recommended ? {level: 'recommended' as const} : {}),
    ...(kind === 'dropped' ? {drop: 'old'} : {}),
    ...(kind === 'attested-away' ? {attest: {}} : {}),
    ...(all.length > 1 ? {perTenant: true} : {}),
    ...(checked
      ? {calls: all.length > 1 ? Object.fromEntries(tenants.map((each) => [each, call(each)])) : {'-': call('-')}}
      : {}),
  }
}

/** A tree as a plan, with the run and the records that make each item what it is. */
export function built(tree: Tree, tenants: number): {plan: Plan; run: Run; records: Attestation[]} {
  const named = tenants > 1 ? names.slice(0, tenants) : ['-']
  const items = tree.map((_, index) => itemOf(tree, index, named))
  const findings = tree.flatMap(({kinds}, index) =>
    kinds.flatMap((kind, at) => {
      const outcome = outcomes[kind]
      const tenant = kinds.length > 1 ? (named[at] ?? '-') : '-'
      return outcome === undefined ? [] : [finding(`${idOf(index)}-${tenant}`, outcome)]
    }),
  )
  const known = [...named, '-'].map((tenant) => reading('known', 'no', 'false', {tenant}))
  const shared = tenants > 1 ? factsOf(tree, ['-']) : []
  return {
    plan: {...planOf({items, tenants: named}), facts},
    run: runOf({findings, facts: [...factsOf(tree, named), ...shared, ...known]}),
    records: tree.flatMap(({kinds}, index) =>
      kinds[0] === 'attested-away' ? [attestation(idOf(index), {says: 'not-applicable'})] : [],
    ),
  }
}
