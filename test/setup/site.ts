import {execFile} from 'node:child_process'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import type {TestProject} from 'vitest/node'
import {workFolder} from '../../src/publish/tool.ts'

/** Folders of the fixture's site: built over a first run, and over a second one. */
export interface BuiltSites {
  root: string
  broken: string
  mended: string
  /** Of this repository's own docs. */
  demo: string
  /** With a checklist that one page does not hold. */
  long: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    sites: BuiltSites
  }
}

const script = fileURLToPath(new URL('build-site.ts', import.meta.url))

/** Builds the fixture's site for all tests of it, one build after the other, in a process that knows nothing of vitest. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = await mkdtemp(path.join(tmpdir(), 'proofmark-site-'))
  const sites = {
    root,
    broken: path.join(root, 'broken'),
    mended: path.join(root, 'mended'),
    demo: path.join(root, 'demo-site'),
    long: path.join(root, 'long-site'),
  }
  const {NODE_ENV: _, VITEST: __, ...env} = process.env
  await promisify(execFile)(process.execPath, [script, root, sites.broken, sites.mended, sites.demo, sites.long], {env})
  project.provide('sites', sites)
  return async () => {
    for (const folder of [root, path.join(root, 'demo'), path.join(root, 'long')])
      await rm(workFolder(folder), {recursive: true, force: true})
    await rm(root, {recursive: true, force: true})
  }
}
