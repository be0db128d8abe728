import {mkdir, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {stages} from '../../../src/index.ts'
import type {Checklist} from '../../../src/model/index.ts'
import {Names} from '../../../src/model/index.ts'
import {demoRecords} from './files.ts'

const dayMs = 86_400_000
const dayFrom = (now: Date, days: number): string => new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10)
const madeUp = 'Made up by the demo: nobody of this name exists.\n'

/** Staging is profiled on purpose: what is not so there is accepted, for a time, by somebody who does not own it. */
const waiver = {
  item: 'performance-capacity/pprof-enabled',
  owner: 'SRE',
  approver: 'lena.b',
  reason: 'The load tests of staging are profiled; nobody outside reaches it.',
}

/** Writes what the made-up team accepted and decided, dated from `now`. Gives the number of records. */
export async function writeAcceptances(root: string, now: Date, checklists: readonly Checklist[]): Promise<number> {
  const {waive, writeRecord} = await stages.author()
  const found = new Names(checklists).find(waiver.item, null)
  if (!('item' in found)) throw new Error(`Unexpected item \`${waiver.item}\`, expected one of the checklist`)
  const record = waive({
    ...waiver,
    docs: 'docs',
    checklists,
    named: found.item,
    on: dayFrom(now, -10),
    covers: 'item',
    environments: ['staging'],
    tenants: null,
    until: dayFrom(now, 50),
  })
  const text = `${record.text}\n${madeUp}`
  await writeRecord(root, {file: `${demoRecords}/${path.basename(record.file)}`, text})
  await writeDecision(root, dayFrom(now, -5))
  return 2
}

async function writeDecision(root: string, on: string): Promise<void> {
  const front = [
    `title: 'Go for production, ${on}'`,
    'kind: decision',
    'environment: production',
    'decision: go',
    'by: mei.t',
    `on: ${on}`,
  ]
  await mkdir(path.join(root, demoRecords), {recursive: true})
  await writeFile(path.join(root, demoRecords, `${on}-go-production.md`), `---\n${front.join('\n')}\n---\n\n${madeUp}`)
}
