import path from 'node:path'
import {CannotJudge, problemLine, stopping} from '../index.ts'
import type {Ask, Prepared} from '../line/index.ts'

/** Every file whose change makes a round worth while: absolute paths. */
export function filesOf({root, file}: Ask, {project, documents, checklists}: Prepared): string[] {
  const sources = project.environments.flatMap(({config, tenants}) => [
    ...config,
    ...tenants.flatMap((tenant) => tenant.config),
  ])
  const {docs} = project
  const names = [
    ...(file === null ? [] : [file]),
    ...documents.map((document) => document.file),
    ...checklists.map((checklist) => checklist.file),
    ...project.checks.map((check) => check.file),
    ...project.packs.filter((pack) => pack.includes('/')),
    ...sources.flatMap((source) => source.file ?? []),
    // The folder of records too, which comes with the first of them.
    ...(docs === null ? [] : ['records', 'records/-'].map((name) => path.posix.join(docs, name))),
  ]
  return names.map((name) => path.resolve(root, name))
}

/** What an author must mend, or a fault of the round: the server goes on either way. */
export function troubleOf(error: unknown): string {
  if (!(error instanceof CannotJudge)) return error instanceof Error ? error.message : String(error)
  const stop = stopping(error.problems)
  return (stop.length > 0 ? stop : error.problems).map(problemLine).join('\n')
}
