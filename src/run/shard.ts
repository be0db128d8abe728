/** Which share of the calls of a plan is made: the second of eight. */
export interface Share {
  index: number
  of: number
}

/** The shard of each call: by its id alone, whatever their order, and no shard has two calls more than another. */
export function shardOf(calls: readonly string[], of: number): ReadonlyMap<string, number> {
  return new Map(calls.toSorted().map((id, place) => [id, (place % of) + 1]))
}

/** The calls of one shard, and all that they need, by way of others too. */
export function callsOf(
  calls: readonly string[],
  {index, of}: Share,
  needed: (call: string) => readonly string[],
): ReadonlySet<string> {
  const made = new Set([...shardOf(calls, of)].filter(([, shard]) => shard === index).map(([id]) => id))
  // What is added while a set is walked is walked too.
  for (const id of made) for (const need of needed(id)) made.add(need)
  return made
}
