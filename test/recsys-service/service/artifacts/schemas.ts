import {z} from 'zod'

/** The kinds of artifact that the pipelines compute; the ranking here reads the first two. */
export const artifactKinds = ['popularity', 'cooc', 'implicit', 'content_sim', 'session_seq'] as const

const id = z.string().min(1)
const score = z.number().min(0)

/** What is current for a tenant's surface: the pipelines swap this file last. */
export const manifestSchema = z.strictObject({
  v: z.literal(1),
  tenant: id,
  surface: id,
  current: z.partialRecord(z.enum(artifactKinds), z.url()),
  updated_at: z.iso.datetime({offset: true}),
})
export type Manifest = z.infer<typeof manifestSchema>

export const popularitySchema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('popularity'),
  items: z.array(z.strictObject({item_id: id, score, tags: z.array(z.string()).default([])})),
})
export type Popularity = z.input<typeof popularitySchema>

export const coocSchema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('cooc'),
  items: z.array(z.strictObject({item_id: id, neighbours: z.array(z.strictObject({item_id: id, score}))})),
})
export type Cooc = z.input<typeof coocSchema>
