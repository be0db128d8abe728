import {cp, mkdir} from 'node:fs/promises'
import path from 'node:path'
import {build} from 'astro'
import {environmentsNamed, planFor, prepare, processWorld, runEnvironment} from '../../src/public/index.ts'

// Builds the sites of two teams with Astro's own build, one after the other: node build-hosts.ts FOLDER
const [folder = ''] = process.argv.slice(2)
const fixtures = path.join(import.meta.dirname, '../fixtures')
process.env.ASTRO_TELEMETRY_DISABLED = '1'

/** Runs the checks of a project once, so that there is something to show. */
async function judged(root: string): Promise<void> {
  const world = processWorld()
  const prepared = await prepare({root, file: 'proofmark.yaml', files: [], packs: []}, world, 'checklists')
  for (const environment of environmentsNamed(prepared.project, [])) {
    const {kept} = await runEnvironment(await planFor(prepared, environment), root, world, {})
    if (kept !== null) throw new Error(kept)
  }
}

for (const [name, site] of [
  ['astro-site', 'web'],
  ['starlight-site', '.'],
] as const) {
  const root = path.join(folder, name)
  await mkdir(root, {recursive: true})
  await cp(path.join(fixtures, name), root, {recursive: true})
  await judged(root)
  process.chdir(path.join(root, site))
  await build({root: process.cwd(), logLevel: 'warn'})
}
