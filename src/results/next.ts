import type {PlannedItem, Reason} from '../model/index.ts'
import type {Basis} from './basis.ts'
import type {Cell} from './cell.ts'

/** What a next step is worded from. */
interface Step {
  environment: string
  /** The item, as a command takes it. */
  id: string
  fact: string
  bindings: string
  /** ` --vantage cluster`, or nothing. */
  vantage: string
}

const show = ({id}: Step): string => `proofmark show ${id}`
const run = ({environment, vantage}: Step): string => `proofmark run --env ${environment}${vantage}`
const attest = ({id, environment}: Step): string => `proofmark attest ${id} --env ${environment}`
const attestAgain = (step: Step): string => `${attest(step)} --again`

/** For each reason what would mend it: a command in full, or one imperative sentence. A finding that knows better is heard first. */
const steps = {
  condition: show,
  'left-out': show,
  'attested-not-applicable': show,
  undetermined: ({environment}) =>
    `State the fact that it depends on for ${environment} in \`proofmark.yaml\`, or let its settings be read.`,
  dropped: show,
  grouping: show,
  unbound: ({bindings}) => `Bind it to a check, or to a person's word, in \`${bindings}\`.`,
  expectation: show,
  exclusive: ({fact, environment}) => `Let one value of ${fact} hold in ${environment}.`,
  'none-chosen': ({fact, environment}) => `Choose a value of ${fact} that an option stands for in ${environment}.`,
  'stated-otherwise': ({fact, environment}) =>
    `Make what is stated of ${fact} for ${environment} and its configuration agree.`,
  changed: ({id}) => `Read both sentences; if its binding still proves it: \`proofmark ids --accept ${id}\`.`,
  duplicate: () => 'Reword one of the two, or pin an id in each: `<!-- proofmark: ID -->`.',
  error: show,
  unreachable: ({environment}) => `Make the target of ${environment} answer, then run again.`,
  'no-target': ({environment}) => `Give ${environment} a \`target\` in \`proofmark.yaml\`.`,
  capability: ({environment}) => `Grant what the check asks for in \`allow\` of ${environment} in \`proofmark.yaml\`.`,
  credential: ({environment}) => `Set the credential that ${environment} refers to in \`proofmark.yaml\`.`,
  needs: show,
  vantage: run,
  interrupted: run,
  'not-run': run,
  stale: run,
  missing: attest,
  void: attestAgain,
  expired: attestAgain,
} as const satisfies Record<Reason, (step: Step) => string>

/** What would mend a cell that is not so. */
export function nextStep(basis: Basis, {planned, decided}: Cell): string {
  const {reason, finding, call} = decided
  if (finding !== null && finding.next !== null && reason !== 'stale') return finding.next
  const from = basis.calls.get(call ?? '')?.from ?? null
  const fact = planned.choice?.fact ?? planned.option?.fact ?? ''
  const step = {
    environment: basis.plan.environment.name,
    id: commandName(basis, planned),
    fact: `\`${fact}\``,
    bindings: (basis.places.get(planned.key)?.file ?? '').replace(/\.md$/u, '.bindings.yaml'),
    vantage: from === null ? '' : ` --vantage ${from}`,
  }
  if (reason === 'undetermined' && basis.facts.unread !== null) return run(step)
  return reason === null ? show(step) : steps[reason](step)
}

/** The id alone where no other checklist has it. */
const commandName = ({stated}: Basis, {key, id}: PlannedItem): string => (stated.keysOf(id).length === 1 ? id : key)
