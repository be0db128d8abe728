import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {parseAllDocuments} from 'yaml'
import {z} from 'zod'

const textMap = z.record(z.string(), z.string())
const named = z.looseObject({name: z.string()})
const keyRef = z.looseObject({name: z.string(), key: z.string()})

const configMapSchema = z.looseObject({kind: z.literal('ConfigMap'), metadata: named, data: textMap.default({})})
const secretSchema = z.looseObject({
  kind: z.literal('Secret'),
  metadata: named,
  data: textMap.default({}),
  stringData: textMap.default({}),
})
const envFromSchema = z.union([
  z.strictObject({configMapRef: z.strictObject({name: z.string()})}),
  z.strictObject({secretRef: z.strictObject({name: z.string()})}),
])
const envSchema = z.union([
  z.strictObject({name: z.string(), value: z.string()}),
  z.strictObject({name: z.string(), valueFrom: z.strictObject({configMapKeyRef: keyRef})}),
  z.strictObject({name: z.string(), valueFrom: z.strictObject({secretKeyRef: keyRef})}),
])
const containerSchema = z.looseObject({
  image: z.string(),
  envFrom: z.array(envFromSchema).default([]),
  env: z.array(envSchema).default([]),
})
const deploymentSchema = z.looseObject({
  kind: z.literal('Deployment'),
  spec: z.looseObject({
    template: z.looseObject({spec: z.looseObject({containers: z.tuple([containerSchema])})}),
  }),
})
const manifestSchema = z.discriminatedUnion('kind', [configMapSchema, secretSchema, deploymentSchema])

type Manifest = z.infer<typeof manifestSchema>
type Variables = Record<string, string>

/** The process variables that Kubernetes would set for the Deployment in `folder`, with `overlay` on top. */
export function deployEnvironment(folder: string, overlay: Readonly<Variables> = {}): Variables {
  const manifests = readManifests(folder)
  const {envFrom, env} = containerOf(manifests, folder)
  const sources = sourcesOf(manifests)
  const variables: Variables = {}
  for (const from of envFrom) {
    Object.assign(variables, sources('configMapRef' in from ? 'ConfigMap' : 'Secret', nameOf(from)))
  }
  for (const entry of env) variables[entry.name] = entryValue(entry, sources, variables)
  return {...variables, ...overlay}
}

/** The tag of the image that the Deployment in `folder` runs. */
export function deployedVersion(folder: string): string {
  return containerOf(readManifests(folder), folder).image.split(':').at(-1) ?? ''
}

type Sources = (kind: 'ConfigMap' | 'Secret', name: string) => Variables

function sourcesOf(manifests: readonly Manifest[]): Sources {
  return (kind, name) => {
    const manifest = manifests.find((one) => one.kind === kind && one.metadata.name === name)
    if (manifest?.kind === 'ConfigMap') return manifest.data
    if (manifest?.kind === 'Secret') return {...decoded(manifest.data), ...manifest.stringData}
    throw new Error(`Unexpected reference to ${kind} \`${name}\`, expected one that the folder holds`)
  }
}

function entryValue(entry: z.infer<typeof envSchema>, sources: Sources, before: Readonly<Variables>): string {
  if ('value' in entry) return expanded(entry.value, before)
  const from = entry.valueFrom
  const [kind, ref] =
    'secretKeyRef' in from ? (['Secret', from.secretKeyRef] as const) : (['ConfigMap', from.configMapKeyRef] as const)
  const value = sources(kind, ref.name)[ref.key]
  if (value === undefined) throw new Error(`Unexpected key \`${ref.key}\`, expected one of ${kind} \`${ref.name}\``)
  return value
}

// Kubernetes expands `$(NAME)` of variables set before; `$$(NAME)` is an escape, an unknown name stays.
function expanded(value: string, before: Readonly<Variables>): string {
  return value.replace(/\$(\$?)\((\w+)\)/g, (whole, escaped, name) =>
    escaped === '$' ? whole.slice(1) : (before[name] ?? whole),
  )
}

function nameOf(from: z.infer<typeof envFromSchema>): string {
  return 'configMapRef' in from ? from.configMapRef.name : from.secretRef.name
}

function decoded(data: Readonly<Variables>): Variables {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, Buffer.from(value, 'base64').toString('utf8')]),
  )
}

function containerOf(manifests: readonly Manifest[], folder: string) {
  const deployments = manifests.filter((manifest) => manifest.kind === 'Deployment')
  const [deployment, ...others] = deployments
  if (deployment === undefined || others.length > 0) {
    throw new Error(`Unexpected ${deployments.length} Deployments in \`${folder}\`, expected one`)
  }
  return deployment.spec.template.spec.containers[0]
}

function readManifests(folder: string): Manifest[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => readManifestFile(join(folder, file)))
}

const known = new Set(['ConfigMap', 'Secret', 'Deployment'])

function readManifestFile(path: string): Manifest[] {
  return parseAllDocuments(readFileSync(path, 'utf8')).flatMap((document) => {
    const problem = document.errors[0] ?? document.warnings[0]
    if (problem !== undefined) throw new Error(`${path}: ${problem.message}`)
    const manifest = z.looseObject({kind: z.string()}).parse(document.toJS())
    if (!known.has(manifest.kind)) return []
    const result = manifestSchema.safeParse(manifest)
    if (!result.success) throw new Error(`${path}: ${z.prettifyError(result.error)}`)
    return [result.data]
  })
}
