import {spawn} from 'node:child_process'
import {mkdir, readFile, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {parse} from 'yaml'
import * as z from 'zod'
import {type Context, filled, holds, type JobStatus} from './expressions.ts'

export const repository = path.join(import.meta.dirname, '../..')

// YAML reads `true` and `30` as what they are; an action knows text alone.
const Scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const Step = z.object({
  name: z.string(),
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  shell: z.string().optional(),
  env: z.record(z.string(), Scalar).default({}),
  with: z.record(z.string(), Scalar).default({}),
  'continue-on-error': z.boolean().default(false),
})
export type Step = z.infer<typeof Step>
const Action = z.object({
  name: z.string(),
  description: z.string(),
  inputs: z.record(z.string(), z.object({description: z.string().min(1), default: z.string()})),
  outputs: z.record(z.string(), z.object({description: z.string().min(1), value: z.string()})),
  runs: z.object({using: z.literal('composite'), steps: z.array(Step)}),
})

/** `action.yml` as the runner reads it. */
export const readAction = async (): Promise<z.infer<typeof Action>> =>
  Action.parse(parse(await readFile(path.join(repository, 'action.yml'), 'utf8')))

/** An action that ours uses, in the place of GitHub's: it gets what it is given, and may give outputs or throw. */
export type StandIn = (given: Record<string, string>) => Promise<Record<string, string> | undefined>

export interface Job {
  /** The checkout. */
  workspace: string
  /** A folder of the runner beside it. */
  temp: string
  /** The checkout of the Action; this repository unless given. */
  action?: string
  inputs?: Record<string, string>
  /** `github.*` of expressions. */
  github?: Record<string, string>
  env?: Record<string, string>
  event?: unknown
  standIns?: Record<string, StandIn>
}

export interface RanStep {
  name: string
  code: number
  out: string
  err: string
}

export interface RanJob {
  code: number
  steps: RanStep[]
  /** All that the log holds. */
  log: string
  summary: string
  outputs: Record<string, string>
  /** What the actions that ours uses were given, by their names with version. */
  used: Map<string, Record<string, string>>
}

/** Runs the steps of `action.yml` as the runner does; what they use of others is stood in for. */
export async function runAction(job: Job): Promise<RanJob> {
  const {inputs, outputs, runs} = await readAction()
  const {temp, event = {}, standIns = {}} = job
  await mkdir(temp, {recursive: true})
  const files = {
    GITHUB_STEP_SUMMARY: path.join(temp, 'summary.md'),
    GITHUB_EVENT_PATH: path.join(temp, 'event.json'),
    GITHUB_ENV: path.join(temp, 'env'),
    GITHUB_PATH: path.join(temp, 'path'),
  }
  for (const file of Object.values(files)) await writeFile(file, '')
  await writeFile(files.GITHUB_EVENT_PATH, JSON.stringify(event))
  const github = {token: 'token-of-the-job', ...job.github}
  const given = Object.entries(inputs).map(([name, {default: usual}]) => [
    name,
    job.inputs?.[name] ?? filled(usual, {github}),
  ])
  const steps: Record<string, Context> = {}
  const context: Context = {inputs: Object.fromEntries(given), github, steps}
  const ran: RanJob = {code: 0, steps: [], log: '', summary: '', outputs: {}, used: new Map()}
  let status: JobStatus = 'success'
  for (const step of runs.steps) {
    if (!holds(step.if, context, status)) continue
    const made = step.run === undefined ? await used(step) : await scripted(step)
    if (step.id !== undefined) steps[step.id] = {outputs: made.outputs}
    ran.steps.push({name: step.name, ...made})
    ran.log += made.out + made.err
    if (made.code === 0 || step['continue-on-error']) continue
    // The first failure is the one that the job is known by.
    if (status === 'success') ran.code = made.code
    status = 'failure'
  }
  ran.summary = await readFile(files.GITHUB_STEP_SUMMARY, 'utf8')
  ran.outputs = Object.fromEntries(Object.entries(outputs).map(([name, {value}]) => [name, filled(value, context)]))
  return ran

  async function used({uses: name = '', with: written}: Step) {
    const values = Object.fromEntries(Object.entries(written).map(([key, text]) => [key, filled(text, context)]))
    ran.used.set(name, values)
    try {
      return {code: 0, out: '', err: '', outputs: (await standIns[name.split('@')[0] ?? '']?.(values)) ?? {}}
    } catch (error) {
      return {code: 1, out: '', err: String(error), outputs: {}}
    }
  }

  async function scripted({run = '', env}: Step) {
    const script = path.join(temp, 'step.sh')
    const GITHUB_OUTPUT = path.join(temp, 'output')
    await writeFile(script, filled(run, context))
    await writeFile(GITHUB_OUTPUT, '')
    const own = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, filled(text, context)]))
    const ended = await bash(script, job.workspace, {...runnerEnv(job), ...files, GITHUB_OUTPUT, ...own})
    return {...ended, outputs: outputsIn(await readFile(GITHUB_OUTPUT, 'utf8'))}
  }
}

const runnerEnv = ({workspace, temp, action = repository, env = {}}: Job): Record<string, string> => ({
  PATH: [path.dirname(process.execPath), process.env.PATH ?? ''].join(path.delimiter),
  HOME: temp,
  RUNNER_TEMP: temp,
  CI: 'true',
  GITHUB_ACTIONS: 'true',
  GITHUB_WORKSPACE: workspace,
  GITHUB_ACTION_PATH: action,
  GITHUB_REPOSITORY: 'acme/orders',
  GITHUB_SERVER_URL: 'https://github.example',
  GITHUB_API_URL: 'http://127.0.0.1:9',
  GITHUB_RUN_ID: '42',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_REF_NAME: 'main',
  ...env,
})

/** Runs a script as the runner does for `shell: bash`. */
export function bash(
  script: string,
  cwd: string,
  env: Record<string, string>,
): Promise<{code: number; out: string; err: string}> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {cwd, env})
    const said = {out: '', err: ''}
    child.stdout.on('data', (part) => {
      said.out += part
    })
    child.stderr.on('data', (part) => {
      said.err += part
    })
    child.stdin.end()
    child.on('error', reject)
    child.on('close', (code) => resolve({code: code ?? -1, ...said}))
  })
}

/** What a step handed over: `name=value`, or lines between a name and a delimiter of its own. */
function outputsIn(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at += 1) {
    const [, name, end] = /^([\w-]+)<<(.+)$/.exec(lines[at] ?? '') ?? []
    const [, plain, value] = /^([\w-]+)=(.*)$/.exec(lines[at] ?? '') ?? []
    if (name !== undefined && end !== undefined) {
      const last = lines.indexOf(end, at + 1)
      outputs[name] = lines.slice(at + 1, last).join('\n')
      at = last
    } else if (plain !== undefined && value !== undefined) outputs[plain] = value
  }
  return outputs
}
