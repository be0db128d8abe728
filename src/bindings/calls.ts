import {createHash} from 'node:crypto'
import type {CallNode, Environment, Expectation, Json, PlannedCall, Tenant} from '../model/index.ts'
import {noTenant} from '../model/index.ts'
import {complete, type Expanded, type Where} from './expand.ts'
import type {Report} from './report.ts'

/** How long a call may take unless it says. */
const usualTimeout = 10_000

/** JSON with the keys of every map in order, so that the same data gives the same text. */
function canonical(json: Json): string {
  if (Array.isArray(json)) return `[${json.map(canonical).join(',')}]`
  if (json === null || typeof json !== 'object') return JSON.stringify(json)
  const entries = Object.entries(json).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${canonical(value)}`).join(',')}}`
}

const withoutPlace = (expect: Expectation): Json => (expect.form === 'cel' ? {cel: expect.text} : {map: expect.map})

const hashOf = (what: Json): string => createHash('sha256').update(canonical(what)).digest('hex').slice(0, 16)

type Unnamed = Omit<PlannedCall, 'id' | 'look'>

/** Identical calls have one id, over all that can change what a call sees or says. */
const idOf = ({check, params, expect, from, retry, timeout, tenant, needs}: Unnamed): string =>
  hashOf({
    check,
    params,
    expect: withoutPlace(expect),
    from,
    retry: retry === null ? null : {...retry},
    timeout,
    tenant,
    needs: [...needs].sort(),
  })

/** Calls that look at the same thing have one look, over all that can change what a call sees. */
const lookOf = ({check, params, from, tenant}: Unnamed): string => hashOf({check, params, from, tenant})

/** A call of an item: read, and the keys of the items that must pass first. */
export interface Ready extends Expanded {
  needs: string[]
}
export type ReadyOrAny = Ready | {any: Ready[]}

/** All calls of a plan, each once. */
export class Calls {
  readonly #calls = new Map<string, PlannedCall>()
  readonly #environment: Environment
  readonly #report: Report

  constructor(environment: Environment, report: Report) {
    this.#environment = environment
    this.#report = report
  }

  get all(): PlannedCall[] {
    return [...this.#calls.values()]
  }

  /** The nodes of an item for each tenant, or one for all alike. */
  nodes(calls: readonly ReadyOrAny[], where: Where, perTenant: boolean): Record<string, CallNode[]> {
    const all: Tenant = {id: noTenant, facts: {}, config: [], target: null}
    const tenants = perTenant ? this.#environment.tenants : [all]
    return Object.fromEntries(
      tenants.map((tenant) => [tenant.id, calls.flatMap((call) => this.#node(call, where, tenant))]),
    )
  }

  #node(call: ReadyOrAny, where: Where, tenant: Tenant): CallNode[] {
    if (!('any' in call)) return this.#plan(call, where, tenant)
    const any = call.any.flatMap((each) => this.#plan(each, where, tenant))
    return any.length === 0 ? [] : [{any}]
  }

  #plan(ready: Ready, where: Where, tenant: Tenant): {call: string; when: Ready['call']['when']}[] {
    const completed = complete(ready, where, tenant.id, this.#report)
    if (completed === null) return []
    const own = ready.namesTenant || tenant.config.length > 0 || tenant.target !== null
    const {check, written, from, timeout, retry, when, at} = ready.call
    const {code} = ready.draft.check
    const planned = {
      check,
      ...(code === null ? {} : {code}),
      ...completed,
      written,
      tenant: own ? tenant.id : noTenant,
      from,
      needs: ready.needs,
      timeout: timeout ?? usualTimeout,
      retry,
      at,
    }
    const id = idOf(planned)
    if (!this.#calls.has(id)) this.#calls.set(id, {id, look: lookOf(planned), ...planned})
    return [{call: id, when}]
  }
}
