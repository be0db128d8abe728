/** One row of a closed table: what a slug means, in a sentence that a message can end with, and its docs page. */
export interface Row {
  readonly sentence: string
  readonly docs: string
}

/** The keys of a closed table, in their order, as zod wants them for an enum. */
export function slugs<T extends Record<string, unknown>>(table: T): [keyof T & string, ...(keyof T & string)[]] {
  const [first, ...rest] = Object.keys(table)
  if (first === undefined) throw new Error('Unexpected empty table, expected at least one row')
  // The one marked cast: Object.keys forgets the key type that the table has.
  return [first, ...rest] as [keyof T & string, ...(keyof T & string)[]]
}
