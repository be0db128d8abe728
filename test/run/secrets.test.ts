import {expect, it} from 'vitest'
import {file, planOf, values} from './build.ts'
import {folderWith} from './folder.ts'
import {serve} from './serve.ts'
import {findingOf, run} from './world.ts'

const canaries = {
  dotenv: 'canary-dotenv-1f0c',
  secret: 'canary secret/2e+7"\'&',
  password: 'canary-password-9a',
  inline: 'canary-inline-77',
  credential: 'canary-credential-c4',
  late: 'canary-late-d5e6',
  tenant: 'canary-tenant-3b',
}
const all = Object.values(canaries)

it('no secret of a file, a Secret, an answer or a credential stands in a run', async () => {
  const target = await serve((request, response) => {
    const sent = `${request.headers.authorization} ${request.headers['x-api-key']}`
    const body = {...canaries, sent, base64: all.map((one) => Buffer.from(`user:${one}`).toString('base64'))}
    response.writeHead(request.url === '/503' ? 503 : 200, {
      ...{'content-type': 'application/json', 'x-echo': encodeURIComponent(canaries.secret), 'x-api-key': 'whatever'},
      'set-cookie': 'session=abc',
    })
    response.end(JSON.stringify(body))
  })
  const {root, remove} = await folderWith({
    'prod.env': `MY_TOKEN=${canaries.dotenv}\nDATABASE_URL=postgres://app:${canaries.password}@db/app\n`,
    'secret.yaml': `kind: Secret\nmetadata: {name: s}\ndata: {HASH: ${Buffer.from(canaries.secret).toString('base64')}}\n`,
    'acme.env': `ACME_SECRET=${canaries.tenant}`,
    'leak.txt': all.join('\n'),
    'key.txt': canaries.credential,
  })
  const calls = {
    early: {call: `http: GET /${canaries.late}`, expect: {text: {contains: canaries.late}}},
    ...{
      token: {call: 'env: MY_TOKEN'},
      url: {call: 'env: DATABASE_URL'},
      hash: {call: 'env: HASH'},
      pin: {call: 'env: PIN'},
    },
    file: {call: 'file: leak.txt', expect: {text: canaries.dotenv}},
    answer: {call: 'http: GET /503 -> 200', beside: {credential: 'key', headers: {'X-Api-Key': canaries.dotenv}}},
    'not-there': {call: `file: ${canaries.dotenv}`},
    cel: {
      call: 'http: GET /',
      expect: `json.dotenv == "${canaries.dotenv}" && json.nowhere == "${canaries.secret.replace(/["']/g, '')}"`,
    },
    late: {call: 'http: GET /', beside: {credential: 'late'}},
  }
  const credentials = {
    key: {variable: null, file: 'key.txt', header: 'Authorization', scheme: 'Bearer'},
    late: {variable: 'LATE', file: null, header: 'X-Late', scheme: null},
  }
  const plan = planOf({
    settings: {PIN: {secret: true}},
    environment: {
      ...{target: target.url, credentials},
      config: [file('secret.yaml'), file('prod.env'), values({PIN: canaries.inline})],
      tenants: [{id: 'acme', facts: {}, config: [file('acme.env')], target: null}],
    },
    calls,
  })
  const made = await run(plan, root, {env: {LATE: canaries.late}, concurrency: 1})
  await target.close()
  await remove()

  const text = JSON.stringify(made)
  for (const one of all) {
    expect(text).not.toContain(one)
    expect(text).not.toContain(JSON.stringify(one).slice(1, -1))
    expect(text).not.toContain(encodeURIComponent(one))
    expect(text).not.toContain(Buffer.from(one).toString('base64').replace(/=+$/, ''))
  }
  expect(made.findings).toHaveLength(Object.keys(calls).length)
  expect(findingOf(made, 'answer')).toMatchObject({
    outcome: 'fail',
    observation: {
      headers: {'set-cookie': 'session=[secret]', 'x-api-key': '[secret]', 'x-echo': '[secret]'},
      json: {dotenv: '[secret]', secret: '[secret]', sent: 'Bearer [secret] [secret]'},
    },
  })
  for (const call of ['token', 'url', 'hash', 'pin'])
    expect(findingOf(made, call)).toMatchObject({
      outcome: 'pass',
      observation: {value: '[secret]', effective: '[secret]'},
    })
})

it('a source that cannot be read is one cause for all that need it', async () => {
  const {root, remove} = await folderWith({'ok.env': 'B=1'})
  const config = [file('gone.env'), file('ok.env')]
  const calls = {a: {call: 'env: A'}, c: {call: 'env: C'}, b: {call: 'env: B=1'}}
  const made = await run(planOf({environment: {config}, calls}), root)
  await remove()
  expect(findingOf(made, 'b')).toMatchObject({outcome: 'pass'})
  expect(findingOf(made, 'a')).toMatchObject({
    ...{outcome: 'error', cause: 'error', next: 'write `gone.env`, or mark it as `optional`'},
    message: 'Unexpected absence of the file `gone.env`, expected it, since `config` lists it',
  })
  expect(made.causes).toMatchObject([{cause: 'error', what: 'gone.env', calls: ['a', 'c']}])
})

it('what is not granted is not run, and says which line would grant it', async () => {
  const calls = {
    post: {call: 'http: POST /v1/orders -> 401'},
    again: {call: 'http: POST /v1/orders -> 401', beside: {headers: {'X-Dev': '1'}}},
    other: {call: 'http: GET https://elsewhere.example/x -> 200'},
    folder: {call: 'file: /srv/reports/load.json'},
  }
  const made = await run(planOf({environment: {target: 'http://127.0.0.1:9'}, calls}), '/nowhere')
  for (const {outcome, cause, attempts} of made.findings)
    expect({outcome, cause, attempts}).toEqual({outcome: 'not-run', cause: 'capability', attempts: 0})
  expect(made.findings.map(({next}) => next)).toEqual([
    'add `- http: "POST /v1/orders"` to `allow` of `staging` in `proofmark.yaml`',
    'add `- http: "POST /v1/orders"` to `allow` of `staging` in `proofmark.yaml`',
    'add `- http: "GET https://elsewhere.example/x"` to `allow` of `staging` in `proofmark.yaml`',
    'add `- file: /srv/reports` to `allow` of `staging` in `proofmark.yaml`',
  ])
  expect(made.causes).toMatchObject([{cause: 'capability', calls: ['post', 'again']}])
})
