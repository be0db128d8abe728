import {z} from 'zod'

const name = z.string().min(1).max(256)
const weight = z.number().min(0).max(1).optional()

/** What an operator may store as a tenant's config. */
export const configSchema = z.strictObject({
  surfaces: z.record(name, z.strictObject({k: z.int().min(1).max(200)})).optional(),
  weights: z.strictObject({pop: weight, cooc: weight, affinity: weight}).optional(),
})
export type Config = z.infer<typeof configSchema>

const target = z.union([z.strictObject({tag: name}), z.strictObject({item_id: name})])

/** What an operator may store as a tenant's rules. */
export const rulesSchema = z
  .array(
    z.discriminatedUnion('action', [
      z.strictObject({action: z.literal('block'), target}),
      z.strictObject({action: z.literal('boost'), target, factor: z.number().positive()}),
      z.strictObject({action: z.literal('pin'), target: z.strictObject({item_id: name})}),
    ]),
  )
  .max(1_000)
export type Rules = z.infer<typeof rulesSchema>

export interface Weights {
  pop: number
  cooc: number
  affinity: number
}

const defaultK = 20
const usualWeights: Weights = {pop: 0.8, cooc: 0, affinity: 0.2}

/** A surface's number of items where a request names none. */
export function surfaceK({surfaces}: Config, surface: string): number {
  return (surfaces !== undefined && Object.hasOwn(surfaces, surface) ? surfaces[surface]?.k : undefined) ?? defaultK
}

/** The weights of the signals: those of the config alone, if it has any. */
export function weightsOf({weights}: Config): Weights {
  return weights === undefined
    ? usualWeights
    : {pop: weights.pop ?? 0, cooc: weights.cooc ?? 0, affinity: weights.affinity ?? 0}
}
