import {createHash} from 'node:crypto'

/** JSON as Postgres prints a `jsonb` value: keys by length, then by bytes; a space after `,` and `:`. */
export function jsonbText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonbText).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value)
    .map(([key, field]) => ({key: Buffer.from(key), text: `${JSON.stringify(key)}: ${jsonbText(field)}`}))
    .sort((a, b) => a.key.length - b.key.length || Buffer.compare(a.key, b.key))
  return `{${fields.map((field) => field.text).join(', ')}}`
}

/** A stored document's version: the same document gives the same version, however it was written. */
export function versionOf(document: unknown): string {
  return createHash('sha256').update(jsonbText(document)).digest('hex')
}
