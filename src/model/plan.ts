import * as z from 'zod'
import {Binding, Condition, Expectation, Json, Retry} from './binding.ts'
import {Checklist} from './checklist.ts'
import {Position} from './position.ts'
import {Problem} from './problem.ts'
import {Environment, GateSpec, OwnCheck} from './project.ts'
import {Fact, Setting} from './setting.ts'

/** The name of the only tenant where none is declared, and of cells that hold for all tenants alike. */
export const noTenant = '-'

/** A check call, ready to be made: parameters checked and complete, `${tenant}` filled in. */
export const PlannedCall = z.object({
  id: z
    .string()
    .describe(
      '16 hex digits over check, parameters, expectation, vantage, retry, timeout, tenant and needs: identical calls have one id and run once',
    ),
  look: z
    .string()
    .describe(
      '16 hex digits over check, parameters, vantage and tenant: calls that look at the same thing share it, whatever they expect',
    ),
  check: z.string(),
  code: z
    .string()
    .optional()
    .describe("Hash of the check's file, in hex; absent for a check that ships with Proofmark"),
  params: z.record(z.string(), Json).describe('What the schema of the check gave'),
  written: z.string(),
  expect: Expectation.describe('The one written, or the default of the check'),
  tenant: z.string().describe('The tenant whose settings and target it reads; - when it is the same for all'),
  from: z.string().nullable(),
  needs: z.array(z.string()).describe('Keys of items whose calls must all pass first'),
  timeout: z.int().positive().describe('Milliseconds'),
  retry: Retry.nullable(),
  at: Position,
})
export type PlannedCall = z.infer<typeof PlannedCall>

/** What proves an item for one tenant: calls, each with its own condition, or any of several. */
export const CallNode = z.union([
  z.object({call: z.string(), when: Condition.nullable()}),
  z.object({any: z.array(z.object({call: z.string(), when: Condition.nullable()}))}),
])
export type CallNode = z.infer<typeof CallNode>

/** An item of a checklist with all that judging it takes. */
export const PlannedItem = z.object({
  key: z.string().describe('`<checklist name>:<item id>`, unique in the plan'),
  checklist: z.string().describe('Name of the checklist'),
  id: z.string(),
  parent: z.string().nullable().describe('Key'),
  children: z.array(z.string()).describe('Keys'),
  colon: z.boolean(),
  duplicate: z.boolean(),
  binding: Binding.nullable().describe('null when nothing names it'),
  whens: z.array(Condition).describe('Own conditions, without option and ancestors'),
  choice: z.object({fact: z.string(), options: z.array(z.object({value: z.string(), item: z.string()}))}).nullable(),
  option: z.object({fact: z.string(), value: z.string()}).nullable(),
  perTenant: z.boolean().describe('Judged for each tenant, own or inherited'),
  changed: z
    .object({written: z.array(z.string()), now: z.string()})
    .nullable()
    .describe('Set when `text` was given and the sentence differs'),
  calls: z.record(z.string(), z.array(CallNode)).describe('By tenant, `-` when not perTenant'),
})
export type PlannedItem = z.infer<typeof PlannedItem>

/** Checklists, bindings and one environment, before running. */
export const Plan = z.object({
  service: z.string(),
  environment: Environment,
  claimsHere: z.boolean().describe('Whether the boxes speak of this environment'),
  checklists: z.array(Checklist),
  items: z.array(PlannedItem).describe('In document order of their checklists'),
  calls: z.array(PlannedCall).describe('Each once'),
  settings: z.record(z.string(), Setting),
  facts: z.record(z.string(), Fact),
  gates: z.array(GateSpec).describe('Those of this environment'),
  approvers: z.array(z.string()).describe('Who may approve a waiver'),
  checks: z.array(OwnCheck).describe("Files with checks of the project's own"),
  problems: z.array(Problem).describe('Those that do not stop a run'),
})
export type Plan = z.infer<typeof Plan>
