import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {makePlan, type Planned} from '../../src/bindings/index.ts'
import {loadProject} from '../../src/config/index.ts'
import {parseChecklist} from '../../src/markdown/index.ts'
import {CannotJudge, type PlannedCall, type PlannedItem, type Problem, place} from '../../src/model/index.ts'
import {checks} from './checks.ts'

/** A project in a few files. */
export interface World {
  /** Markdown by path; `ready.md` alone unless said. */
  lists?: Record<string, string>
  /** YAML of the bindings file beside `ready.md`. */
  bindings?: string
  /** YAML of shipped packs by name, in the order in which the project names them. */
  packs?: Record<string, string>
  /** Names or paths of further packs. */
  morePacks?: string[]
  /** YAML below `environments:`. */
  environments?: string
  /** More keys of proofmark.yaml. */
  project?: string
  environment?: string
  files?: Record<string, string>
  problems?: readonly Problem[]
}

/** The checklist that most tests bind. */
export const ready = `# Before launch

## 1) Access
- [ ] Set the mode for each tenant:
  - [ ] Fast mode
  - [ ] Safe mode (\`SAFE_MODE=true\`)
    - [ ] Safe mode is drilled
- [ ] Ensure \`DEV_LOGIN=false\` in production
- [ ] \`/readyz\` answers
- [ ] The [runbook](docs/runbooks/down.md#restore) exists.

## 2) Data stores
### Backups
- [ ] Backups are restored once a quarter
- [ ] \`/readyz\` waits for the store
`

async function write(root: string, files: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), {recursive: true})
    await writeFile(join(root, file), text)
  }
}

/** Makes the plan of a world in a folder of its own. */
export async function planOf(world: World): Promise<Planned> {
  const root = await mkdtemp(join(tmpdir(), 'proofmark-bindings-'))
  try {
    const lists = world.lists ?? {'ready.md': ready}
    const names = [...Object.keys(world.packs ?? {}), ...(world.morePacks ?? [])]
    const config = [
      'service: shop',
      `checklists: [${Object.keys(lists).join(', ')}]`,
      `packs: [${names.join(', ')}]`,
      ...(world.project === undefined ? [] : [world.project]),
      `environments:\n${world.environments ?? '  prod: {}'}`,
    ]
    const packs = Object.entries(world.packs ?? {}).map(([name, text]) => [`shipped/${name}.yaml`, text])
    const bindings = world.bindings === undefined ? {} : {'ready.bindings.yaml': world.bindings}
    await write(root, {
      ...lists,
      ...bindings,
      ...Object.fromEntries(packs),
      ...world.files,
      'proofmark.yaml': config.join('\n'),
    })
    const {project} = await loadProject({root, env: {}})
    const checklists = Object.entries(lists).map(
      ([file, source]) => parseChecklist({file, source, exists: () => true}).checklist,
    )
    const environment = project.environments.find(({name}) => name === (world.environment ?? 'prod'))
    if (environment === undefined) throw new Error('Unexpected environment in a test')
    return await makePlan({
      project,
      environment,
      checklists,
      packsFolder: join(root, 'shipped'),
      checks,
      problems: world.problems ?? [],
    })
  } finally {
    await rm(root, {recursive: true})
  }
}

const line = ({slug, message, at, also}: Problem): string =>
  `${at === null ? '-' : place(at)} ${slug}: ${message}${also.length === 0 ? '' : ` (also ${also.map(place).join(', ')})`}`

/** What is wrong in a world, stopping or not. */
export async function problemsOf(world: World): Promise<string[]> {
  try {
    const {problems} = await planOf(world)
    return problems.map(line)
  } catch (error) {
    if (error instanceof CannotJudge) return error.problems.map(line)
    throw error
  }
}

/** The planned item of an id. */
export function itemOf({plan}: Planned, id: string): PlannedItem {
  const item = plan.items.find((each) => each.id === id)
  if (item === undefined)
    throw new Error(`Unexpected id ${id}, expected one of ${plan.items.map((each) => each.id).join(', ')}`)
  return item
}

/** The calls of an item for a tenant, `any` flattened. */
export function callsOf(planned: Planned, id: string, tenant = '-'): PlannedCall[] {
  const nodes = itemOf(planned, id).calls[tenant] ?? []
  const ids = nodes.flatMap((node) => ('any' in node ? node.any.map(({call}) => call) : [node.call]))
  return ids.map((call) => {
    const found = planned.plan.calls.find((each) => each.id === call)
    if (found === undefined) throw new Error(`Unexpected call ${call}`)
    return found
  })
}

/** Bindings of one item. */
export const bind = (entry: string, id = 'access/dev-login'): string =>
  `items:\n  ${id}:\n    ${entry.replaceAll('\n', '\n    ')}\n`
