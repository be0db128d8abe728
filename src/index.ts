/** The stages, in the order in which a checklist goes through them. Each loads its room when it is first used. */
export const stages = {
  /** `proofmark.yaml` → a project and its environments. */
  config: () => import('./config/index.ts'),
  /** Markdown → documents and checklists. */
  markdown: () => import('./markdown/index.ts'),
  /** The checks that a binding can call. */
  checks: () => import('./checks/index.ts'),
  /** Checklists × bindings × one environment → a plan. */
  bindings: () => import('./bindings/index.ts'),
  /** A plan → a run: what each call saw. */
  run: () => import('./run/index.ts'),
  /** Runs are kept as files. */
  store: () => import('./store/index.ts'),
  /** A plan, runs and records → where each item stands, and the gates. */
  results: () => import('./results/index.ts'),
  /** A plan, and what runs saw → which check calls can go red. */
  drill: () => import('./drill/index.ts'),
  /** What people write: records of what they saw. */
  author: () => import('./author/index.ts'),
  /** All of it → text and JSON. */
  report: () => import('./report/index.ts'),
  /** All of it → the HTML of what stands on pages. */
  view: () => import('./view/index.ts'),
  /** All of it → a snapshot, and the site built from it. */
  publish: () => import('./publish/index.ts'),
} as const

export type {Changed, LastWord, Reworded, Synced} from './author/index.ts'
export type {
  Answers as InitAnswers,
  Counted as InitCounted,
  Draft as InitDraft,
  InitFile,
  Proposed as InitProposed,
  Surroundings,
} from './author/init/index.ts'
export {Authored, authored} from './model/authored.ts'
export {fileWords} from './model/file-words.ts'
export {
  type Baseline,
  type Binding,
  begins,
  CannotJudge,
  type Checklist,
  type DrilledEnvironment,
  dateInWords,
  type Environment,
  ends,
  type IdsReport,
  type Item,
  type JudgedGates,
  type JudgedOver,
  keyOf,
  Names,
  type Plan,
  type PlannedItem,
  type Problem,
  ProblemSlug,
  type Project,
  place,
  problem,
  problemLine,
  type Results,
  type Run,
  spanOf,
  stopping,
} from './model/index.ts'
export {itemAddress} from './model/item-address.ts'
export {meant, nearest, oneOf} from './model/nearest.ts'
export {Format, formats, type InitReport, jsonSchema, type MergeReport, type SyncReport} from './model/report.ts'
export type {AstroBeside, SiteTool} from './publish/index.ts'
export type {ReportData, ReportedEnvironment, Reporter} from './report/index.ts'
export type {AttestFault, AttestForm, AttestPreview, AttestShell, AttestValues} from './view/index.ts'
