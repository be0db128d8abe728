import type {Baseline, Problem, Results, Run} from '../model/index.ts'
import type {RunReport} from '../model/report.ts'

/** Data as every command prints it. */
export const json = (data: object): string => `${JSON.stringify(data, null, 2)}\n`

/** One run, judged. */
export interface JudgedRun {
  run: Run
  savedAs: string | null
  results: Results
  /** An earlier run that it was held against. */
  baseline?: Baseline | null
  problems: readonly Problem[]
}

export const runReport = (runs: readonly JudgedRun[], inferred: readonly string[] = []): RunReport => ({
  version: 1,
  kind: 'run',
  environments: runs.map(({problems, ...judged}) => ({
    run: judged.run,
    savedAs: judged.savedAs,
    results: judged.results,
    baseline: judged.baseline ?? null,
    problems: [...problems],
  })),
  inferred: [...inferred],
})
