import * as z from 'zod'
import {Position} from './position.ts'
import {Truth} from './truth.ts'

/** How the service reads a variable. */
export const Setting = z
  .strictObject({
    as: z
      .enum(['text', 'bool', 'int', 'number', 'duration', 'list'])
      .default('text')
      .describe('How the text is read; duration in Go notation, list at commas'),
    default: z.string().optional().describe('What the service takes when the variable is not set, as text'),
    secret: z.boolean().default(false).describe('The value must never be shown'),
    junk: z
      .enum(['default', 'refuse'])
      .default('default')
      .describe('What the service does with a value that it cannot read'),
    true: z
      .array(z.string())
      .default(['1', 't', 'true', 'y', 'yes', 'on'])
      .describe('Words that read as true, in any case'),
    false: z
      .array(z.string())
      .default(['0', 'f', 'false', 'n', 'no', 'off'])
      .describe('Words that read as false, in any case'),
  })
  .describe('How the service reads a variable')
export type Setting = z.infer<typeof Setting>

/** A value that a setting can have once read; a duration is in milliseconds. */
export const SettingValue = z.union([z.string(), z.boolean(), z.number(), z.array(z.string())])
export type SettingValue = z.infer<typeof SettingValue>

/** What a variable is in one environment, for one tenant. A secret one carries no value at all. */
export const SettingReading = z.object({
  name: z.string(),
  set: z.boolean().describe('Whether a source sets it; set but empty is set'),
  value: z.string().nullable().describe('The text as set, `[secret]` for a secret, null when not set'),
  effective: SettingValue.nullable().describe(
    'What the service reads, default included; null when unknown or refused; `[secret]` for a secret that is not empty',
  ),
  junk: z.boolean().describe('The text cannot be read as the setting says'),
  secret: z.boolean().describe('Marked or named as secret, or from a Secret'),
  source: Position.nullable().describe('Where the value in force stands'),
  kind: z
    .enum(['dotenv', 'configmap', 'secret', 'deployment', 'compose', 'values', 'default', 'none'])
    .describe('What kind of source that is'),
  overridden: z.array(Position).describe('Places that set it too and are overridden'),
})
export type SettingReading = z.infer<typeof SettingReading>

/** Values in a list follow from no setting: each is unknown until it is stated. */
const asMap = (values: unknown): unknown =>
  Array.isArray(values) ? Object.fromEntries(values.map((value) => [String(value), ''])) : values

/** A declared, named value of an environment or tenant that conditions read. */
export const Fact = z
  .strictObject({
    scope: z.enum(['environment', 'tenant']).default('environment').describe('Whether it may differ between tenants'),
    take: z.enum(['one', 'some']).default('one').describe('How many values may hold: exactly one, or at least one'),
    values: z
      .preprocess(asMap, z.record(z.string(), z.string().describe('CEL over `config`; empty: only stated')))
      .optional()
      .describe(
        'Each value with the CEL that says when it holds, or a list of values that are only stated; without values the fact is a boolean that is only stated',
      ),
  })
  .describe('A declared, named value that conditions read')
export type Fact = z.infer<typeof Fact>

/** What one value of a fact is for one tenant. A boolean fact without values has the value name `-`. */
export const FactReading = z.object({
  fact: z.string(),
  value: z.string(),
  tenant: z.string(),
  truth: Truth,
  source: z.enum(['stated', 'config', 'undeclared']).describe('Where the truth comes from'),
  contradicted: z.boolean().describe('Stated one way, while the configuration says otherwise'),
  because: z.string().describe('One clause for a person: what was read where'),
})
export type FactReading = z.infer<typeof FactReading>
