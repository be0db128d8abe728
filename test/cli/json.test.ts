import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {Ajv2020} from 'ajv/dist/2020.js'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {type Ended, payments, projectOf, proofmark, root, service} from './proofmark.ts'

/** What is wrong with some data by a published schema. */
async function issues(name: string, data: unknown): Promise<unknown> {
  const schema = JSON.parse(await readFile(path.join(root, 'docs/reference/schemas', `${name}.json`), 'utf8'))
  const validate = new Ajv2020({allErrors: true, allowUnionTypes: true, validateFormats: false}).compile(schema)
  validate(data)
  return validate.errors ?? []
}

test('proofmark schema prints what is published', async () => {
  const {code, out} = await proofmark(['schema', 'lint'])
  expect(code).toBe(0)
  expect(out).toBe(await readFile(path.join(root, 'docs/reference/schemas/lint.json'), 'utf8'))
})

describe('what commands print for programs is what their schemas say', () => {
  const given: Record<string, Ended> = {}
  let kept: unknown
  const tasks: (() => Promise<void>)[] = []
  const later = (task: () => Promise<void>) => tasks.push(task)

  beforeAll(async () => {
    const cwd = await projectOf('launch', later)
    const env = {PRODUCTION: await service(payments, later)}
    for (const command of ['run', 'gate', 'list', 'plan', 'lint', 'show access/debug-headers'])
      given[command] = await proofmark([...command.split(' '), '--format', 'json'], {cwd, env})
    const {environments} = JSON.parse(given.run?.out ?? '')
    kept = JSON.parse(await readFile(path.join(cwd, environments[0].savedAs), 'utf8'))
  })

  afterAll(async () => {
    for (const task of tasks) await task()
  })

  test.each([
    ['run', 1],
    ['gate', 1],
    ['list', 0],
    ['plan', 0],
    ['lint', 0],
    ['show access/debug-headers', 0],
  ])('%s', async (command, code) => {
    const ended = given[command]
    expect(ended).toMatchObject({code, err: ''})
    const data = JSON.parse(ended?.out ?? '')
    expect(data).toMatchObject({version: 1, kind: command.split(' ')[0]})
    expect(await issues(command.split(' ')[0] ?? '', data)).toEqual([])
  })

  test('the run file and the results', async () => {
    const {environments} = JSON.parse(given.run?.out ?? '')
    expect(await issues('run-file', kept)).toEqual([])
    expect(environments[0].run).toEqual(kept)
    expect(await issues('results', environments[0].results)).toEqual([])
    expect(environments.map((each: {results: {environment: string}}) => each.results.environment)).toEqual([
      'production',
      'staging',
    ])
  })

  test('a schema finds what does not belong', async () => {
    expect(await issues('lint', {version: 2, kind: 'lint', problems: [{}]})).not.toEqual([])
  })
})
