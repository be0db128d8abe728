import type {z} from 'zod'
import {type Cache, makeCache} from '../data/cache.ts'
import {makeSignals, type Signals} from '../data/signals.ts'
import type {SignalSource} from '../data/store.ts'
import type {Tenant} from '../data/tenants.ts'
import type {ManifestAge} from '../metrics.ts'
import {Problem} from '../problem.ts'
import {fileOf, textIfThere} from './files.ts'
import {coocSchema, type Manifest, manifestSchema, popularitySchema} from './schemas.ts'

export interface ArtifactOptions {
  /** The address of a manifest, with `{tenant}` and `{surface}` in it. */
  manifestTemplate: string
  manifestTtl: number
  cacheTtl: number
  staleAfter: number
  root: string
  now(): Date
  loadFailed(): void
}

export interface ArtifactSource extends SignalSource {
  ages(): ManifestAge[]
}

type Kind = 'popularity' | 'cooc'

/** Signals from the artifacts behind manifests; what is stale, or not there, is like none. */
export function artifactSignals(options: ArtifactOptions): ArtifactSource {
  const {manifestTemplate, root, now, loadFailed, staleAfter} = options
  const manifests = makeCache<Manifest>({ttlMs: options.manifestTtl, now})
  const kept = {ttlMs: options.cacheTtl, now}
  const popularities = makeCache<z.output<typeof popularitySchema>>(kept)
  const coocs = makeCache<z.output<typeof coocSchema>>(kept)
  const seen = new Map<string, Manifest>()

  const load = async <Value>(address: string, schema: z.ZodType<Value>) => {
    const file = fileOf(address, root)
    const text = file === undefined ? undefined : await textIfThere(file)
    return text === undefined ? undefined : readAs(schema, text)
  }

  const findManifest = async (tenant: string, surface: string) => {
    const address = manifestTemplate.replaceAll('{tenant}', tenant).replaceAll('{surface}', surface)
    const manifest = await manifests.get([tenant, surface], () => load(address, manifestSchema))
    const key = JSON.stringify([tenant, surface])
    if (manifest === undefined) seen.delete(key)
    else seen.set(key, manifest)
    return manifest
  }

  const findBlob = async <Blob>(cache: Cache<Blob>, schema: z.ZodType<Blob>, manifest: Manifest, kind: Kind) => {
    const address = manifest.current[kind]
    if (address === undefined) return undefined
    const {tenant, surface} = manifest
    const blob = await cache.get([tenant, surface, address], () => load(address, schema))
    if (blob === undefined) loadFailed()
    return blob
  }

  const find = async ({id}: Tenant, surface: string): Promise<Signals | undefined> => {
    if (!isName(id) || !isName(surface)) return undefined
    const manifest = await findManifest(id, surface)
    if (manifest === undefined || manifest.tenant !== id || manifest.surface !== surface) return undefined
    if (now().getTime() - Date.parse(manifest.updated_at) > staleAfter) return undefined
    const popularity = await findBlob(popularities, popularitySchema, manifest, 'popularity')
    if (popularity === undefined || popularity.items.length === 0) return undefined
    const cooc = await findBlob(coocs, coocSchema, manifest, 'cooc')
    const neighbours = cooc?.items.map(
      (item) => [item.item_id, new Map(item.neighbours.map(({item_id, score}) => [item_id, score]))] as const,
    )
    const items = popularity.items.map(({item_id, score, tags}) => ({id: item_id, pop: score, tags}))
    return makeSignals(items, neighbours && new Map(neighbours))
  }

  return {
    find: (tenant, surface) =>
      find(tenant, surface).catch((error: unknown) => {
        loadFailed()
        if (error instanceof Problem) throw error
        return undefined
      }),
    drop({id}, surface) {
      const beginning = surface === undefined ? [id] : [id, surface]
      return manifests.drop(beginning) + popularities.drop(beginning) + coocs.drop(beginning)
    },
    ages: () =>
      [...seen.values()].map(({tenant, surface, updated_at}) => ({
        tenant,
        surface,
        seconds: (now().getTime() - Date.parse(updated_at)) / 1_000,
      })),
  }
}

function readAs<Value>(schema: z.ZodType<Value>, text: string): Value {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    throw new Problem(422, 'RECSYS_ARTIFACT_INCOMPATIBLE', 'an artifact is not of a form that can be served')
  }
}

// Names become part of an address: nothing in them may lead elsewhere.
function isName(text: string): boolean {
  return /^[\w-]+(\.[\w-]+)*$/.test(text)
}
