import {setImmediate as turn} from 'node:timers/promises'

const most = 16

/** Does a work for each, some of them while others wait; gives what came of them in their order. In between whoever else works has a turn. */
export async function together<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let start = 0; start < all.length; start += most) {
    results.push(...(await Promise.all(all.slice(start, start + most).map(work))))
    await turn()
  }
  return results
}
