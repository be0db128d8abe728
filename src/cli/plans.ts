import {CannotJudge, meant, type Plan, problem} from '../index.ts'
import {environmentsNamed, type Prepared, planFor} from '../line/index.ts'

/** The plans of what is asked for: of the environments named, or of those that the gates name; other gates set aside. */
export async function plansFor(
  prepared: Prepared,
  names: readonly string[],
  gates: readonly string[],
): Promise<Plan[]> {
  const plans: Plan[] = []
  for (const environment of environmentsNamed(prepared.project, names)) plans.push(await planFor(prepared, environment))
  if (gates.length === 0) return plans
  const known = [...new Set(plans.flatMap((plan) => plan.gates.map(({name}) => name)))]
  const unknown = gates.find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw new CannotJudge([problem('gate', `Unexpected gate \`${unknown}\`, ${meant(unknown, known)}`, null)])
  const narrowed = plans.map((plan) => ({...plan, gates: plan.gates.filter(({name}) => gates.includes(name))}))
  return names.length > 0 ? narrowed : narrowed.filter((plan) => plan.gates.length > 0)
}
