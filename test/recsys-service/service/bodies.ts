import {z} from 'zod'
import {Problem} from './problem.ts'

const name = z.string().min(1).max(256)
const names = z.array(name).max(1_000)
const subject = z.string().max(256).optional()
const k = z.int().min(1).max(200).optional()

const recommendSchema = z.strictObject({
  surface: name,
  k,
  user: z.strictObject({user_id: subject, anonymous_id: subject, session_id: subject}).optional(),
  segment: name.optional(),
  constraints: z.strictObject({required_tags: names.optional(), forbidden_tags: names.optional()}).optional(),
  candidates: z.strictObject({include_ids: names.optional(), exclude_ids: names.optional()}).optional(),
  options: z.strictObject({explain: z.enum(['none', 'full']).optional()}).optional(),
})

const similarSchema = z.strictObject({surface: name, item_id: name, k})

export interface Warning {
  code:
    | 'DEFAULT_APPLIED'
    | 'SIGNAL_UNAVAILABLE'
    | 'SIGNAL_PARTIAL'
    | 'CANDIDATES_INCLUDE_FILTERED'
    | 'CANDIDATES_INCLUDE_EMPTY'
    | 'CONSTRAINTS_FILTERED'
  detail: string
}

export const defaultSegment = 'default'

/** How many items a surface gives where a request names no number. */
export type SurfaceK = (surface: string) => number

/** A recommend body with its defaults filled in, and a warning for each that was. */
export function normalisedRecommend(body: unknown, surfaceK: SurfaceK) {
  const given = parsed(recommendSchema, body)
  const {k = surfaceK(given.surface), segment = defaultSegment, user = {}, constraints, candidates, options} = given
  const subject = user.user_id || user.anonymous_id || user.session_id || ''
  if (subject === '') {
    throw new Problem(422, 'RECSYS_UNPROCESSABLE_ENTITY', 'user needs a user_id, an anonymous_id or a session_id')
  }
  return {
    request: {
      surface: given.surface,
      k,
      user,
      segment,
      required_tags: constraints?.required_tags ?? [],
      forbidden_tags: constraints?.forbidden_tags ?? [],
      include_ids: candidates?.include_ids,
      exclude_ids: candidates?.exclude_ids ?? [],
      explain: options?.explain ?? 'none',
    },
    subject,
    warnings: defaultWarnings(body, {k, segment}),
  }
}

/** A similar body with its defaults filled in. */
export function normalisedSimilar(body: unknown, surfaceK: SurfaceK) {
  const given = parsed(similarSchema, body)
  const k = given.k ?? surfaceK(given.surface)
  return {request: {...given, k}, warnings: defaultWarnings(body, {k})}
}

function defaultWarnings(body: unknown, defaults: Record<string, unknown>): Warning[] {
  return Object.entries(defaults)
    .filter(([field]) => typeof body === 'object' && body !== null && !Object.hasOwn(body, field))
    .map(([field, value]) => ({code: 'DEFAULT_APPLIED', detail: `${field} is ${value}`}))
}

/** What a client sent, or a 400 problem that names the first thing wrong with it. */
export function parsed<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new Problem(400, 'RECSYS_INVALID_REQUEST', `${issue?.path.join('.') || 'body'}: ${issue?.message}`)
}
