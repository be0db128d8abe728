import {expect, test} from 'vitest'
import {parse} from 'yaml'
import {checks} from '../../src/checks/index.ts'
import {drill} from '../../src/drill/index.ts'
import type {Example} from '../../src/model/index.ts'
import {planIn} from './world.ts'

const examples = checks.flatMap((check) =>
  check.examples.map((example) => [check.name, example.title, example] as const),
)

/** The plan of a project that is nothing but the example. */
const planOf = ({call, world: {settings = '{}', environment = '{}'}}: Example) =>
  planIn({
    'launch.md': '- [ ] The example holds {#example}\n',
    'launch.bindings.yaml': JSON.stringify({settings: parse(settings), items: {example: {checks: [parse(call)]}}}),
    'proofmark.yaml': JSON.stringify({
      checklists: ['launch.md'],
      environments: {example: {target: 'http://127.0.0.1:9', ...parse(environment)}},
    }),
  })

test.each(examples)('%s: %s could fail', async (_name, _title, example) => {
  const {plan} = await planOf(example)
  const [only] = drill({plan, runs: [], checks})
  expect(only).toMatchObject({vacuous: false, doubt: null, first: expect.any(String)})
})
