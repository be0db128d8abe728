import {mkdirSync, renameSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {Cooc, Manifest, Popularity} from './service/artifacts/schemas.ts'

export interface Publication {
  /** The folder that stands for the object store or its bucket. */
  folder: string
  /** The address of that folder. */
  base: string
  tenant: string
  surface: string
  artifacts: readonly (Popularity | Cooc)[]
  at: Date
}

/** Publishes artifacts as the pipelines do: blobs and records first, the manifest last; nothing older is removed. */
export function publish({folder, base, tenant, surface, artifacts, at}: Publication): Manifest {
  const version = at.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const current = Object.fromEntries(
    artifacts.map((artifact) => {
      const {kind} = artifact
      const blob = `blobs/${tenant}/${surface}/${kind}/${version}.json`
      write(join(folder, blob), artifact)
      const uri = `${base}/${blob}`
      write(join(folder, `registry/records/${tenant}/${surface}/${kind}/${version}.json`), {
        Key: {Tenant: tenant, Surface: surface, Segment: '', Type: kind},
        Window: {Start: new Date(at.getTime() - dayMs).toISOString(), End: at.toISOString()},
        Version: version,
        URI: uri,
        BuiltAt: at.toISOString(),
      })
      return [kind, uri]
    }),
  )
  const manifest = {v: 1, tenant, surface, current, updated_at: at.toISOString()} as const
  write(join(folder, `registry/current/${tenant}/${surface}/manifest.json`), manifest)
  return manifest
}

const dayMs = 86_400_000

// Renamed into place, so that nobody ever reads half of it.
function write(path: string, value: object): void {
  mkdirSync(dirname(path), {recursive: true})
  writeFileSync(`${path}.tmp`, `${JSON.stringify(value, null, 2)}\n`)
  renameSync(`${path}.tmp`, path)
}
