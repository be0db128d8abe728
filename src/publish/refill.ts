import {readFile} from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import type {Snapshot} from '../model/index.ts'
import {aloneWith} from './alone.ts'
import {copyAgain} from './files.ts'
import {refillPages, writeData} from './finish.ts'
import {isOurMake} from './made-by.ts'
import {pngDrawer} from './png.ts'
import {ownTool, type SiteTool} from './tool.ts'

const Built = z.object({docs: z.string(), checklists: z.array(z.object({name: z.string(), digest: z.string()}))})

export interface Refilled {
  /** Pages that changed. */
  changed: string[]
  /** Why the site must be built again instead, null when it was refilled. */
  stale: string | null
}

export interface RefillOptions {
  /** Absolute: where the files are that pages link to. */
  root: string
  out: string
  snapshot: Snapshot
  /** What built the site, asked for when a picture must be drawn; the one beside this package unless given. */
  tool?: () => Promise<SiteTool>
}

/** Puts new results into a built site, without Astro: the same bytes as a build would give. Docs that changed need a build. */
export const refillSite = (options: RefillOptions): Promise<Refilled> => aloneWith(options.out, () => refill(options))

async function refill({root, out, snapshot, tool = async () => ownTool()}: RefillOptions): Promise<Refilled> {
  const stale = await whyStale(out, snapshot)
  if (stale !== null) return {changed: [], stale}
  await copyAgain(root, out)
  const changed = await refillPages(out, snapshot)
  await writeData(out, snapshot, async (svg) => pngDrawer(await tool())(svg))
  return {changed, stale: null}
}

async function whyStale(out: string, {checklists, docs}: Snapshot): Promise<string | null> {
  const built = await builtFrom(out)
  if (built === null) return 'there is no built site'
  if (!(await isOurMake(out))) return 'another version of Proofmark built the site'
  const now = new Map(checklists.map(({name, digest}) => [name, digest]))
  const before = new Map(built.checklists.map(({name, digest}) => [name, digest]))
  const differ = [...new Set([...now.keys(), ...before.keys()])].filter((name) => now.get(name) !== before.get(name))
  if (differ.length > 0) return `the checklist ${differ.map((name) => `\`${name}\``).join(', ')} has changed`
  return built.docs === docs ? null : 'the docs have changed'
}

async function builtFrom(out: string): Promise<z.infer<typeof Built> | null> {
  try {
    return Built.parse(JSON.parse(await readFile(path.join(out, 'status.json'), 'utf8')))
  } catch {
    return null
  }
}
