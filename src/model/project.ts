import * as z from 'zod'
import {Position} from './position.ts'

/** A file or inline values where `env` looks; later ones override earlier ones, a Secret overrides a ConfigMap. */
export const ConfigSource = z.object({
  file: z.string().nullable().describe('Path from the project root; null for inline values'),
  optional: z.boolean().describe('A missing file is not an error'),
  values: z.record(z.string(), z.string()).describe('Inline values, with file null'),
})
export type ConfigSource = z.infer<typeof ConfigSource>

/** A secret by reference. The value is read when a call first needs it, and goes nowhere else. */
export const CredentialSource = z.object({
  variable: z.string().nullable().describe('Name of a variable of the process'),
  file: z.string().nullable().describe('Path from the project root'),
  header: z.string().describe('Request header that carries it'),
  scheme: z.string().nullable().describe('Word before it in the header, such as Bearer'),
})
export type CredentialSource = z.infer<typeof CredentialSource>

/** One thing that a run may do beyond GET and HEAD on the target and reading the project. */
export const Grant = z.discriminatedUnion('door', [
  z.object({
    door: z.literal('http'),
    method: z.string(),
    origin: z.string().nullable().describe('null: the target'),
    path: z.string().describe('A path; a final * stands for any rest'),
  }),
  z.object({door: z.literal('file'), folder: z.string()}),
])
export type Grant = z.infer<typeof Grant>

/** Stated facts: a value name, several of them, or a boolean for a fact without values. */
export const StatedFacts = z.record(z.string(), z.union([z.boolean(), z.string(), z.array(z.string())]))
export type StatedFacts = z.infer<typeof StatedFacts>

export const Tenant = z.object({
  id: z.string(),
  facts: StatedFacts,
  config: z.array(ConfigSource).describe("Laid over the environment's"),
  target: z.string().nullable(),
})
export type Tenant = z.infer<typeof Tenant>

/** Where the release name comes from: given, or read from the target. */
export const ReleaseSource = z.union([
  z.object({given: z.string()}),
  z.object({path: z.string(), field: z.string()}).describe('GET path on the target, dotted field of its JSON'),
])
export type ReleaseSource = z.infer<typeof ReleaseSource>

/** A named place that a release runs in. */
export const Environment = z.object({
  name: z.string(),
  target: z.string().nullable().describe('Origin that http calls address'),
  release: ReleaseSource.nullable(),
  config: z.array(ConfigSource),
  facts: StatedFacts,
  tenants: z.array(Tenant).describe('At least one; `-` when none is declared'),
  credentials: z.record(z.string(), CredentialSource),
  allow: z.array(Grant),
  freshFor: z.int().positive().describe('Milliseconds that a finding counts for'),
  budget: z.number().positive().nullable().describe('Requests a second for each host'),
})
export type Environment = z.infer<typeof Environment>

/** Named conditions on results, as declared. */
export const GateSpec = z.object({
  name: z.string(),
  environments: z.array(z.string()),
  tenants: z.array(z.string()).nullable().describe('null: all'),
  sections: z.array(z.string()).nullable().describe('Anchors or first words of headings; null: all'),
  unbound: z.enum(['counts', 'listed']),
})
export type GateSpec = z.infer<typeof GateSpec>

/** A file with a check of the project's own; nothing but `proofmark.yaml` names one. */
export const OwnCheck = z.object({
  file: z.string().describe('Path from the project root'),
  at: Position.describe('Where `proofmark.yaml` names it'),
})
export type OwnCheck = z.infer<typeof OwnCheck>

/** The name of a check by its file, so that it is known before anything of it is run. */
export const nameOfCheck = ({file}: OwnCheck): string => (file.split('/').at(-1) ?? file).replace(/\.[^.]*$/, '')

export const Audience = z.enum(['public', 'internal'])
export type Audience = z.infer<typeof Audience>

/** `proofmark.yaml`, read and completed. */
export const Project = z.object({
  root: z.string().describe('Absolute path of the folder that holds it'),
  file: z.string().nullable().describe('proofmark.yaml, from the root; null without one'),
  service: z.string(),
  docs: z.string().nullable().describe('Docs folder, from the root'),
  checklists: z.array(z.string()).describe('Files, from the root'),
  packs: z.array(z.string()).describe('Shipped names, or paths from the root'),
  checks: z.array(OwnCheck).describe('Files with checks of its own'),
  gates: z.array(GateSpec),
  claimsFor: z.string().nullable().describe('The environment that the boxes speak of'),
  approvers: z.array(z.string()),
  site: z.object({title: z.string(), url: z.string().nullable(), base: z.string(), audience: Audience}),
  environments: z.array(Environment),
  home: z.string().nullable().describe('Where sources are browsed: a URL with {file} and {line}, or null'),
})
export type Project = z.infer<typeof Project>
