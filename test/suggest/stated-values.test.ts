import {expect, test} from 'vitest'
import {planOf, problemsOf} from '../bindings/world.ts'
import {folderWith} from '../run/folder.ts'
import {run} from '../run/world.ts'

const bindings = `facts:
  pace: {take: one, values: [fast, safe]}
items:
  access/set-mode-each-tenant: {choice: pace}
  access/fast-mode: {option: fast}
  access/safe-mode: {option: safe}
  access/dev-login: {when: facts.pace.safe, attest: {question: Who saw it?}}
`
  .replace('access/set-mode-tenant', 'access/set-mode')
  .replace('access/safe-mode', 'access/safe-mode')

const readings = async (environments: string) => {
  const {plan} = await planOf({bindings, environments})
  const {root, remove} = await folderWith({})
  const {facts} = await run(plan, root)
  await remove()
  return facts.map(({value, truth, source, contradicted, because}) => ({value, truth, source, contradicted, because}))
}

test('values in a list are unknown until they are stated', async () => {
  const unknown = {truth: 'unknown', source: 'undeclared', contradicted: false, because: 'pace is not stated'}
  expect(await readings('  prod: {}')).toEqual([
    {value: 'fast', ...unknown},
    {value: 'safe', ...unknown},
  ])
})

test('a stated value of a list holds, and the others do not: no setting can contradict it', async () => {
  const stated = {source: 'stated', contradicted: false, because: 'safe is stated in proofmark.yaml'}
  expect(await readings('  prod: {facts: {pace: safe}}')).toEqual([
    {value: 'fast', truth: 'false', ...stated},
    {value: 'safe', truth: 'true', ...stated},
  ])
})

test('a value of a list that no expression can hold is named with its place', async () => {
  expect(await problemsOf({bindings: 'facts:\n  pace: {values: [fast-one]}\n'})).toEqual([
    'ready.bindings.yaml:2:19 wrong-value: Unexpected value `fast-one`, expected a name such as `serving_mode` that an expression can hold',
  ])
})
