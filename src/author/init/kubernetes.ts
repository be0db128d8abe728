import {at, entriesAt, foreignYaml, textAt} from './foreign.ts'

/** What a file of manifests says of a service's settings. */
export interface Manifests {
  /** Names of what starts containers, with their kind. */
  workloads: string[]
  /** Whether it holds a ConfigMap or a Secret. */
  stores: boolean
  /** Why it cannot be read as it stands. */
  trouble: string | null
}

const workloads = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Pod', 'Job', 'CronJob'])
const longRunning = new Set(['Deployment', 'StatefulSet', 'DaemonSet'])
const base64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/

/** A Secret whose values are kept enciphered, or are no base64, says nothing that can be read. */
function isSealed(object: unknown): boolean {
  if (textAt(object, 'kind') !== 'Secret') return false
  const values = [...entriesAt(object, 'data'), ...entriesAt(object, 'stringData')].map(([, value]) => String(value))
  const broken = entriesAt(object, 'data').some(([, value]) => !base64.test(String(value)))
  return at(object, 'sops') !== undefined || broken || values.some((value) => value.startsWith('ENC['))
}

const objectsOf = (data: unknown): unknown[] =>
  textAt(data, 'kind')?.endsWith('List') ? entriesAt(data, 'items').map(([, item]) => item) : [data]

/** What Kubernetes manifests hold; null where a text is none of them, such as a template that has yet to be filled in. */
export function manifestsIn(text: string): Manifests | null {
  if (!/^[ \t]*["']?kind["']?[ \t]*:/m.test(text) || !/^[ \t]*["']?apiVersion["']?[ \t]*:/m.test(text)) return null
  const documents = foreignYaml(text)?.filter((document) => document !== null)
  if (!documents?.length || documents.some((document) => textAt(document, 'kind') === null)) return null
  const objects = documents.flatMap(objectsOf)
  const kinds = objects.map((object) => textAt(object, 'kind') ?? '')
  const stores = kinds.some((kind) => kind === 'ConfigMap' || kind === 'Secret')
  if (!stores && !kinds.some((kind) => workloads.has(kind))) return null
  const named = objects.filter((object) => longRunning.has(textAt(object, 'kind') ?? ''))
  return {
    workloads: named.map((object) => `${textAt(object, 'kind')} ${textAt(object, 'metadata', 'name') ?? '?'}`),
    stores,
    trouble: objects.some(isSealed) ? 'holds a Secret that is enciphered' : null,
  }
}
