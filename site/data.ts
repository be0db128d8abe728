import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {work} from 'virtual:proofmark'
import {z} from 'astro/zod'
import {Snapshot} from '../src/model/index.ts'
import {fill} from '../src/view/index.ts'

const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(path.join(work, name), 'utf8'))
const readSnapshot = async (): Promise<Snapshot> => Snapshot.parse(await read('snapshot.json'))

/** The snapshot that this site is built from. */
export let snapshot = await readSnapshot()

/** The markers of a page: a build fills them when Astro is done, so that no page of Astro's depends on results. */
export const shown = (markers: string): string => (import.meta.env.DEV ? fill(markers, snapshot) : markers)

/** Reads the snapshot again, for Astro's development server: in a build there is but one. */
export async function refresh(): Promise<void> {
  snapshot = await readSnapshot()
}

const Pages = z.array(z.object({route: z.string(), html: z.string()}))

/** What our own pipeline rendered last of a page: Astro's store would notice half a second later. */
export const renderedHtml = async (address: string): Promise<string | undefined> =>
  Pages.parse(await read('pages.json')).find(({route}) => route === address)?.html
