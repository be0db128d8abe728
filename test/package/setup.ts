import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import type {TestProject} from 'vitest/node'
import * as z from 'zod'
import {run} from './run.ts'

/** The package as npm packs it: the file, and what is in it. */
export interface Packed {
  tarball: string
  files: string[]
}

declare module 'vitest' {
  export interface ProvidedContext {
    packed: Packed
  }
}

const repository = fileURLToPath(new URL('../../', import.meta.url))
const Answer = z.tuple([z.object({filename: z.string(), files: z.array(z.object({path: z.string()}))})])

/** Packs the package for all tests of it, once. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'proofmark-packed-'))
  const {code, out, err} = await run('npm', ['pack', '--json', '--pack-destination', folder], repository)
  if (code !== 0) throw new Error(err)
  const [{filename, files}] = Answer.parse(JSON.parse(out.slice(out.indexOf('['))))
  project.provide('packed', {tarball: path.join(folder, filename), files: files.map((file) => file.path)})
  return () => rm(folder, {recursive: true, force: true})
}
