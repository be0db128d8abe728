import {cp, mkdir, readFile, writeFile} from 'node:fs/promises'
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

/** Runs the checks over a file as it was, then as it is. */
async function judgedTwice(root: string, file: string, before: string): Promise<void> {
  const now = await readFile(path.join(root, file))
  await writeFile(path.join(root, file), before)
  await judged(root)
  await writeFile(path.join(root, file), now)
  await judged(root)
}

for (const {name, site, file, before, variants} of [
  {
    ...{name: 'astro-site', site: 'web', file: 'deploy/staging.env', before: 'PAYMENTS_DEBUG=false\n'},
    variants: [{}, {SITE_OUTPUT: 'server'}],
  },
  {
    ...{name: 'starlight-site', site: '.', file: 'deploy/production.env', before: 'ORDERS_DEBUG=true\n'},
    variants: [{}, {SITE_AUDIENCE: 'internal'}],
  },
]) {
  const root = path.join(folder, name)
  await mkdir(root, {recursive: true})
  await cp(path.join(fixtures, name), root, {recursive: true})
  await judgedTwice(root, file, before)
  process.chdir(path.join(root, site))
  for (const variant of variants) {
    Object.assign(process.env, variant)
    await build({root: process.cwd(), logLevel: 'warn'})
  }
}
