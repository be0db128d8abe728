import {readFile} from 'node:fs/promises'
import {registerHooks} from 'node:module'
import path from 'node:path'
import {describe, expect, test} from 'vitest'
import {parse} from 'yaml'
import {readAction, repository} from './action.ts'
import {readTemplate} from './pipeline.ts'

// GitHub's reader imports its schemas as a bundler would have it.
registerHooks({
  resolve: (name, context, next) =>
    name.endsWith('.min.json') ? {...next(name, context), importAttributes: {type: 'json'}} : next(name, context),
})
const {parseAction} = await import('@actions/workflow-parser/actions/action-parser')
const {NoOperationTraceWriter, parseWorkflow} = await import('@actions/workflow-parser')

const guide = (name: string): Promise<string> => readFile(path.join(repository, 'docs/guide', name), 'utf8')
const errorsOf = (content: string, read: typeof parseWorkflow): string[] =>
  read({name: 'file.yml', content}, new NoOperationTraceWriter())
    .context.errors.getErrors()
    .map(({message}) => message)

/** The `yaml` blocks of a page. */
const blocksOf = (text: string): string[] => [...text.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, block = '']) => block)

/** The rows of the table whose head begins so, without code ticks. */
function rowsOf(text: string, head: string): string[][] {
  const [, ...lines] = text.slice(text.indexOf(`| ${head} |`)).split('\n')
  const end = lines.findIndex((line) => !line.startsWith('|'))
  return lines.slice(1, end).map((line) => {
    const [, ...cells] = line.split('|').map((cell) => cell.trim().replaceAll(/^`|`$/g, ''))
    return cells.slice(0, -1)
  })
}

test('GitHub reads our action without a complaint, and would complain of a slip', async () => {
  const text = await readFile(path.join(repository, 'action.yml'), 'utf8')
  expect(errorsOf(text, parseAction)).toEqual([])
  expect(errorsOf(text.replace('steps.run.outputs.met', 'stps.run.outputs.met'), parseAction)).toHaveLength(1)
  expect(errorsOf(text.replace('shell: bash', 'shel: bash'), parseAction)).not.toEqual([])
})

test('the page lists every input with its default, and every output', async () => {
  const [{inputs, outputs}, text] = await Promise.all([readAction(), guide('ci-github.md')])
  expect(rowsOf(text, 'input')).toEqual(
    Object.entries(inputs).map(([name, {default: usual, description}]) => [name, usual, description]),
  )
  expect(rowsOf(text, 'output')).toEqual(Object.entries(outputs).map(([name, {description}]) => [name, description]))
})

test('the page lists every variable that the scripts read', async () => {
  const scripts = await Promise.all(
    ['shared', 'install', 'run', 'comment', 'site'].map((name) =>
      readFile(path.join(repository, 'ci', `${name}.mjs`), 'utf8'),
    ),
  )
  const read = scripts.flatMap((text) =>
    [...text.matchAll(/(?:asked|isAsked|oneOf)\('([A-Z_]+)'/g)].map(([, name]) => name),
  )
  const listed = rowsOf(await guide('ci-gitlab.md'), 'variable').map(([name = '']) => name)
  // Set by the template and the Action themselves.
  const own = ['PROGRAM', 'RUN', 'SARIF', 'LANE', 'OUT', 'VERSION']
  const wanted = [...new Set(read)].filter((name) => name !== undefined && !own.includes(name))
  expect(listed.filter((name) => !['PROOFMARK_VERSION', 'PROOFMARK_TOOL'].includes(name)).toSorted()).toEqual(
    wanted.map((name) => `PROOFMARK_${name}`).toSorted(),
  )
})

describe.each(['ci-github.md', 'ci-gitlab.md', 'vantage.md', 'gate.md', 'merge.md'])('%s', (page) => {
  test('its workflows are read by GitHub without a complaint, and give the Action inputs that it has', async () => {
    const {inputs} = await readAction()
    for (const block of blocksOf(await guide(page))) {
      const data = parse(block, {logLevel: 'silent'})
      if (!/^on:/m.test(block)) continue
      expect(errorsOf(block, parseWorkflow)).toEqual([])
      for (const {steps} of Object.values<{steps: {uses?: string; with?: object}[]}>(data.jobs))
        for (const step of steps)
          if (step.uses?.startsWith('OWNER/proofmark'))
            for (const name of Object.keys(step.with ?? {})) expect(Object.keys(inputs)).toContain(name)
    }
  })

  test('its pipelines include the template and change jobs that it has', async () => {
    const {jobs, variables} = await readTemplate()
    const known = ['include', 'variables', 'stages', 'deploy', '.proofmark', ...jobs.map(({name}) => name)]
    for (const block of blocksOf(await guide(page))) {
      if (!block.startsWith('include:')) continue
      const data = parse(block, {logLevel: 'silent'})
      expect(data.include[0].remote).toMatch(/\/ci\/gitlab\.yml$/)
      for (const name of Object.keys(data)) expect(known).toContain(name)
      expect(Object.keys(variables)).toContain('PROOFMARK_TOOL')
    }
  })
})
