/** Does the work for each, so many at once, begun in their order. */
export async function inPool<T>(all: readonly T[], atOnce: number, work: (one: T) => Promise<void>): Promise<void> {
  let next = 0
  async function worker(): Promise<void> {
    for (let one = all[next]; one !== undefined; one = all[next]) {
      next += 1
      await work(one)
    }
  }
  await Promise.all(Array.from({length: Math.min(Math.max(1, atOnce), all.length)}, worker))
}
