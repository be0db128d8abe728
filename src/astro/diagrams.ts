import {readFile} from 'node:fs/promises'
import {findPackageJSON} from 'node:module'
import path from 'node:path'
import {pathToFileURL} from 'node:url'
import * as z from 'zod'
import type {Draw} from '../markdown/index.ts'
import {drawerFrom} from '../publish/diagrams.ts'

const name = 'beautiful-mermaid'

const Manifest = z.object({exports: z.object({'.': z.object({import: z.string()})})})

/** What draws diagrams, where the team has installed it; without it they show their source. */
export function drawerAt(root: string): (() => Promise<Draw>) | undefined {
  const manifest = manifestSeenFrom(root)
  return manifest === undefined ? undefined : drawerFrom(async () => import(await entryOf(manifest)))
}

/** Nothing of it is a module for `require`, which alone can be asked from where a team's site stands. */
function manifestSeenFrom(root: string): string | undefined {
  try {
    return findPackageJSON(name, pathToFileURL(path.join(root, 'package.json')))
  } catch {
    return undefined
  }
}

async function entryOf(manifest: string): Promise<string> {
  const {exports} = Manifest.parse(JSON.parse(await readFile(manifest, 'utf8')))
  return pathToFileURL(path.join(path.dirname(manifest), exports['.'].import)).href
}
