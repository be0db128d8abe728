import {afterEach, describe, expect, it} from 'vitest'
import {parse} from 'yaml'
import * as z from 'zod'
import {checks} from '../../src/checks/index.ts'
import {anchorsOf} from '../../src/markdown/index.ts'
import {type Example, type ExampleWorld, Json, Setting} from '../../src/model/index.ts'
import {file, planOf} from '../run/build.ts'
import {folderWith} from '../run/folder.ts'
import {serve} from '../run/serve.ts'
import {findingOf, run} from '../run/world.ts'

const CallYaml = z.record(z.string(), Json)
const SettingsYaml = z.record(z.string(), Setting)
const EnvironmentYaml = z.strictObject({config: z.array(z.string()).default([])})

/** A call as YAML has it: the key that names a check, an expectation, and parameters beside. */
function callOf(text: string) {
  const {expect, ...call} = CallYaml.parse(parse(text))
  const [check = '', value] = Object.entries(call).find(([key]) => checks.some(({name}) => name === key)) ?? []
  const beside = Object.fromEntries(Object.entries(call).filter(([key]) => key !== check))
  const named = typeof value === 'string' ? `${check}: ${value}` : {check, params: CallYaml.parse(value)}
  return {call: named, beside, ...(expect === undefined ? {} : {expect})}
}

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function outcomeOf({call, world}: Example) {
  const {files = {}, answers = {}, settings = '{}', environment = '{}'}: ExampleWorld = world
  const {root, remove} = await folderWith(files)
  const target = await serve((request, response) => {
    const answer = answers[`${request.method} ${request.url}`] ?? {status: 404}
    response.writeHead(answer.status, {...answer.headers}).end(answer.body)
  })
  closing.push(remove, target.close)
  const config = EnvironmentYaml.parse(parse(environment)).config.map((name) => file(name))
  const plan = planOf({
    environment: {target: target.url, config},
    settings: SettingsYaml.parse(parse(settings)),
    calls: {example: callOf(call)},
  })
  return findingOf(await run(plan, root, {anchorsOf}), 'example')
}

describe.each(checks.map((check) => [check.name, check.examples] as const))('%s', (_, examples) => {
  it.each(examples.map((example) => [example.title, example] as const))('%s', async (_, example) => {
    const {outcome, message} = await outcomeOf(example)
    expect(outcome, message).toBe(example.outcome)
    expect(message).not.toContain('undefined')
  })
})
