import {describe, expect, test} from 'vitest'
import {devEnv, devHeaders, recommendBody, started, useDatabase} from './testing.ts'

useDatabase()

describe('what the stand-in is told to do wrong', () => {
  test('is a closed list', async () => {
    await expect(started({...devEnv, STANDIN_FAULTS: 'open-admin,open-door'})).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^Unexpected `open-door` in `STANDIN_FAULTS`, expected one of any-role, /),
    })
  })

  test('a route that is broken answers 500, and no other does', async () => {
    const service = await started({...devEnv, STANDIN_BROKEN_ROUTES: '/v1/admin/tenants/{tenant}/audit'})
    expect((await service.get('/v1/admin/tenants/acme/audit', devHeaders)).status).toBe(500)
    expect((await service.get('/v1/admin/tenants/acme/config', devHeaders)).status).toBe(403)
    expect((await service.get('/healthz')).status).toBe(200)
  })

  test('what is left out is left out of `meta` and of the metrics alone', async () => {
    const service = await started({...devEnv, STANDIN_LACKS: 'rules_version,http_requests_total'})
    const answer = await (await service.post('/v1/recommend', recommendBody, devHeaders)).json()
    expect(Object.keys(answer.meta)).toEqual(expect.arrayContaining(['config_version', 'algo_version']))
    expect(answer.meta).not.toHaveProperty('rules_version')
    const metrics = await (await service.inside('/metrics')).text()
    expect(metrics).toContain('# TYPE http_request_duration_seconds histogram')
    expect(metrics).not.toContain('http_requests_total')
  })

  test('a client may ask as often as it is told', async () => {
    const statuses = async (capacity: string) => {
      const service = await started({...devEnv, STANDIN_CLIENT_CAPACITY: capacity})
      const answers = await Promise.all(Array.from({length: 5}, () => service.get('/version')))
      return answers.map(({status}) => status).sort()
    }
    expect(await statuses('3')).toEqual([200, 200, 200, 429, 429])
    expect(await statuses('5')).toEqual([200, 200, 200, 200, 200])
  })
})
