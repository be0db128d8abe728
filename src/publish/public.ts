import {
  type Checklist,
  type Document,
  type Gate,
  type Link,
  noTenant,
  type Project,
  type Reason,
  type Result,
  reasons,
  type Snapshot,
  type Standing,
  statuses,
} from '../model/index.ts'
import {isRecord} from '../model/record-file.ts'

/** What anyone may see: the text of items, their statuses and ages, and the gates. Everything else is left out, not hidden; customers have no names. */
export function projectPublic(snapshot: Snapshot, {docs}: Pick<Project, 'docs'>): Snapshot {
  return {
    ...snapshot,
    checklists: snapshot.checklists.map((checklist) => withoutRecordLinks(checklist, docs)),
    source: null,
    bindings: {},
    problems: [],
    records: [],
    checks: [],
    environments: snapshot.environments.map(({name, run, results, trend}) => ({
      name,
      tenants: [noTenant],
      run: run === null ? null : {...run, release: null, target: null, vantages: [], others: []},
      causes: [],
      results: {
        ...results,
        results: worstOfEach(results.results).map(publicResult),
        gates: results.gates.map(publicGate),
        decision: null,
      },
      trend: trend.map(({at, counts, gates}) => ({run: null, at, release: null, counts, gates})),
    })),
  }
}

/** The documents that a site has pages of: a public one has none of people's records. */
export const published = (documents: readonly Document[], project: Pick<Project, 'docs' | 'site'>): Document[] =>
  documents.filter(({file, checklist}) => checklist || !isWithheld(file, project))

/** Whether readers of a site may not see a file, whatever leads to it. */
export const isWithheld = (file: string, {docs, site}: Pick<Project, 'docs' | 'site'>): boolean =>
  site.audience === 'public' && isRecord(file, docs)

/** A link to a record names it. */
function withoutRecordLinks(checklist: Checklist, docs: string | null): Checklist {
  const kept = ({path}: Link): boolean => path === null || !isRecord(path, docs)
  return {
    ...checklist,
    sections: checklist.sections.map((section) => ({...section, links: section.links.filter(kept)})),
    items: checklist.items.map((item) => ({...item, links: item.links.filter(kept)})),
  }
}

const order: readonly string[] = Object.keys(statuses)
const rank = (status: Standing['status']): number => (status === null ? order.length : order.indexOf(status))

/** One result for each item: that of the tenant where it stands worst. */
const worstOfEach = (results: readonly Result[]): Result[] =>
  [...Map.groupBy(results, ({key}) => key).values()].flatMap((all) => {
    const [worst] = all.toSorted((a, b) => rank(a.own.status) - rank(b.own.status))
    const [lowest] = all.toSorted((a, b) => rank(a.rollUp.status) - rank(b.rollUp.status))
    return worst === undefined || lowest === undefined ? [] : [{...worst, rollUp: lowest.rollUp}]
  })

const sentenceOf = (reason: Reason | null): string => (reason === null ? '' : reasons[reason].sentence)

const publicResult = (result: Result): Result => ({
  ...result,
  tenant: noTenant,
  own: {...result.own, because: sentenceOf(result.own.reason)},
  owner: null,
  findings: [],
  condition: null,
  fact: null,
  attestation: null,
  waiver: result.waiver === null ? null : {...result.waiver, approver: '', owner: '', reason: '', at: nowhere},
  lapses: null,
  seenRed: [],
  elsewhere: [],
})

const nowhere = {file: '-', line: 1, column: 1}

const publicGate = (gate: Gate): Gate => ({
  ...gate,
  sentence: '',
  repairs: gate.repairs.map(({items}) => ({
    cause: null,
    items: items.map((item) => ({...item, tenants: [noTenant], owner: null})),
    expected: null,
    saw: null,
    because: sentenceOf(items[0]?.reason ?? null),
    next: '',
  })),
})
