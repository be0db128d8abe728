import {readDocs, readRecords} from '../../src/markdown/index.ts'
import {project} from './read.ts'

export const list = `# Launch

## Data

- [ ] A restore was rehearsed
- [ ] Runbooks are there:
  - [ ] Rollback: [page](rollback.md)
  - [ ] On call
`
export const rollback = '# Rollback\n\nPut the last release back.\n'
export const fields = {
  kind: 'attestation',
  item: 'data/restore-rehearsed',
  text: 'A restore was rehearsed',
  context: 'Data',
  environments: '[production]',
  says: 'met',
  by: 'ines.o',
  on: '2026-11-01',
  renew_every: '180d',
}
export const waiver = {
  kind: 'waiver',
  item: 'data/runbooks-there',
  text: '"Runbooks are there:"',
  covers: 'item',
  environments: '[production]',
  reason: 'Written next week',
  owner: 'platform',
  approver: 'lena.b',
  until: '2026-12-01',
}
export const decision = {kind: 'decision', environment: 'production', decision: 'go', by: 'lena.b', on: '2026-11-24'}

/** A record of these fields; null leaves one out. */
export function record(base: Record<string, string>, more: Record<string, string | null> = {}, body = ''): string {
  const lines = Object.entries({...base, ...more}).flatMap(([key, value]) => (value === null ? [] : `${key}: ${value}`))
  return `---\n${lines.join('\n')}\n---\n${body}`
}

/** Reads a project with these records. */
export async function read(records: Record<string, string>, more: Record<string, string> = {}) {
  const files = Object.fromEntries(Object.entries(records).map(([name, text]) => [`docs/records/${name}`, text]))
  const root = await project({'docs/launch.md': list, 'docs/rollback.md': rollback, ...more, ...files})
  const {checklists, problems} = await readDocs({root, docs: 'docs', checklists: ['docs/launch.md']})
  return {root, docs: problems, checklists, ...(await readRecords({root, docs: 'docs', checklists}))}
}

export const one = (text: string) => read({'a.md': text})
export const told = ({problems}: Awaited<ReturnType<typeof read>>) =>
  problems.map(({slug, at, message}) => `${slug} ${at?.line}:${at?.column} ${message}`)
