import {readdir, readFile} from 'node:fs/promises'
import path from 'node:path'
import {expect, test} from 'vitest'
import {reportOptions} from '../../../src/cli/reporting.ts'
import {json, reporters} from '../../../src/report/index.ts'
import {hostile, hostileTexts, launchData, report} from './data.ts'

const helpers = ['define', 'index', 'inert', 'matrix', 'rows', 'sarif-parts']

test('lists every reporter of the folder, in the order of their names', async () => {
  const files = await readdir(path.join(import.meta.dirname, '../../../src/report/reporters'))
  const named = files.map((file) => file.replace('.ts', '')).filter((name) => !helpers.includes(name))
  expect(named.length).toBeGreaterThan(6)
  expect(reporters.map(({name}) => name)).toEqual(named.sort())
})

test.each(reporters.map((each) => [each.name, each] as const))('%s says what it gives', (_, {summary, extension}) => {
  expect(summary).toMatch(/^[A-Z].*\.$/)
  expect(extension).toMatch(/^[a-z]+$/)
})

test('the guide has a row for each, in its own words, and help names them', async () => {
  const guide = await readFile(path.join(import.meta.dirname, '../../../docs/guide/reporters.md'), 'utf8')
  const rows = guide.split('\n').filter((line) => line.startsWith('| `'))
  expect(rows).toEqual(
    reporters.map(({name, summary, extension}) => `| \`${name}\` | \`.${extension}\` | ${summary} |`),
  )
  const names = reporters.map(({name}) => name)
  expect(reportOptions.reporter.says).toContain(`${names.slice(0, -1).join(', ')} or ${names.at(-1)}:`)
})

test('text and json are what the command says itself', () => {
  const data = launchData()
  expect(report('text', data)).toBe(data.text(data.sheet))
  expect(report('json', data)).toBe(json(data.document))
})

test('no reporter but json, which redacted it before, tells an observation, a parameter or a credential', () => {
  const canary = 'canary-5f1c'
  const data = launchData()
  const environments = data.environments.map((each) => ({
    ...each,
    plan: {
      ...each.plan,
      environment: {...each.plan.environment, target: `http://${canary}@127.0.0.1`, facts: {secret: canary}},
    },
    runs: each.runs.map((run) => ({...run, target: canary})),
    results: {
      ...each.results,
      results: each.results.results.map((cell) => ({
        ...cell,
        findings: cell.findings.map((finding) => ({...finding, observation: {body: canary}})),
      })),
    },
  }))
  const told = reporters.filter(({name}) => name !== 'json').map(({report}) => report({...data, environments}))
  expect(told.join('').length).toBeGreaterThan(1000)
  expect(told.join('')).not.toContain(canary)
})

test.each(reporters.map(({name}) => name))('%s gives the same bytes for the same data, without a control', (name) => {
  const given = () => report(name, hostile(hostileTexts, 'fail'))
  expect(given()).toBe(given())
  expect(given().replaceAll(/[\t\r\n]/g, '')).not.toMatch(/\p{Cc}/u)
})
