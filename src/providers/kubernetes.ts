import * as z from 'zod'
import {DoorClosed, type Position, place} from '../model/index.ts'
import type {Step} from './entry.ts'
import {misfit, type Page} from './pages.ts'

// In a page every value is text, so a key without a value is an empty text.
const orEmpty = <T extends z.ZodType>(empty: unknown, schema: T) =>
  z.preprocess((value) => (value === '' ? empty : value), schema)
const mapOf = <T extends z.ZodType>(value: T) => orEmpty({}, z.record(z.string(), value))
const listOf = <T extends z.ZodType>(value: T) => orEmpty([], z.array(value))

const Ref = z.object({name: z.string(), optional: z.string().optional()})
const KeyRef = Ref.extend({key: z.string()})
const Variable = z.object({
  name: z.string(),
  value: z.string().optional(),
  valueFrom: z.object({secretKeyRef: KeyRef.optional(), configMapKeyRef: KeyRef.optional()}).optional(),
})
const From = z.object({prefix: z.string().default(''), configMapRef: Ref.optional(), secretRef: Ref.optional()})
export type StoreRef = z.infer<typeof Ref>
export type KeyRef = z.infer<typeof KeyRef>
export type Variable = z.infer<typeof Variable>
const Container = z.object({env: listOf(Variable).default([]), envFrom: listOf(From).default([])})
const PodSpec = z.object({containers: listOf(Container).default([])})
const Named = z.object({kind: z.string(), metadata: z.object({name: z.string()})})
const Data = z.object({data: mapOf(z.string()).default({}), stringData: mapOf(z.string()).default({})})

type Path = readonly (string | number)[]
type Values = ReadonlyMap<string, {value: string; at: Position}>

/** A ConfigMap or Secret: values by key. */
export interface Store {
  type: 'store'
  kind: 'configmap' | 'secret'
  name: string
  values: Values
}

/** Something that starts containers of the service. */
export interface Workload {
  type: 'workload'
  kind: string
  name: string
  pod: z.infer<typeof PodSpec>
  at: (path: Path) => Position
}

/** Where the pod of each kind of workload stands. */
const pods: Readonly<Record<string, Path>> = {
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  Pod: ['spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
}
const inside = (data: unknown, path: Path): unknown =>
  path.reduce((at: unknown, key) => (at !== null && typeof at === 'object' ? Reflect.get(at, key) : undefined), data)

function checked<T>(schema: z.ZodType<T>, data: unknown, page: Page, path: Path): T {
  const read = schema.safeParse(data)
  if (read.success) return read.data
  throw misfit('manifest', page, read.error.issues, path)
}

const base64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/

function decode(key: string, encoded: string, at: Position): string {
  if (!base64.test(encoded)) {
    throw new DoorClosed(
      'error',
      at.file,
      `${place(at)} Unexpected text in \`data.${key}\` of a Secret, expected base64, or the key under \`stringData\``,
    )
  }
  return Buffer.from(encoded, 'base64').toString('utf8')
}

function storeOf(kind: Store['kind'], name: string, page: Page, path: Path, object: unknown): Store {
  const {data, stringData} = checked(Data, object, page, path)
  const values = new Map<string, {value: string; at: Position}>()
  for (const [key, written] of Object.entries(data)) {
    const at = page.at([...path, 'data', key])
    values.set(key, {value: kind === 'secret' ? decode(key, written, at) : written, at})
  }
  if (kind === 'secret') {
    for (const [key, value] of Object.entries(stringData))
      values.set(key, {value, at: page.at([...path, 'stringData', key])})
  }
  return {type: 'store', kind, name, values}
}

/** Whether a page is a Kubernetes object, or an empty page between two of them. */
export const isKubernetes = ({data}: Page): boolean =>
  data === null || data === '' || typeof inside(data, ['kind']) === 'string'

/** The ConfigMaps, Secrets and workloads of a page; other kinds say nothing about variables. */
export function objectsOf(page: Page, path: Path = []): (Store | Workload)[] {
  const object = inside(page.data, path)
  const kind = inside(object, ['kind'])
  if (typeof kind !== 'string') return []
  if (kind.endsWith('List') && Array.isArray(inside(object, ['items']))) {
    return checked(z.array(z.unknown()), inside(object, ['items']), page, path).flatMap((_, index) =>
      objectsOf(page, [...path, 'items', index]),
    )
  }
  const pod = pods[kind]
  if (pod === undefined && kind !== 'ConfigMap' && kind !== 'Secret') return []
  const {name} = checked(Named, object, page, path).metadata
  if (pod === undefined) return [storeOf(kind === 'Secret' ? 'secret' : 'configmap', name, page, path, object)]
  const spec = checked(PodSpec, inside(object, pod) ?? {}, page, [...path, ...pod])
  return [{type: 'workload', kind, name, pod: spec, at: (inner) => page.at([...path, ...pod, ...inner])}]
}

/** What a ConfigMap or Secret sets when no workload says which of them it takes. */
export const storeSteps = ({kind, values}: Store): Step[] =>
  [...values].map(([name, {value, at}]) => ({
    step: 'set',
    entry: {name, value, kind, at},
    rank: kind === 'secret' ? 2 : 1,
  }))
