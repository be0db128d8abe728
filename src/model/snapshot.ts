import * as z from 'zod'
import {Binding} from './binding.ts'
import {Checklist} from './checklist.ts'
import {Problem} from './problem.ts'
import {Audience} from './project.ts'
import {Results} from './result.ts'
import {SharedCause} from './run.ts'
import {ShownCheck} from './shown-check.ts'
import {ShownRecord} from './shown-record.ts'
import {TrendPoint} from './trend.ts'

/** What the site knows of one environment. */
export const SnapshotEnvironment = z.object({
  name: z.string(),
  tenants: z.array(z.string()),
  run: z
    .object({
      id: z.string(),
      finishedAt: z.iso.datetime(),
      release: z.string().nullable(),
      target: z.string().nullable(),
      complete: z.boolean(),
      vantages: z.array(z.string()),
      others: z.array(z.string()).describe('Ids of the newest runs from other vantages'),
    })
    .nullable()
    .describe('The newest run; null when there is none'),
  causes: z.array(SharedCause),
  results: Results,
  trend: z.array(TrendPoint).describe('What the kept runs came to, the newest last'),
})
export type SnapshotEnvironment = z.infer<typeof SnapshotEnvironment>

/** The one file that the site is built from, beside the docs. */
export const Snapshot = z.object({
  version: z.literal(1),
  service: z.string(),
  site: z.object({title: z.string(), url: z.string().nullable(), base: z.string(), audience: Audience}),
  source: z.string().nullable().describe('Where sources are browsed: a URL with {file} and {line}'),
  claimsFor: z.string().nullable(),
  docs: z.string().describe('Of the docs and what frames them: a site that was built from others must be built again'),
  checklists: z.array(Checklist),
  routes: z.record(z.string(), z.string()).describe('Page address by checklist name'),
  bindings: z.record(z.string(), Binding.nullable()).describe('By item key'),
  environments: z.array(SnapshotEnvironment).describe('In the order of proofmark.yaml'),
  problems: z.array(Problem),
  records: z.array(ShownRecord).default([]).describe('What people stated; none on a public site'),
  checks: z.array(ShownCheck).default([]).describe('Those that the project uses; none on a public site'),
})
export type Snapshot = z.infer<typeof Snapshot>
