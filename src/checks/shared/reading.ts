import * as z from 'zod'
import {SettingReading} from '../../model/index.ts'

/** What a variable is, with its effective value in the types that an expectation can count on. */
export const Seen = SettingReading.extend({
  name: z.string().describe('Name of the variable'),
  value: z.string().describe('The text as set, `[secret]` for a secret, empty when it is not set'),
  text: z.string().describe('What the service reads, as text; empty when that is not known'),
  number: z.number().optional().describe('The same as a number, for int, number and duration (in milliseconds)'),
  list: z.array(z.string()).optional().describe('The same as a list, for list'),
})
export type Seen = z.infer<typeof Seen>

/** The same fields, for a check of one variable alone; a bare `list` would be the type of that name in CEL. */
export const SeenAlone = Seen.omit({list: true}).partial()
const described = new Map(Object.entries(Seen.shape).map(([field, {description = ''}]) => [field, description]))
// `partial` drops what a field was described as.
for (const [field, schema] of Object.entries(SeenAlone.shape))
  z.globalRegistry.add(schema, {description: described.get(field) ?? ''})

/** A reading with its effective value in the types that an expectation can count on. */
export function seenReading(reading: SettingReading): Seen {
  const {effective} = reading
  const text = Array.isArray(effective) ? effective.join(',') : String(effective ?? '')
  return {
    ...reading,
    value: reading.value ?? '',
    text,
    ...(typeof effective === 'number' ? {number: effective} : {}),
    ...(Array.isArray(effective) ? {list: effective} : {}),
  }
}

/** One reading in a reader's words: what is set, how it reads, where it stands. */
export function readingWords({value, effective, set, junk, source, kind}: Seen): string {
  const reads = typeof effective === 'object' ? effective?.join(', ') : effective
  const fallback = effective === null ? '' : `, so the default ${reads === '' ? '""' : reads}`
  if (!set) return `not set${fallback}`
  const where =
    source !== null ? ` in ${source.file}:${source.line}` : kind === 'values' ? ' in the values of proofmark.yaml' : ''
  if (value === '[secret]') return `set, and secret${where}`
  const quoted = JSON.stringify(value)
  if (junk) return `${quoted} (cannot be read${fallback})${where}`
  return `${quoted}${String(reads) === value || effective === null ? '' : ` (reads as ${reads})`}${where}`
}
