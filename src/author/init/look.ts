import {existsSync, lstatSync} from 'node:fs'
import path from 'node:path'
import {walk, walkLimits} from '../../markdown/walk.ts'
import {type Ci, ciIn} from './ci.ts'
import {docsIn} from './docs.ts'
import {environmentsIn, type FoundEnvironment} from './environments.ts'
import type {Told} from './foreign.ts'
import {type Repository, repositoryOf} from './git.ts'
import {serviceIn} from './service.ts'
import {sourcesIn} from './sources.ts'

/** What a folder tells about the project in it. */
export interface Surroundings {
  /** How many files there are; not all of them where `cut`. */
  files: number
  cut: boolean
  service: Told | null
  /** Folders of docs, the likeliest first. */
  docs: Told[]
  repository: Repository | null
  environments: FoundEnvironment[]
  examples: string[]
  ci: Ci | null
  /** Whether lines can be added to `.gitignore`, or one begun; one that is a link Git does not read either. */
  ignores: boolean
  /** What leads to the schemas for editors, from the root; null where Proofmark is not installed in the project. */
  schemas: string | null
}

const installed = 'node_modules/proofmark/docs/reference/schemas'

const stands = (file: string): boolean => lstatSync(file, {throwIfNoEntry: false}) !== undefined

/** Looks at a project that nobody has told us of. Nothing in it is run, and no link is followed. */
export async function lookAround(root: string): Promise<Surroundings> {
  const {files, skipped} = await walk(root, {...walkLimits, files: walkLimits.entries}, () => true)
  const [manifest, docs, repository, {sources, examples}] = await Promise.all([
    serviceIn(root),
    docsIn(root, files),
    repositoryOf(root),
    sourcesIn(root, files),
  ])
  const {prefix, name} = repository ?? {prefix: '', name: null}
  const service = manifest ?? (prefix === '' && name !== null ? {value: name, from: 'the remote'} : null)
  return {
    files: files.length,
    cut: skipped.length > 0,
    service,
    docs,
    repository,
    environments: environmentsIn(sources, service?.value ?? null),
    examples,
    ci: ciIn(files),
    ignores: files.includes('.gitignore') || (repository !== null && !stands(path.join(root, '.gitignore'))),
    schemas: existsSync(path.join(root, installed, 'project-file.json')) ? installed : null,
  }
}
