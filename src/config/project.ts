import {basename, posix} from 'node:path'
import {type Environment, type GateSpec, noTenant, type Problem, type Project, problem} from '../model/index.ts'
import {meant} from '../model/nearest.ts'
import type {YamlNode} from '../model/yaml.ts'
import {placeAt} from '../model/yaml-read.ts'
import {filesFor} from './checklists.ts'
import {environmentOf} from './environment.ts'
import {ProjectFile} from './schema.ts'

const local = ProjectFile.shape.environments.parse({local: {}})

/** The gate that there is where none is declared: every required item, in every environment. */
const defaultGate = (environments: readonly Environment[]): GateSpec => ({
  name: 'default',
  environments: environments.map(({name}) => name),
  tenants: null,
  sections: null,
  unbound: 'counts',
})

function gatesOf(
  authored: ProjectFile,
  environments: readonly Environment[],
  node: YamlNode,
): {gates: GateSpec[]; problems: Problem[]} {
  const problems: Problem[] = []
  const known = environments.map(({name}) => name)
  const gates = Object.entries(authored.gates).map(([name, gate]) => {
    const among = environments.filter((each) => gate.environments.includes(each.name))
    const tenants = among.flatMap((each) => each.tenants.map(({id}) => id)).filter((id) => id !== noTenant)
    const say = (what: string, word: string, all: readonly string[], ...path: (string | number)[]): void => {
      if (all.includes(word)) return
      problems.push(
        problem(
          'gate',
          `Unexpected ${what} \`${word}\` of gate \`${name}\`, ${meant(word, all)}`,
          placeAt(node, ['gates', name, ...path]),
        ),
      )
    }
    gate.environments.forEach((word, index) => {
      say('environment', word, known, 'environments', index)
    })
    gate.tenants?.forEach((word, index) => {
      say('tenant', word, tenants, 'tenants', index)
    })
    const {environments: named, tenants: only = null, sections = null, unbound} = gate
    return {name, environments: named, tenants: only, sections, unbound}
  })
  return {gates: gates.length > 0 ? gates : [defaultGate(environments)], problems}
}

async function checklistsOf(
  root: string,
  patterns: readonly string[],
  node: YamlNode,
): Promise<{checklists: string[]; problems: Problem[]}> {
  const problems: Problem[] = []
  const found = new Set<string>()
  for (const [index, pattern] of patterns.entries()) {
    const files = await filesFor(root, pattern)
    const message = `Unexpected \`${pattern}\`, which no file fits, expected a checklist`
    if (files.length === 0) problems.push(problem('no-checklist', message, placeAt(node, ['checklists', index])))
    for (const file of files) found.add(file)
  }
  return {checklists: [...found], problems}
}

/** What an author wrote → a project, with everything that is wrong in it. */
export async function projectOf(
  root: string,
  file: string,
  authored: ProjectFile,
  node: YamlNode,
): Promise<{project: Project; problems: Problem[]}> {
  const written = Object.keys(authored.environments).length > 0 ? authored.environments : local
  const read = Object.entries(written).map(([name, each]) =>
    environmentOf(name, each, (...path) => placeAt(node, ['environments', name, ...path])),
  )
  const environments = read.map(({environment}) => environment)
  const names = environments.map(({name}) => name)
  const claimed = authored.claims_for ?? (names.length === 1 ? (names[0] ?? null) : null)
  const unknown =
    claimed === null || names.includes(claimed)
      ? []
      : [
          problem(
            'unknown-environment',
            `Unexpected environment \`${claimed}\` in \`claims_for\`, ${meant(claimed, names)}`,
            placeAt(node, ['claims_for']),
          ),
        ]
  const {gates, problems: wrongGates} = gatesOf(authored, environments, node)
  const {checklists, problems: noFiles} = await checklistsOf(root, authored.checklists, node)
  const service = authored.service ?? basename(root)
  const {title = service, url = null, base, audience, source = null} = authored.site
  const project: Project = {
    root,
    file,
    service,
    docs: authored.docs?.replace(/\/+$/, '') ?? null,
    checklists,
    packs: authored.packs,
    checks: authored.checks.map((each, index) => ({file: posix.normalize(each), at: placeAt(node, ['checks', index])})),
    gates,
    claimsFor: claimed,
    approvers: authored.approvers,
    site: {title, url, base, audience},
    environments,
    home: source,
  }
  return {project, problems: [...read.flatMap(({problems}) => problems), ...unknown, ...wrongGates, ...noFiles]}
}

/** The project that there is without `proofmark.yaml`: one environment `local` that nothing is known of. */
export function bareProject({root, checklists}: {root: string; checklists: readonly string[]}): Project {
  const [environment] = Object.entries(local).map(
    ([name, each]) => environmentOf(name, each, () => ({file: '', line: 1, column: 1})).environment,
  )
  const environments = environment === undefined ? [] : [environment]
  const service = basename(root)
  return {
    root,
    file: null,
    service,
    docs: null,
    checklists: [...checklists],
    packs: [],
    checks: [],
    gates: [defaultGate(environments)],
    claimsFor: 'local',
    approvers: [],
    site: {title: service, url: null, base: '/', audience: 'internal'},
    environments,
    home: null,
  }
}
