import * as z from 'zod'
import {SettingReading} from '../../model/index.ts'

/** What a variable is, as an expectation sees it. */
export const Seen = SettingReading.extend({
  name: z.string().describe('Name of the variable'),
  value: z.string().describe('The text as set, `[secret]` for a secret, empty when it is not set'),
})
export type Seen = z.infer<typeof Seen>

/** The same fields, for a check of one variable alone. */
export const SeenAlone = Seen.partial()
const described = new Map(Object.entries(Seen.shape).map(([field, {description = ''}]) => [field, description]))
// `partial` drops what a field was described as.
for (const [field, schema] of Object.entries(SeenAlone.shape))
  z.globalRegistry.add(schema, {description: described.get(field) ?? ''})

export const seenReading = (reading: SettingReading): Seen => ({...reading, value: reading.value ?? ''})

const sources: Readonly<Record<Seen['kind'], string>> = {
  dotenv: 'a file of variables',
  configmap: 'a ConfigMap',
  secret: 'a Secret',
  deployment: 'the workload itself',
  compose: 'the compose file',
  values: 'the values given',
  default: 'the default',
  none: 'nowhere',
}

/** One reading in a reader's words: what is set, how it reads, where it stands. */
export function readingWords({value, effective, set, junk, source, kind}: Seen): string {
  const reads = typeof effective === 'object' ? effective?.join(', ') : effective
  const fallback = effective === null ? '' : `, so the default ${reads === '' ? '""' : reads}`
  if (!set) return `not set${fallback}`
  const where =
    source !== null ? ` in ${source.file}:${source.line}` : kind === 'values' ? ' in the values of proofmark.yaml' : ''
  if (value === '[secret]') return `a hidden value from ${sources[kind]}${where}`
  const quoted = JSON.stringify(value)
  if (junk) return `${quoted} (cannot be read${fallback})${where}`
  // A number out of text that is none is a duration.
  const unit = typeof effective === 'number' && Number.isNaN(Number(value)) ? ' ms' : ''
  return `${quoted}${String(reads) === value || effective === null ? '' : ` (reads as ${reads}${unit})`}${where}`
}
