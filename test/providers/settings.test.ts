import {describe, expect, it} from 'vitest'
import {Setting} from '../../src/model/index.ts'
import {environment, file, values} from '../run/build.ts'
import {folderWith} from '../run/folder.ts'
import {open, read, tenant} from './open.ts'

const map = 'kind: ConfigMap\nmetadata: {name: m}\ndata: {A: map, B: map}\n'

describe('what is in force', () => {
  it('a later source overrides an earlier one', async () => {
    expect(await read('A', {'1.env': 'A=1', '2.env': 'A=2'})).toMatchObject({value: '2', overridden: [{file: '1.env'}]})
    expect(await read('A', {'1.yaml': map, '2.env': 'A=dotenv'})).toMatchObject({value: 'dotenv', kind: 'dotenv'})
    expect(await read('A', {'1.env': 'A=dotenv', '2.yaml': map})).toMatchObject({value: 'map', kind: 'configmap'})
  })

  it('inline values override every file, wherever they are listed', async () => {
    const config = [values({A: 'inline'}), file('1.env')]
    expect(await read('A', {'1.env': 'A=1'}, {config})).toMatchObject({
      ...{value: 'inline', kind: 'values', source: null},
      overridden: [{file: '1.env', line: 1}],
    })
  })

  it("a tenant's own sources override those of the environment", async () => {
    const more = {config: [values({A: 'all'}), file('1.env')], tenants: [tenant('acme', {config: [file('acme.env')]})]}
    const files = {'1.env': 'A=1\nB=1', 'acme.env': 'A=acme'}
    expect(await read('A', files, {...more, tenant: 'acme'})).toMatchObject({value: 'acme'})
    expect(await read('B', files, {...more, tenant: 'acme'})).toMatchObject({value: '1'})
    expect(await read('A', files, more)).toMatchObject({value: 'all'})
  })
})

describe('what cannot be known', () => {
  const config = [file('1.env'), file('gone.env'), file('2.env')]
  const files = {'1.env': 'A=1\nB=1', '2.env': 'B=2'}

  it('a missing file makes unknown what it might set, and says which it is', async () => {
    const closed = {
      reason: 'error',
      what: 'gone.env',
      message: expect.stringContaining('Unexpected absence of the file `gone.env`'),
    }
    await expect(read('A', files, {config})).rejects.toMatchObject(closed)
    await expect(read('C', files, {config})).rejects.toMatchObject(closed)
    expect(await read('B', files, {config})).toMatchObject({value: '2'})
  })

  it('an optional one is passed over', async () => {
    const optional = [file('1.env'), file('gone.env', true)]
    expect(await read('A', files, {config: optional})).toMatchObject({value: '1'})
  })

  it('a folder, or what is no text, cannot be read', async () => {
    await expect(read('A', {'d/x': ''}, {config: [file('d')]})).rejects.toMatchObject({
      message: expect.stringContaining('Unexpected folder `d`'),
    })
  })

  it('has neither value nor effect among the readings', async () => {
    const {root, remove} = await folderWith(files)
    const settings = {A: {as: 'text', default: 'x'}, B: {as: 'int'}}
    const parsed = Object.fromEntries(Object.entries(settings).map(([name, one]) => [name, Setting.parse(one)]))
    const doors = open({root, settings: parsed, environment: environment({config})})
    expect(await doors.readings('-')).toMatchObject({
      A: {set: false, value: null, effective: null, kind: 'none'},
      B: {set: true, value: '2', effective: 2, kind: 'dotenv'},
    })
    await remove()
  })
})

describe('what is secret', () => {
  const secret = {value: '[secret]', effective: '[secret]', secret: true}

  it.each([
    'API_KEY_HASH_SECRET',
    'DATABASE_URL',
    'PGPASSWORD',
    'EXPOSURE_HASH_SALT',
    'GITHUB_TOKEN',
    'TLS_PRIVATE_KEY',
    'STRIPE_API_KEY',
    'API_KEYS',
    'JWT_SECRET_KEY',
    'SESSION_SECRET_OLD',
    'client_secret',
  ])('%s by its name', async (name) => {
    expect(await read(name, {'a.env': `${name}=hunter2hunter2`})).toMatchObject(secret)
  })

  it.each(['API_KEY_HEADER', 'TOKEN_TTL', 'SECRET_NAME', 'DATABASE_URL_FILE', 'PASSWORD_MIN_LENGTH', 'MONKEY'])(
    '%s is not',
    async (name) => {
      expect(await read(name, {'a.env': `${name}=x-api-key`})).toMatchObject({value: 'x-api-key', secret: false})
    },
  )

  it('what is read as a switch or a number is no secret by its name, unless it is declared', async () => {
    const settings = {USE_TOKEN: {as: 'bool'}, MAX_TOKEN: {as: 'int'}, PIN: {secret: true}} as const
    const files = {'a.env': 'USE_TOKEN=yes\nMAX_TOKEN=12345\nPIN=99887766'}
    expect(await read('USE_TOKEN', files, {settings})).toMatchObject({value: 'yes', effective: true, secret: false})
    expect(await read('MAX_TOKEN', files, {settings})).toMatchObject({effective: 12_345, secret: false})
    expect(await read('PIN', files, {settings})).toMatchObject(secret)
  })

  it('a password inside of a URL makes it one, whatever its name', async () => {
    expect(await read('UPSTREAM', {'a.env': 'UPSTREAM=redis://app:hunter2hunter2@cache:6379/0'})).toMatchObject(secret)
    expect(await read('UPSTREAM', {'a.env': 'UPSTREAM=redis://cache:6379/0'})).toMatchObject({secret: false})
  })

  it('an empty one says that it is empty', async () => {
    expect(await read('MY_SECRET', {'a.env': 'MY_SECRET='})).toMatchObject({set: true, value: '', secret: true})
    expect(await read('MY_SECRET', {'a.env': ''})).toMatchObject({
      set: false,
      value: null,
      effective: null,
      secret: true,
    })
  })
})
