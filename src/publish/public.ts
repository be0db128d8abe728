import {type Gate, type Reason, type Result, reasons, type Snapshot, type Standing} from '../model/index.ts'

/** What anyone may see: the text of items, their statuses and ages, and the gates. Everything else is left out, not hidden. */
export function projectPublic(snapshot: Snapshot): Snapshot {
  return {
    ...snapshot,
    source: null,
    bindings: {},
    problems: [],
    environments: snapshot.environments.map(({name, tenants, run, results}) => ({
      name,
      tenants,
      run: run === null ? null : {...run, release: null, target: null, vantages: []},
      causes: [],
      results: {...results, results: results.results.map(publicResult), gates: results.gates.map(publicGate)},
    })),
  }
}

const sentenceOf = (reason: Reason | null): string => (reason === null ? '' : reasons[reason].sentence)

const publicStanding = ({status, reason}: Standing): Standing => ({status, reason, because: sentenceOf(reason)})

const publicResult = (result: Result): Result => ({
  ...result,
  own: publicStanding(result.own),
  owner: null,
  findings: [],
  condition: null,
  fact: null,
  attestation: null,
  waiver: result.waiver === null ? null : {...result.waiver, approver: '', at: nowhere},
})

const nowhere = {file: '-', line: 1, column: 1}

const publicGate = (gate: Gate): Gate => ({
  ...gate,
  repairs: gate.repairs.map(({items}) => ({
    cause: null,
    items: items.map((item) => ({...item, owner: null})),
    expected: null,
    saw: null,
    because: sentenceOf(items[0]?.reason ?? null),
    next: '',
  })),
})
