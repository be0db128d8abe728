import {createHmac} from 'node:crypto'
import type {RankedItem} from '../ranking.ts'

/** What was shown to whom, as the log's formats take it. */
export interface Exposure {
  at: Date
  meta: {
    request_id: string
    tenant_id: string
    surface: string
    segment: string
    algo_version: string
    config_version?: string
    rules_version?: string
  }
  /** The id that the ranking was made for. */
  subject: string
  user: Partial<Record<'user_id' | 'anonymous_id' | 'session_id', string | undefined>>
  items: readonly RankedItem[]
}

export type ExposureFormat = 'service_v1' | 'eval_v1'

/** One line of the log; no id of a person is written as it came. */
export function exposureLine(exposure: Exposure, format: ExposureFormat, salt: string): object {
  const {at, meta, subject, user} = exposure
  const hash = (id: string) => createHmac('sha256', salt).update(id).digest('hex')
  const items = exposure.items.map(({item_id, rank}) => ({item_id, rank}))
  const {request_id, ...context} = meta
  if (format === 'eval_v1') return {request_id, user_id: hash(subject), ts: at.toISOString(), items, context}
  const subjects = Object.entries(user).flatMap(([name, id]) => (id ? [[`${name}_hash`, hash(id)]] : []))
  return {
    schema_version: 'v1',
    timestamp: at.toISOString(),
    request_id,
    ...context,
    subject: Object.fromEntries(subjects),
    context: {},
    items,
  }
}
