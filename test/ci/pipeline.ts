import {cp, mkdir, readFile, rm, symlink, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {parse} from 'yaml'
import * as z from 'zod'
import {bash, repository} from './action.ts'
import {checkout, orders} from './project.ts'

const Variables = z.record(z.string(), z.string()).default({})
const Cache = z.strictObject({
  key: z.string(),
  fallback_keys: z.array(z.string()),
  paths: z.array(z.string()),
  policy: z.enum(['pull', 'pull-push']),
  when: z.enum(['on_success', 'always']).default('on_success'),
})
const JobFile = z.strictObject({
  extends: z.string().optional(),
  image: z.string().optional(),
  stage: z.string().optional(),
  interruptible: z.boolean().optional(),
  rules: z.array(z.strictObject({if: z.string(), when: z.enum(['always', 'on_success']).optional()})).optional(),
  variables: Variables.optional(),
  before_script: z.array(z.string()).optional(),
  script: z.array(z.string()).optional(),
  cache: Cache.optional(),
  artifacts: z
    .strictObject({
      when: z.enum(['always', 'on_success']).default('on_success'),
      expire_in: z.string().optional(),
      paths: z.array(z.string()).default([]),
      reports: z.strictObject({junit: z.string()}).optional(),
    })
    .optional(),
})
type JobFile = z.infer<typeof JobFile>
const Template = z.object({stages: z.array(z.string()), variables: Variables}).catchall(JobFile)

/** `ci/gitlab.yml`: its stages, and its jobs with what they extend. */
export async function readTemplate() {
  const {stages, variables, ...jobs} = Template.parse(
    parse(await readFile(path.join(repository, 'ci/gitlab.yml'), 'utf8')),
  )
  const whole = Object.entries(jobs)
    .filter(([name]) => !name.startsWith('.'))
    .map(([name, job]) => ({name, ...(job.extends === undefined ? {} : jobs[job.extends]), ...job}))
  return {stages, variables, jobs: whole}
}

export interface PipelineAsk {
  workspace: string
  temp: string
  /** Variables of the pipeline and of the project. */
  variables: Record<string, string>
  /** What a job's own file says otherwise. */
  jobs?: Record<string, Partial<JobFile>>
}

export interface RanPipelineJob {
  name: string
  code: number
  out: string
  artifacts: string[]
  junit: string | null
}

/** A project whose pipeline, of a merge request unless told, has the package where the template would install it. */
export async function launch(variables: Record<string, string> = {}): Promise<PipelineAsk> {
  const {workspace, temp} = await checkout('project', {installed: false})
  await mkdir(temp)
  const tool = path.join(temp, 'tool')
  await mkdir(path.join(tool, 'node_modules'), {recursive: true})
  await symlink(repository, path.join(tool, 'node_modules/proofmark'))
  const given = {
    CI_PIPELINE_SOURCE: 'merge_request_event',
    CI_COMMIT_REF_SLUG: 'no-debug-headers',
    CI_DEFAULT_BRANCH: 'main',
    CI_PROJECT_ID: '12',
    CI_MERGE_REQUEST_IID: '7',
    CI_API_V4_URL: 'http://127.0.0.1:9',
    PROOFMARK_TOOL: tool,
    TARGET: await orders(),
  }
  return {workspace, temp, variables: {...given, ...variables}}
}

const expanded = (text: string, variables: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\$\{?([A-Z_]+)\}?/g, (_, name: string) => variables[name] ?? '')

/** `$NAME == "text"` and `$NAME == $OTHER`, which is all that the template asks. */
function meets(condition: string, variables: Readonly<Record<string, string>>): boolean {
  const [, name = '', plain, other = ''] = /^\$([A-Z_]+) == (?:"([^"]*)"|\$([A-Z_]+))$/.exec(condition) ?? []
  if (name === '') throw new Error(`expected a condition that is known, and it is ${condition}`)
  return variables[name] !== undefined && variables[name] === (plain ?? variables[other])
}

/** Runs the jobs of the template one after another as GitLab does: each in a clean checkout, with artifacts and the cache. */
export async function runPipeline({workspace, temp, ...ask}: PipelineAsk): Promise<RanPipelineJob[]> {
  const template = await readTemplate()
  const clean = path.join(temp, 'checkout')
  const kept = path.join(temp, 'artifacts')
  const cached = path.join(temp, 'cache')
  await cp(workspace, clean, {recursive: true, verbatimSymlinks: true})
  await mkdir(kept, {recursive: true})
  const ran: RanPipelineJob[] = []
  let failed = false
  for (const each of template.jobs.toSorted((a, b) => stageOf(template.stages, a) - stageOf(template.stages, b))) {
    const job = {...each, ...ask.jobs?.[each.name]}
    const given = {CI_PROJECT_DIR: workspace, ...template.variables, ...job.variables, ...ask.variables}
    const variables = Object.fromEntries(Object.entries(given).map(([name, text]) => [name, expanded(text, given)]))
    const rule = job.rules?.find((one) => meets(one.if, variables))
    if (rule === undefined || (failed && rule.when !== 'always')) continue
    await rm(workspace, {recursive: true, force: true})
    await cp(clean, workspace, {recursive: true, verbatimSymlinks: true})
    const {cache, artifacts} = job
    const place = cache === undefined ? '' : path.join(cached, expanded(cache.key, variables))
    const found = [cache?.key ?? '', ...(cache?.fallback_keys ?? [])].map((key) =>
      path.join(cached, expanded(key, variables)),
    )
    for (const folder of found) if (await copied(folder, workspace)) break
    await copied(kept, workspace)
    const script = path.join(temp, 'job.sh')
    await writeFile(script, [...(job.before_script ?? []), ...(job.script ?? [])].join('\n'))
    const PATH = [path.dirname(process.execPath), process.env.PATH ?? ''].join(path.delimiter)
    const ended = await bash(script, workspace, {PATH, HOME: temp, CI: 'true', GITLAB_CI: 'true', ...variables})
    failed ||= ended.code !== 0
    const names: string[] = []
    for (const name of artifacts?.paths ?? []) {
      const inside = path.relative(workspace, path.resolve(workspace, expanded(name, variables)))
      if (await copied(path.join(workspace, inside), path.join(kept, inside))) names.push(inside)
    }
    if (cache?.policy === 'pull-push' && (ended.code === 0 || cache.when === 'always'))
      for (const name of cache.paths)
        await copied(path.join(workspace, expanded(name, variables)), path.join(place, expanded(name, variables)))
    const junit = artifacts?.reports?.junit
    ran.push({
      name: each.name,
      code: ended.code,
      out: ended.out + ended.err,
      artifacts: names,
      junit: junit === undefined ? null : await readFile(path.join(workspace, expanded(junit, variables)), 'utf8'),
    })
  }
  return ran
}

const stageOf = (stages: readonly string[], {stage = ''}: JobFile): number => {
  const at = stages.indexOf(stage)
  if (at === -1) throw new Error(`expected a stage that is declared, and it is ${stage}`)
  return at
}

const copied = (from: string, to: string): Promise<boolean> =>
  cp(from, to, {recursive: true, verbatimSymlinks: true, force: true}).then(
    () => true,
    () => false,
  )
