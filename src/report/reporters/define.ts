import type {Plan, Problem, Results, Run} from '../../model/index.ts'
import type {Sheet} from '../sheet.ts'

/** One environment as it was judged. */
export interface ReportedEnvironment {
  plan: Plan
  /** Over which it was judged, the newest first; empty when it was never run. */
  runs: readonly Run[]
  results: Results
  problems: readonly Problem[]
}

/** What a reporter reads. */
export interface ReportData {
  environments: readonly ReportedEnvironment[]
  /** What the command tells programs. */
  document: object
  /** What the command tells a person. */
  text: (sheet: Sheet) => string
  sheet: Sheet
  /** Where the site is published; nothing where nobody said. */
  site?: {url: string | null; base: string}
  /** Of Proofmark. */
  version?: string
}

/** Turns what was judged into one output format; it judges nothing. */
export interface Reporter {
  name: string
  summary: string
  /** The usual ending of its files. */
  extension: string
  report(data: ReportData): string
  /** What it adds to the file that a variable of the environment names, where the variable is set. */
  beside?: {variable: string; report(data: ReportData): string}
}

export const defineReporter = (reporter: Reporter): Reporter => reporter
