import {describe, expect, it} from 'vitest'
import type {Environment} from '../../src/model/index.ts'
import {tenant} from '../providers/open.ts'
import {file, planOf} from './build.ts'
import {folderWith} from './folder.ts'
import {run} from './world.ts'

const settings = {
  ARTIFACTS: {as: 'bool', default: 'false'},
  JWT: {as: 'bool', default: 'false'},
  KEYS: {as: 'bool'},
} as const
const facts = {
  mode: {scope: 'tenant', values: {db: '!config.ARTIFACTS', artifact: 'config.ARTIFACTS'}},
  auth: {take: 'some', values: {jwt: 'config.JWT', keys: 'config.KEYS'}},
  hashing: {},
} as const

async function factsOf(dotenv: string, environment: Partial<Environment> = {}, files: Record<string, string> = {}) {
  const {root, remove} = await folderWith({'prod.env': dotenv, ...files})
  const plan = planOf({settings, facts, environment: {config: [file('prod.env')], ...environment}, calls: {}})
  const {facts: found} = await run(plan, root)
  await remove()
  return found
}
const truths = (found: Awaited<ReturnType<typeof factsOf>>, fact: string) =>
  Object.fromEntries(
    found.filter((one) => one.fact === fact).map(({value, tenant, truth}) => [`${tenant}.${value}`, truth]),
  )

it('are read from the configuration, and say from where', async () => {
  const found = await factsOf('# x\nARTIFACTS=yes\nKEYS=on')
  expect(found).toEqual([
    {
      ...{fact: 'mode', value: 'db', tenant: '-', truth: 'false', source: 'config', contradicted: false},
      because: 'ARTIFACTS is "yes" in prod.env:2',
    },
    expect.objectContaining({
      fact: 'mode',
      value: 'artifact',
      truth: 'true',
      because: 'ARTIFACTS is "yes" in prod.env:2',
    }),
    expect.objectContaining({
      fact: 'auth',
      value: 'jwt',
      truth: 'false',
      because: 'JWT is not set, so the default false',
    }),
    expect.objectContaining({fact: 'auth', value: 'keys', truth: 'true'}),
    {
      ...{fact: 'hashing', value: '-', tenant: '-', truth: 'unknown', source: 'undeclared', contradicted: false},
      because: 'hashing is not stated',
    },
  ])
})

it('are unknown where a setting is not set, or cannot be read', async () => {
  const unset = await factsOf('')
  expect(truths(unset, 'auth')).toEqual({'-.jwt': 'false', '-.keys': 'unknown'})
  expect(unset.find(({value}) => value === 'keys')).toMatchObject({because: 'KEYS is not set'})
  const broken = await factsOf('nonsense')
  expect(new Set(broken.map(({truth}) => truth))).toEqual(new Set(['unknown']))
  expect(broken[0]?.because).toBe('prod.env:1:1 Unexpected line that sets nothing, expected `NAME=value`')
})

it('differ between tenants where they may, and are the same for all elsewhere', async () => {
  const tenants = [tenant('acme'), tenant('globex', {config: [file('globex.env')]})]
  const found = await factsOf('ARTIFACTS=no', {tenants}, {'globex.env': 'ARTIFACTS=true\nJWT=true'})
  expect(truths(found, 'mode')).toEqual({
    ...{'acme.db': 'true', 'acme.artifact': 'false', 'globex.db': 'false', 'globex.artifact': 'true'},
  })
  expect(truths(found, 'auth')).toEqual({'-.jwt': 'false', '-.keys': 'unknown'})
})

describe('stated', () => {
  it('hold as stated where the configuration does not say otherwise', async () => {
    const found = await factsOf('KEYS=on', {facts: {mode: 'db', auth: ['keys'], hashing: true}})
    expect(truths(found, 'mode')).toEqual({'-.db': 'true', '-.artifact': 'false'})
    expect(truths(found, 'auth')).toEqual({'-.jwt': 'false', '-.keys': 'true'})
    expect(found.filter(({fact}) => fact === 'hashing')).toEqual([
      {
        ...{fact: 'hashing', value: '-', tenant: '-', truth: 'true', source: 'stated', contradicted: false},
        because: 'stated in proofmark.yaml',
      },
    ])
    expect(found[0]?.because).toBe('db is stated in proofmark.yaml')
    expect(truths(await factsOf('', {facts: {hashing: false}}), 'hashing')).toEqual({'-.-': 'false'})
  })

  it('by a tenant, before its environment', async () => {
    const tenants = [tenant('acme', {facts: {mode: 'artifact'}, config: [file('prod.env')]}), tenant('globex')]
    const found = await factsOf('ARTIFACTS=yes', {facts: {mode: 'db'}, tenants, config: []})
    expect(truths(found, 'mode')).toMatchObject({'acme.artifact': 'true', 'globex.db': 'true'})
  })

  it('and contradicted are unknown, every value of them', async () => {
    const found = await factsOf('\nARTIFACTS=yes\nKEYS=on', {facts: {mode: 'db', auth: ['jwt']}})
    expect(truths(found, 'mode')).toEqual({'-.db': 'unknown', '-.artifact': 'unknown'})
    expect(truths(found, 'auth')).toEqual({'-.jwt': 'unknown', '-.keys': 'unknown'})
    expect(found.filter(({contradicted}) => contradicted)).toHaveLength(4)
    expect(found[0]).toMatchObject({
      source: 'stated',
      because: 'db is stated in proofmark.yaml, while ARTIFACTS is "yes" in prod.env:2',
    })
  })

  it('against what is unknown stand as stated', async () => {
    const found = await factsOf('nonsense', {facts: {mode: 'db'}})
    expect(truths(found, 'mode')).toEqual({'-.db': 'true', '-.artifact': 'false'})
  })
})
