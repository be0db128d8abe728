import {describe, expect, it} from 'vitest'
import {checkNamed} from '../../src/checks/index.ts'
import {type Json, Setting} from '../../src/model/index.ts'
import {file, item, planOf, values} from '../run/build.ts'
import {folderWith} from '../run/folder.ts'
import {findingOf, run} from '../run/world.ts'

const settings = {
  DEV_AUTH: {as: 'bool', default: 'false'},
  MAX: {as: 'int', default: '0'},
  TTL: {as: 'duration'},
  HOSTS: {as: 'list'},
  HASH_SECRET: {secret: true},
} satisfies Record<string, Partial<Setting>>

const place = {
  settings: Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, Setting.parse(setting)])),
  item: item('one'),
  section: null,
}
const env = checkNamed('env')

describe('shorthand', () => {
  it.each<[string, Json]>([
    ['DEV_AUTH', {params: {name: 'DEV_AUTH'}}],
    ['DEV_AUTH=no', {params: {name: 'DEV_AUTH'}, expect: {effective: {equals: false}}}],
    ['MAX=10', {params: {name: 'MAX'}, expect: {effective: {equals: 10}}}],
    ['TTL=1m30s', {params: {name: 'TTL'}, expect: {effective: {equals: 90_000}}}],
    ['HOSTS=a, b', {params: {name: 'HOSTS'}, expect: {effective: {equals: ['a', 'b']}}}],
    ['URL=postgres://h/d?a=b', {params: {name: 'URL'}, expect: {effective: {equals: 'postgres://h/d?a=b'}}}],
  ])('%s', (text, expanded) => {
    expect(env?.shorthand?.(text, place)).toEqual(expanded)
  })

  it.each([
    ['', 'expected `NAME=value` or `NAME`'],
    ['DEV-AUTH=no', 'expected `NAME=value` or `NAME`'],
    ['DEV_AUTH=', 'Unexpected empty value after `DEV_AUTH=`'],
    ['DEV_AUTH=maybe', 'Unexpected value `maybe` for `DEV_AUTH`, expected one that reads as bool'],
    ['MAX=1.5', 'expected one that reads as int'],
    ['HASH_SECRET=hunter2', 'Unexpected value for the secret `HASH_SECRET`'],
  ])('`%s` is a problem', (text, said) => {
    const problem = env?.shorthand?.(text, place)
    expect(problem).toEqual({problem: expect.stringContaining(said)})
    expect(JSON.stringify(problem)).not.toContain('hunter2')
  })
})

it('takes one name or several, not both and not none', () => {
  for (const params of [{}, {name: 'A', names: ['B']}, {names: []}, {name: 'A B'}])
    expect(env?.read(params), JSON.stringify(params)).toHaveProperty('issues')
})

const made = async (dotenv: string, call: string | Json[] | Record<string, Json>, expected?: Json) => {
  const {root, remove} = await folderWith({'deploy/prod.env': dotenv})
  const config = [file('deploy/prod.env'), values({INLINE: 'x'})]
  const one = typeof call === 'string' ? {call} : {call: {check: 'env', params: {names: call}}}
  const plan = planOf({
    settings,
    environment: {config},
    calls: {one: {...one, ...(expected ? {expect: expected} : {})}},
  })
  const finding = findingOf(await run(plan, root), 'one')
  await remove()
  return finding
}

it.each([
  ['DEV_AUTH=yes', 'env: DEV_AUTH=false', 'fail', '"yes" (reads as true) in deploy/prod.env:1'],
  ['\nDEV_AUTH=off', 'env: DEV_AUTH=false', 'pass', '"off" (reads as false) in deploy/prod.env:2'],
  ['DEV_AUTH=false', 'env: DEV_AUTH=no', 'pass', '"false" in deploy/prod.env:1'],
  ['', 'env: DEV_AUTH=false', 'pass', 'not set, so the default false'],
  ['', 'env: DEV_AUTH', 'fail', 'not set, so the default false'],
  ['', 'env: OTHER', 'fail', 'not set'],
  [
    'DEV_AUTH=maybe',
    'env: DEV_AUTH=false',
    'pass',
    '"maybe" (cannot be read, so the default false) in deploy/prod.env:1',
  ],
  ['TTL=5m', 'env: TTL=300s', 'pass', '"5m" (reads as 300000 ms) in deploy/prod.env:1'],
  ['E= # note', 'env: E', 'fail', '"" in deploy/prod.env:1'],
  ['', 'env: INLINE', 'pass', '"x" in the values of proofmark.yaml'],
  [
    'HASH_SECRET=hunter2hunter2',
    'env: HASH_SECRET',
    'pass',
    'a hidden value from a file of variables in deploy/prod.env:1',
  ],
  ['HASH_SECRET=', 'env: HASH_SECRET', 'fail', '"" in deploy/prod.env:1'],
])('%j: %s is %s', async (dotenv, call, outcome, saw) => {
  const finding = await made(dotenv, call)
  expect(finding).toMatchObject({outcome, saw})
  expect(JSON.stringify(finding)).not.toContain('hunter2')
})

it('names the variable in the sentence, and the place that was read', async () => {
  const finding = await made('#\nDEV_AUTH=yes', 'env: DEV_AUTH=false')
  expect(finding).toMatchObject({
    message: 'expected DEV_AUTH to be false, saw "yes" (reads as true) in deploy/prod.env:2',
    source: {file: 'deploy/prod.env', line: 2, column: 1},
  })
})

describe('several', () => {
  const three = ['READER', 'WRITER', 'ADMIN']
  const differ =
    'all.READER.effective != all.WRITER.effective && all.WRITER.effective != all.ADMIN.effective && all.READER.effective != all.ADMIN.effective'

  it('compares them', async () => {
    expect(await made('READER=a\nWRITER=b\nADMIN=c', three, differ)).toMatchObject({outcome: 'pass'})
    expect(await made('READER=a\nWRITER=b\nADMIN=a', three, differ)).toMatchObject({
      outcome: 'fail',
      saw: 'READER "a" in deploy/prod.env:1; WRITER "b" in deploy/prod.env:2; ADMIN "a" in deploy/prod.env:3',
    })
  })

  it('wants each of them set where nothing else is said', async () => {
    expect(await made('READER=a\nWRITER=b\nADMIN=c', three)).toMatchObject({outcome: 'pass'})
    expect(await made('READER=a\nWRITER=b\nADMIN=', three)).toMatchObject({outcome: 'fail'})
    expect(await made('READER=a\nWRITER=b', three)).toMatchObject({outcome: 'fail'})
  })

  it('calls them by labels, so that one expectation serves many names', async () => {
    const names = {left: 'READER', right: 'WRITER'}
    expect(await made('READER=a\nWRITER=b', names, 'all.left.effective != all.right.effective')).toMatchObject({
      ...{outcome: 'pass', saw: 'left "a" in deploy/prod.env:1; right "b" in deploy/prod.env:2'},
    })
  })

  it('knows numbers and lists', async () => {
    expect(
      await made('MAX=3\nHOSTS=a,b', ['MAX', 'HOSTS'], 'all.MAX.effective > 2 && "b" in all.HOSTS.effective'),
    ).toMatchObject({
      outcome: 'pass',
    })
  })
})

it('has the fields of a single variable beside, so that one can be judged by name', async () => {
  expect(await made('MAX=3', 'env: MAX', 'set && effective > 2')).toMatchObject({outcome: 'pass'})
  expect(await made('MAX=3', 'env: MAX', {kind: 'dotenv', secret: false})).toMatchObject({outcome: 'pass'})
})
