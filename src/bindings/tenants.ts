import type {Expectation, Json} from '../model/index.ts'

const reference = /\$\{([^{}]*)\}/g

const strings = (json: Json): string[] => {
  if (typeof json === 'string') return [json]
  if (Array.isArray(json)) return json.flatMap(strings)
  return json !== null && typeof json === 'object' ? Object.values(json).flatMap(strings) : []
}

/** Names that the `${…}` in a call's texts refer to, each once. */
export const referencesIn = (json: Json): string[] => [
  ...new Set(strings(json).flatMap((text) => [...text.matchAll(reference)].map(([, name = '']) => name))),
]

const fill = (text: string, tenant: string): string => text.replaceAll('${tenant}', () => tenant)

/** The same data with the tenant's id filled in, wherever text stands. */
export function forTenant(json: Json, tenant: string): Json {
  if (typeof json === 'string') return fill(json, tenant)
  if (Array.isArray(json)) return json.map((item) => forTenant(item, tenant))
  if (json === null || typeof json !== 'object') return json
  return Object.fromEntries(Object.entries(json).map(([key, item]) => [key, forTenant(item, tenant)]))
}

/** An expectation with the tenant's id filled in. */
export function expectedFor(expectation: Expectation, tenant: string): Expectation {
  if (expectation.form === 'cel') return {...expectation, text: fill(expectation.text, tenant)}
  const map = Object.entries(expectation.map).map(([key, value]) => [key, forTenant(value, tenant)])
  return {...expectation, map: Object.fromEntries(map)}
}
