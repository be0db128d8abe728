import type {Checklist, Environment, Fact, GateSpec, Project, StatedFacts} from '../model/index.ts'
import {noTenant} from '../model/index.ts'
import {meant} from '../model/nearest.ts'
import {placeInProject} from './layer.ts'
import {beginsWith} from './match.ts'
import type {Report} from './report.ts'

type Facts = Readonly<Record<string, Fact>>
type Stated = StatedFacts[string]

function wrongStatement(
  name: string,
  said: Stated,
  facts: Facts,
  tenant: string,
): {slug: 'unknown-fact' | 'wrong-value'; message: string} | null {
  const fact = Object.hasOwn(facts, name) ? facts[name] : undefined
  if (fact === undefined)
    return {slug: 'unknown-fact', message: `Unexpected fact \`${name}\`, ${meant(name, Object.keys(facts))}`}
  if (tenant !== noTenant && fact.scope === 'environment') {
    return {
      slug: 'wrong-value',
      message: `Unexpected \`${name}\` of one tenant, expected it for the environment, or \`scope: tenant\` where it is declared`,
    }
  }
  const values = Object.keys(fact.values ?? {})
  if (fact.values === undefined)
    return typeof said === 'boolean'
      ? null
      : {slug: 'wrong-value', message: `Unexpected value for the fact \`${name}\`, expected \`true\` or \`false\``}
  if (typeof said === 'boolean')
    return {
      slug: 'wrong-value',
      message: `Unexpected \`${said}\` for the fact \`${name}\`, expected one of its values, ${values.join(', ')}`,
    }
  const unknown = [said].flat().find((value) => !values.includes(value))
  return unknown === undefined
    ? null
    : {
        slug: 'unknown-fact',
        message: `Unexpected value \`${unknown}\` of the fact \`${name}\`, ${meant(unknown, values)}`,
      }
}

/** Facts that an environment and its tenants state must be declared. */
export async function checkStated(
  project: Project,
  {name, facts: wide, tenants}: Environment,
  facts: Facts,
  report: Report,
): Promise<void> {
  const all = [
    {said: wide, tenant: noTenant, path: ['facts']},
    ...tenants.map(({id, facts: said}, index) => ({said, tenant: id, path: ['tenants', index, 'facts']})),
  ]
  for (const {said, tenant, path} of all) {
    for (const [fact, value] of Object.entries(said)) {
      const wrong = wrongStatement(fact, value, facts, tenant)
      if (wrong === null) continue
      report.say(
        wrong.slug,
        `${wrong.message} (stated in the environment \`${name}\`)`,
        await placeInProject(project, ['environments', name, ...path, fact]),
      )
    }
  }
}

/** Sections that a gate names must be there: by anchor, or by the first words of a heading. */
export async function checkGates(
  project: Project,
  gates: readonly GateSpec[],
  checklists: readonly Checklist[],
  report: Report,
): Promise<void> {
  const all = checklists.flatMap(({sections}) => sections)
  for (const {name, sections} of gates) {
    for (const [index, wanted] of (sections ?? []).entries()) {
      if (all.some(({anchor, title}) => anchor === wanted || beginsWith(title, wanted))) continue
      const message = `Unexpected section \`${wanted}\` of gate \`${name}\`, ${meant(
        wanted,
        all.map(({anchor}) => anchor),
      )}`
      report.say('gate', message, await placeInProject(project, ['gates', name, 'sections', index]))
    }
  }
}
