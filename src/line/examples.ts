import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {createServer, type RequestListener} from 'node:http'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {stages} from '../index.ts'
import {type AnyCheck, CannotJudge, type Example, type ExampleWorld, type Finding, type Json} from '../model/index.ts'
import {parseYaml, plain} from '../model/yaml.ts'
import {packsFolder} from './package.ts'
import type {World} from './prepare.ts'

interface Ask {
  example: Example
  /** What its call may name. */
  checks: readonly AnyCheck[]
  clock: World['clock']
}

/** Makes the call of an example as a run would, in a folder and against a service that hold what its world says and are gone after it. */
export async function findingOf({example, checks, clock}: Ask): Promise<Finding | null> {
  const root = await mkdtemp(path.join(tmpdir(), 'proofmark-example-'))
  const service = await serve(example.world)
  try {
    await write(root, example, service.url)
    const [{loadProject}, {readDocs, anchorsOf}, {makePlan}, {runPlan}] = await Promise.all([
      stages.config(),
      stages.markdown(),
      stages.bindings(),
      stages.run(),
    ])
    const {project} = await loadProject({root, env: {}})
    const {checklists} = await readDocs({root, docs: null, checklists: project.checklists})
    const [environment] = project.environments
    if (environment === undefined) return null
    const {plan} = await makePlan({project, environment, checklists, packsFolder: packsFolder(), checks})
    const {findings} = await runPlan({plan, root, checks, anchorsOf, env: {}, clock})
    return findings[0] ?? null
  } finally {
    await service.close()
    await rm(root, {recursive: true, force: true})
  }
}

/** What is wrong with a check of somebody's own: the check itself, or a sentence for each example that did not end as it says. */
export async function complaintsOf(given: AnyCheck, clock: World['clock']): Promise<string[]> {
  const [{checks: shipped, asOwn}, {commonKeys}] = await Promise.all([stages.checks(), stages.bindings()])
  const check = await asOwn(given, {shipped, keys: [...commonKeys, 'any']})
  if (typeof check === 'string') return [check]
  if (check.examples.length === 0)
    return [`Unexpected check \`${check.name}\` without examples, expected one at least: nothing is tested without any`]
  const complaints: string[] = []
  for (const example of check.examples) {
    const said = await wrongWith({example, checks: [...shipped, check], clock})
    if (said !== null) complaints.push(`${check.name}, “${example.title}”: ${said}`)
  }
  return complaints
}

async function wrongWith(ask: Ask): Promise<string | null> {
  const wanted = ask.example.outcome
  try {
    const finding = await findingOf(ask)
    if (finding === null) return `Unexpected example in which nothing is called, expected \`${wanted}\``
    const {outcome, message} = finding
    return outcome === wanted ? null : `Unexpected outcome \`${outcome}\`, expected \`${wanted}\`: ${message}`
  } catch (error) {
    if (error instanceof CannotJudge) return error.problems.map(({message}) => message).join('; ')
    throw error
  }
}

const indented = (text: string, by: number): string => text.trim().replaceAll(/^/gm, ' '.repeat(by))

async function write(root: string, {call, world}: Example, target: string): Promise<void> {
  const {settings = '{}', environment = '{}', files = {}} = world
  const own = dataOf(environment)
  const example = {target, ...(own !== null && typeof own === 'object' ? own : {})}
  const all = {
    ...files,
    'launch.md': '- [ ] The example holds {#example}\n',
    'launch.bindings.yaml': `settings:\n${indented(settings, 2)}\nitems:\n  example:\n    checks:\n      -\n${indented(call, 8)}\n`,
    'proofmark.yaml': JSON.stringify({checklists: ['launch.md'], environments: {example}}),
  }
  for (const [name, text] of Object.entries(all)) {
    const file = path.join(root, name)
    await mkdir(path.dirname(file), {recursive: true})
    await writeFile(file, text)
  }
}

function dataOf(source: string): Json {
  const {yaml, problems} = parseYaml({file: 'environment', source})
  if (yaml === null) throw new CannotJudge(problems)
  return plain(yaml.root)
}

/** A service on loopback that answers as an example says, and with 404 else. */
async function serve({answers = {}}: ExampleWorld): Promise<{url: string; close(): Promise<void>}> {
  const answer: RequestListener = (request, response) => {
    const {status, headers = {}, body} = answers[`${request.method} ${request.url}`] ?? {status: 404}
    response.writeHead(status, {...headers}).end(body)
  }
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address === null || typeof address === 'string' ? 0 : address.port
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    server.close()
  }
  return {url: `http://127.0.0.1:${port}`, close}
}
