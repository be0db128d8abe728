const most = 16

/** Does a work for each, some of them while others wait for the disk; gives what came of them in their order. */
export async function together<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let start = 0; start < all.length; start += most)
    results.push(...(await Promise.all(all.slice(start, start + most).map(work))))
  return results
}
