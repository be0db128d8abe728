interface Since {
  since: string | null
}

const byTime = (a: string, b: string): number => Date.parse(a) - Date.parse(b)

/** The first of some moments that is known: what any of several holds up has stood at least since then. */
export const earliest = (all: readonly Since[]): string | null =>
  all.flatMap(({since}) => since ?? []).toSorted(byTime)[0] ?? null

/** The last of some moments: what all of several hold up stands since then; null when one is unknown. */
export function latest(all: readonly Since[]): string | null {
  const known = all.flatMap(({since}) => since ?? [])
  return known.length === all.length ? (known.toSorted(byTime).at(-1) ?? null) : null
}
