import {DoorClosed, place} from '../model/index.ts'
import type {Step} from './entry.ts'
import type {KeyRef, Store, StoreRef, Variable, Workload} from './kubernetes.ts'

const jobs = new Set(['Job', 'CronJob'])
const kinds = {configmap: 'ConfigMap', secret: 'Secret'} as const

/** Values of a ConfigMap or Secret by name, later files laid over earlier ones; null when no listed file has it. */
function valuesOf(stores: readonly Store[], kind: Store['kind'], name: string): Store['values'] | null {
  const found = stores.filter((store) => store.kind === kind && store.name === name)
  return found.length === 0 ? null : new Map(found.flatMap(({values}) => [...values]))
}

/**
 * What a workload gives to its containers, in the platform's order: each `envFrom` over the one before, its own `env` over all of them.
 * The first container is the service by convention, so nothing that a sidecar sets overrides it; and a Deployment goes before a Job.
 */
export function workloadSteps({kind, name, pod, at}: Workload, stores: readonly Store[]): Step[] {
  const rank = jobs.has(kind) ? 1 : 2

  function fromStore(of: Store['kind'], ref: StoreRef, prefix: string, index: number, from: number): Step[] {
    const values = valuesOf(stores, of, ref.name)
    if (values !== null) {
      return [...values].map(([key, {value, at}]) => ({
        step: 'set',
        entry: {name: prefix + key, value, kind: of, at},
        rank,
      }))
    }
    if (ref.optional === 'true') return []
    const here = at(['containers', index, 'envFrom', from])
    const message = `${place(here)} Unexpected ${kinds[of]} \`${ref.name}\` that no file of \`config\` holds, expected it there, since ${kind} \`${name}\` takes variables from it`
    return [
      {
        step: 'gap',
        error: new DoorClosed('error', here.file, message, `list the file with ${kinds[of]} ${ref.name} in \`config\``),
      },
    ]
  }

  function fromKey(
    of: Store['kind'],
    {name: store, key, optional}: KeyRef,
    variable: string,
    index: number,
    nth: number,
  ): Step[] {
    const found = valuesOf(stores, of, store)?.get(key)
    if (found !== undefined) return [{step: 'set', entry: {name: variable, kind: of, ...found}, rank}]
    // A Secret that is kept out of Git is set all the same, unless the platform may start without it.
    const certain = of === 'secret' && optional !== 'true'
    const here = at(['containers', index, 'env', nth, 'name'])
    return [
      {step: 'set', entry: {name: variable, kind: certain ? 'secret' : 'deployment', value: null, at: here}, rank},
    ]
  }

  function own({name: variable, value, valueFrom}: Variable, index: number, nth: number): Step[] {
    if (valueFrom?.secretKeyRef) return fromKey('secret', valueFrom.secretKeyRef, variable, index, nth)
    if (valueFrom?.configMapKeyRef) return fromKey('configmap', valueFrom.configMapKeyRef, variable, index, nth)
    const known = valueFrom === undefined ? (value ?? '') : null
    return [
      {
        step: 'set',
        entry: {name: variable, kind: 'deployment', value: known, at: at(['containers', index, 'env', nth, 'name'])},
        rank,
      },
    ]
  }

  const steps = pod.containers.map(({env, envFrom}, index) => [
    ...envFrom.flatMap(({prefix, configMapRef, secretRef}, from) => [
      ...(configMapRef === undefined ? [] : fromStore('configmap', configMapRef, prefix, index, from)),
      ...(secretRef === undefined ? [] : fromStore('secret', secretRef, prefix, index, from)),
    ]),
    ...env.flatMap((variable, nth) => own(variable, index, nth)),
  ])
  return steps.reverse().flat()
}
