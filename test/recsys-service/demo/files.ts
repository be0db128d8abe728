import {chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {Person} from './people.ts'

/** The project's folder: where `bin` and `.proofmark` are. */
export const projectFolder = join(import.meta.dirname, '../../..')

/** Where the demo keeps its files, out of Git. */
export const demoHome = join(projectFolder, '.proofmark/demo')

export const environments = ['production', 'staging'] as const
export type EnvironmentName = (typeof environments)[number]

/** Where the demo works, and the variables that it was started with. */
export interface Demo {
  /** The project that it changes, and whose manifests it starts from. */
  root: string
  home: string
  env: Readonly<Record<string, string | undefined>>
}

/** The names of the demo's files in its work folder. */
export function demoFiles(home: string) {
  const file = (name: string) => join(home, name)
  return {
    overlay: (environment: EnvironmentName) => file(`${environment}.env`),
    process: (environment: EnvironmentName) => file(`${environment}.pid`),
    log: (environment: EnvironmentName) => file(`${environment}.log`),
    root: (environment: EnvironmentName) => file(environment),
    jwks: file('jwks.json'),
    credential: (environment: EnvironmentName, {tenant, role}: Person) =>
      file(`${environment}-${role}-${tenant}.${environment === 'staging' ? 'key' : 'token'}`),
    changes: file('changes.json'),
    database: file('postgres.json'),
    databaseUrl: (environment: EnvironmentName) => file(`${environment}-database.url`),
    databaseFolder: file('postgres'),
    databaseLog: file('postgres.log'),
  }
}

/** Where the records of the made-up team go, from the root; Git does not keep them. */
export const demoRecords = 'docs/records/demo'

/** The folder of manifests that an environment is deployed from. */
export function deployFolder(environment: EnvironmentName, root = projectFolder): string {
  return join(root, 'test/recsys-service/deploy', environment)
}

/** Writes a file that only its owner may read; a reader never sees half of it. */
export function writePrivate(path: string, text: string): void {
  makePrivateFolder(dirname(path))
  const half = `${path}.${process.pid}.tmp`
  writeFileSync(half, text, {mode: 0o600})
  chmodSync(half, 0o600)
  renameSync(half, path)
}

/** Makes a folder that only its owner may open; the folders above it stay as usual. */
export function makePrivateFolder(path: string): void {
  mkdirSync(dirname(path), {recursive: true})
  mkdirSync(path, {recursive: true, mode: 0o700})
}

/** A file's text; `undefined` when there is no such file. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
