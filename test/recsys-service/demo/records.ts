import {rm} from 'node:fs/promises'
import path from 'node:path'
import {stages} from '../../../src/index.ts'
import {planFor, prepare} from '../../../src/line/index.ts'
import {Names} from '../../../src/model/index.ts'
import {writeAcceptances} from './acceptances.ts'
import {demoRecords} from './files.ts'

/** A person's word that the demo makes up, so many days before today. */
interface Word {
  item: string
  by: string
  daysAgo: number
  note: string
  environments?: readonly string[]
}

const both = ['production', 'staging']

/** Who said what in the made-up team. What is not here for staging, nobody has done there. */
export const words: readonly Word[] = [
  {
    item: 'decide-serving/data-modes',
    by: 'mei.t',
    daysAgo: 40,
    note: 'Read before the mode was chosen.',
    environments: both,
  },
  {
    item: 'decide-serving/document-choice-deployment',
    by: 'jonas.l',
    daysAgo: 60,
    note: 'The ConfigMaps set it; each runbook names it at the top.',
  },
  {
    item: 'tenancy-authentication/decide-document-tenancy-source',
    by: 'ines.o',
    daysAgo: 90,
    note: 'The page on the admin API says it.',
    environments: both,
  },
  {
    item: 'tenancy-authentication/validate-rbac-rules-admin',
    by: 'ines.o',
    daysAgo: 20,
    note: 'Tried viewer, operator and admin on each admin route, writing included.',
  },
  {
    item: 'data-contracts/decide-what-identifiers-allowed',
    by: 'lena.b',
    daysAgo: 75,
    note: 'user_id and session_id, never an address.',
    environments: both,
  },
  {
    item: 'data-contracts/required-ids-correlation',
    by: 'pavel.n',
    daysAgo: 15,
    note: 'Joined a day of exposures and outcomes by request_id.',
  },
  {
    item: 'data-contracts/retention-policy-access-control',
    by: 'lena.b',
    daysAgo: 30,
    note: 'The evaluation team reads them, nobody else.',
  },
  {item: 'data-contracts/exposure-hash-salt', by: 'pavel.n', daysAgo: 44, note: 'Replaced, and the old one destroyed.'},
  {
    item: 'data-contracts/document-pii-stance',
    by: 'lena.b',
    daysAgo: 75,
    note: 'user_id counts as personal data, hashed or not.',
    environments: both,
  },
  {
    item: 'pipelines-readiness/confirm-artifact-publishing',
    by: 'noor.a',
    daysAgo: 12,
    note: 'Every fifteen minutes; the data platform team is on call.',
  },
  {
    item: 'pipelines-readiness/confirm-can-roll-back',
    by: 'noor.a',
    daysAgo: 26,
    note: 'Put the manifest of the day before back, and forward again.',
  },
  {
    item: 'pipelines-readiness/define-freshness-slos-alerting',
    by: 'noor.a',
    daysAgo: 26,
    note: 'Alerts at 30 minutes.',
  },
  {item: 'database-migrations/preflight-checks-ci', by: 'pavel.n', daysAgo: 8, note: 'Seen red on a changed checksum.'},
  {
    item: 'database-migrations/explicit-migration-job',
    by: 'pavel.n',
    daysAgo: 8,
    note: 'The job migrate-1-8-0 ran before the rollout.',
  },
  {
    item: 'database-migrations/ensure-postgres-provisioned',
    by: 'pavel.n',
    daysAgo: 22,
    note: "Last night's backup restored into an empty server, 38 minutes; row counts compared.",
  },
  {
    item: 'database-migrations/document-rollback-strategy',
    by: 'pavel.n',
    daysAgo: 50,
    note: 'Holds as written.',
    environments: both,
  },
  {item: 'observability-runbooks/healthz', by: 'tom.w', daysAgo: 33, note: 'livenessProbe of both Deployments.'},
  {item: 'observability-runbooks/readyz', by: 'tom.w', daysAgo: 33, note: 'readinessProbe of both Deployments.'},
  {item: 'observability-runbooks/health-detailed', by: 'tom.w', daysAgo: 33, note: 'Refused at the ingress.'},
  {
    item: 'observability-runbooks/request-rate-error-rate',
    by: 'tom.w',
    daysAgo: 33,
    note: 'First row of the dashboard.',
  },
  {item: 'observability-runbooks/empty-recs-rate', by: 'tom.w', daysAgo: 33, note: 'Second row of the dashboard.'},
  {item: 'observability-runbooks/cache-hit-miss', by: 'tom.w', daysAgo: 33, note: 'Second row of the dashboard.'},
  {
    item: 'observability-runbooks/tracing-logging-configured',
    by: 'tom.w',
    daysAgo: 33,
    note: 'A day of logs searched for the known secrets.',
  },
  {
    item: 'observability-runbooks/service-not-ready',
    by: 'tom.w',
    daysAgo: 150,
    note: 'Followed in the drill, 11 minutes.',
  },
  {
    item: 'observability-runbooks/empty-recs',
    by: 'mei.t',
    daysAgo: 21,
    note: 'Followed after the catalogue was replaced.',
  },
  {
    item: 'observability-runbooks/rollback-config-rules',
    by: 'jonas.l',
    daysAgo: 3,
    note: 'Followed in staging and in production, six minutes.',
  },
  {
    item: 'performance-capacity/run-load-test-against',
    by: 'tom.w',
    daysAgo: 13,
    note: 'Replayed an hour of real requests at twice the rate, against a copy of the catalogue; the report is in the deployment repository.',
  },
  {
    item: 'performance-capacity/pprof-enabled',
    by: 'jonas.l',
    daysAgo: 60,
    note: 'Never in production; a copy of the traffic goes to a pod of its own.',
  },
  {
    item: 'safe-rollout/config-rules',
    by: 'jonas.l',
    daysAgo: 18,
    note: 'Both are in the handbook, and the audit log shows the last one.',
  },
  {item: 'safe-rollout/artifact-manifests', by: 'noor.a', daysAgo: 26, note: 'With the drill.'},
  {
    item: 'safe-rollout/algorithm-version-changes',
    by: 'jonas.l',
    daysAgo: 18,
    note: 'By image tag; the way back is the tag before.',
  },
  {
    item: 'safe-rollout/confirm-can-answer-which',
    by: 'mei.t',
    daysAgo: 18,
    note: 'Took ten requests of the day and named all three versions.',
  },
  {
    item: 'safe-rollout/document-gates-criteria-shipping',
    by: 'mei.t',
    daysAgo: 35,
    note: 'The last four ships were held to it.',
    environments: both,
  },
]

const dayMs = 86_400_000

/** Writes the demo's records anew, dated from `now`, into a folder of their own that Git does not keep. Gives their number. */
export async function writeDemoRecords(
  root: string,
  now: Date,
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const clock = {now: () => now, sleep: () => Promise.resolve()}
  await rm(path.join(root, demoRecords), {recursive: true, force: true})
  const prepared = await prepare(
    {root, file: 'proofmark.yaml', files: [], packs: []},
    {env, clock, random: () => 0},
    'checklists',
  )
  const [environment] = prepared.project.environments
  if (environment === undefined) throw new Error('Unexpected project without an environment')
  const plan = await planFor(prepared, environment)
  const {attest, writeRecord} = await stages.author()
  const names = new Names(prepared.checklists)
  for (const {item, by, daysAgo, note, environments = ['production']} of words) {
    const found = names.find(item, null)
    if (!('item' in found)) throw new Error(`Unexpected item \`${item}\`, expected one of the checklist`)
    const binding = plan.items.find(({id}) => id === found.item.item.id)?.binding ?? null
    const on = new Date(now.getTime() - daysAgo * dayMs).toISOString().slice(0, 10)
    const record = await attest({
      root,
      docs: 'docs',
      checklists: prepared.checklists,
      named: found.item,
      binding,
      environments: [...environments],
      tenants: null,
      says: 'met',
      by,
      on,
      until: null,
      renewEvery: binding?.attest?.renew_every ?? '180d',
      release: null,
      note: `${note}\n\nMade up by the demo: nobody of this name exists.`,
    })
    await writeRecord(root, {...record, file: `${demoRecords}/${path.basename(record.file)}`})
  }
  return words.length + (await writeAcceptances(root, now, prepared.checklists))
}
