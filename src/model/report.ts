import * as z from 'zod'
import {Binding} from './binding.ts'
import {Checklist, Item} from './checklist.ts'
import {DiffReport, HistoryReport} from './compared.ts'
import {DrillReport} from './drilled.ts'
import {Baseline, JudgedGates} from './gate-report.ts'
import {IdsReport} from './ids.ts'
import {OverviewReport} from './overview.ts'
import {CallNode, PlannedCall, PlannedItem} from './plan.ts'
import {Problem} from './problem.ts'
import {GateSpec} from './project.ts'
import {SuggestReport} from './proposal.ts'
import {ClaimResult, Repair, Result, Results} from './result.ts'
import {Run} from './run.ts'
import {Shard} from './shard.ts'
import {Snapshot} from './snapshot.ts'
import {Claim} from './status.ts'
import {slugs} from './table.ts'
import {SiteHistory, SiteStatus} from './trend.ts'

const version = z.literal(1).describe('Version of this format; a field may be added within it, none goes or changes')
const found = z.array(Problem).describe('What is wrong in what the authors wrote, and stopped nothing')

/** What `proofmark run --format json` prints: one entry for each environment that was run. */
export const RunReport = z.object({
  version,
  kind: z.literal('run'),
  environments: z.array(
    z.object({
      run: Run,
      savedAs: z.string().nullable().describe('Path of the run file from the root; null when it could not be kept'),
      results: Results.describe('Judged over this run and the newest ones of the other vantages'),
      baseline: Baseline.nullable().describe('With `--baseline`: what an earlier run came to'),
      problems: found,
    }),
  ),
  inferred: z
    .array(z.string())
    .describe('With `--inferred`: keys of items judged by proposals that nobody has read or written'),
})
export type RunReport = z.infer<typeof RunReport>

/** What `proofmark gate --format json` prints: one entry for each environment. */
export const GateReport = z.object({version, kind: z.literal('gate'), environments: z.array(JudgedGates)})
export type GateReport = z.infer<typeof GateReport>

/** What `proofmark list --format json` prints. */
export const ListReport = z.object({
  version,
  kind: z.literal('list'),
  count: z.int().nonnegative().describe('Items of all checklists'),
  checklists: z.array(Checklist.extend({count: z.int().nonnegative()})),
  problems: found,
})
export type ListReport = z.infer<typeof ListReport>

/** One environment as the plan addresses it. What might hold a secret (settings, credentials) stays out. */
const PlannedEnvironment = z.object({
  environment: z.string(),
  tenants: z.array(z.string()),
  items: z.array(PlannedItem),
  calls: z.array(PlannedCall),
  gates: z.array(GateSpec),
  problems: found,
})

/** What `proofmark plan --format json` prints. */
export const PlanReport = z.object({version, kind: z.literal('plan'), environments: z.array(PlannedEnvironment)})
export type PlanReport = z.infer<typeof PlanReport>

/** What `proofmark show ITEM --format json` prints. */
export const ShowReport = z.object({
  version,
  kind: z.literal('show'),
  key: z.string(),
  item: Item,
  binding: Binding.nullable(),
  claim: ClaimResult.nullable().describe(
    'The box against the proof; null when the boxes speak of no environment shown',
  ),
  environments: z.array(
    z.object({
      environment: z.string(),
      runs: z
        .array(z.object({id: z.string(), vantage: z.string(), finishedAt: z.iso.datetime()}))
        .describe('The newest of each vantage; empty when it was never run'),
      changed: z.object({written: z.array(z.string()), now: z.string()}).nullable(),
      calls: z.record(z.string(), z.array(CallNode)).describe('By tenant'),
      results: z.array(Result).describe('One for each tenant that it is judged for'),
      repairs: z.array(Repair).describe('What would mend it, as the gates say'),
    }),
  ),
})
export type ShowReport = z.infer<typeof ShowReport>

/** What `proofmark lint --format json` prints. */
export const LintReport = z.object({
  version,
  kind: z.literal('lint'),
  count: z.int().nonnegative(),
  problems: z.array(
    Problem.extend({
      page: z.string().describe('Its docs page, as a path in the package'),
      fix: z.string().describe('What to do about problems of this kind'),
      stops: z.boolean().describe('Nothing can be judged before it is mended'),
    }),
  ),
})
export type LintReport = z.infer<typeof LintReport>

const SyncedBox = z.object({
  key: z.string(),
  line: z.int().positive().describe('Line of the box'),
  because: z.string().describe('Where its item stands, in words'),
})

/** What `proofmark sync --format json` prints. */
export const SyncReport = z.object({
  version,
  kind: z.literal('sync'),
  environment: z.string().describe('The one that the boxes speak of'),
  runs: z.array(z.object({id: z.string(), vantage: z.string(), finishedAt: z.iso.datetime()})),
  agrees: z.boolean().describe('No box says other than what is proven'),
  written: z.boolean().describe('Whether the files were written; never with --check and --dry-run'),
  checklists: z.array(
    z.object({
      file: z.string(),
      diff: z.string().describe('Unified, empty where nothing changes'),
      changes: z.array(SyncedBox.extend({from: Claim, to: Claim})),
      left: z.array(SyncedBox).describe('Ticked boxes that nothing proves now, and that only a run can speak against'),
    }),
  ),
})
export type SyncReport = z.infer<typeof SyncReport>

/** What `proofmark merge --format json` prints. */
export const MergeReport = z.object({
  version,
  kind: z.literal('merge'),
  runs: z.array(
    z.object({
      id: z.string(),
      environment: z.string(),
      vantage: z.string(),
      complete: z.boolean().describe('False when a shard of it was interrupted'),
      findings: z.int().nonnegative(),
      file: z.string().describe('Where it was written'),
    }),
  ),
})
export type MergeReport = z.infer<typeof MergeReport>

/** What `proofmark init --format json` prints. */
export const InitReport = z.object({
  version,
  kind: z.literal('init'),
  written: z.boolean().describe('False with --dry-run'),
  files: z.array(
    z.object({
      file: z.string().describe('Path from the root'),
      change: z.enum(['new', 'added']).describe('Whether it is a new file, or lines were added to one'),
      diff: z.string().describe('Unified'),
    }),
  ),
  checklists: z.array(
    z.object({
      file: z.string(),
      items: z.int().nonnegative(),
      bindings: z.string().describe('The bindings file beside it'),
      bound: z.int().nonnegative().describe('Items that it was written how to find out'),
    }),
  ),
  unknown: z.array(z.string()).describe('What nobody could say, each with where it is to be said'),
  next: z.string().describe('The next command'),
})
export type InitReport = z.infer<typeof InitReport>

/** Every format that Proofmark writes for other programs, by the name that `proofmark schema` takes. */
export const formats = {
  overview: {schema: OverviewReport, sentence: 'What `proofmark` prints without a command, with `--format json`.'},
  run: {schema: RunReport, sentence: 'What `proofmark run --format json` prints.'},
  gate: {schema: GateReport, sentence: 'What `proofmark gate --format json` prints.'},
  list: {schema: ListReport, sentence: 'What `proofmark list --format json` prints.'},
  plan: {schema: PlanReport, sentence: 'What `proofmark plan --format json` prints.'},
  show: {schema: ShowReport, sentence: 'What `proofmark show ITEM --format json` prints.'},
  'item-history': {schema: HistoryReport, sentence: 'What `proofmark history ITEM --format json` prints.'},
  diff: {schema: DiffReport, sentence: 'What `proofmark diff RUN RUN --format json` prints.'},
  lint: {schema: LintReport, sentence: 'What `proofmark lint --format json` prints.'},
  ids: {schema: IdsReport, sentence: 'What `proofmark ids --format json` prints.'},
  sync: {schema: SyncReport, sentence: 'What `proofmark sync --format json` prints.'},
  suggest: {schema: SuggestReport, sentence: 'What `proofmark suggest --format json` prints.'},
  drill: {schema: DrillReport, sentence: 'What `proofmark drill --format json` prints.'},
  merge: {schema: MergeReport, sentence: 'What `proofmark merge --format json` prints.'},
  init: {schema: InitReport, sentence: 'What `proofmark init --format json` prints.'},
  'run-file': {schema: Run, sentence: 'A run, as it is kept below `.proofmark/runs`.'},
  shard: {schema: Shard, sentence: 'What `proofmark run --shard` saw, as it is kept below `.proofmark/shards`.'},
  results: {schema: Results, sentence: 'Where the items of one environment stand, as `run` holds it.'},
  status: {schema: SiteStatus, sentence: '`status.json` of a built site: where everything stands now.'},
  history: {schema: SiteHistory, sentence: '`history.json` of a built site: what the kept runs came to.'},
  snapshot: {schema: Snapshot, sentence: 'The one file that the site is built from.'},
} as const satisfies Record<string, {schema: z.ZodType; sentence: string}>

/** Name of a format. */
export const Format = z.enum(slugs(formats))
export type Format = z.infer<typeof Format>

/** The JSON Schema of a format, draft 2020-12. */
export const jsonSchema = (name: Format): object => ({
  title: `proofmark ${name}`,
  description: formats[name].sentence,
  ...z.toJSONSchema(formats[name].schema, {target: 'draft-2020-12'}),
})
