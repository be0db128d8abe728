import {createHmac} from 'node:crypto'
import {join} from 'node:path'
import {z} from 'zod'
import {deployEnvironment} from '../environment.ts'
import {publish} from '../pipelines.ts'
import {makeLineLog} from '../service/logs/line-log.ts'
import {headersOf} from './credentials.ts'
import {type Demo, demoFiles, deployFolder, type EnvironmentName} from './files.ts'
import {servedTenants} from './people.ts'

const shoppers = 12
const answerSchema = z.object({
  items: z.array(z.object({item_id: z.string()})),
  meta: z.object({request_id: z.string()}),
})

/** Lets some people shop: they are shown items, and every third acts on the first of them. */
export async function sendTraffic({root, home}: Demo, environment: EnvironmentName, url: string): Promise<void> {
  const {EXPOSURE_HASH_SALT: salt = ''} = deployEnvironment(deployFolder(environment, root))
  const append = makeLineLog({
    path: join(demoFiles(home).root(environment), 'var/log/recsys/outcome'),
    name: 'outcome',
    retentionDays: 30,
    now: () => new Date(),
    log: () => {},
  })
  for (let shopper = 1; shopper <= shoppers; shopper += 1) {
    const user = `shopper-${shopper}`
    const [one = '', other = one] = servedTenants(environment)
    const tenant = shopper % 2 === 0 ? one : other
    const answer = await recommended(url, headersOf(home, environment, {tenant, role: 'viewer'}), user)
    const [shown] = answer?.items ?? []
    if (answer === undefined || shown === undefined || shopper % 3 !== 0) continue
    const user_id = createHmac('sha256', salt).update(user).digest('hex')
    const event_type = shopper % 2 === 0 ? 'conversion' : 'click'
    const {request_id} = answer.meta
    await append({request_id, user_id, item_id: shown.item_id, event_type, ts: new Date().toISOString()})
  }
}

async function recommended(url: string, headers: Record<string, string>, user_id: string) {
  const body = JSON.stringify({surface: 'home', k: 5, segment: 'default', user: {user_id}})
  const response = await fetch(`${url}/v1/recommend`, {method: 'POST', headers, body})
  // A break may have taken the credentials away.
  return response.ok ? answerSchema.parse(await response.json()) : undefined
}

const versionedSchema = z.looseObject({config: z.unknown(), rules: z.unknown()}).partial()

/** Has each tenant's admin write config and rules once, as they are, so that the audit trail has something in it. */
export async function changeDocuments(home: string, environment: EnvironmentName, url: string): Promise<void> {
  for (const tenant of servedTenants(environment)) {
    const who = headersOf(home, environment, {tenant, role: 'admin'})
    for (const kind of ['config', 'rules'] as const) {
      const address = `${url}/v1/admin/tenants/${tenant}/${kind}`
      const read = await fetch(address, {headers: who})
      // A break may have taken the credentials away.
      if (!read.ok) return
      const body = JSON.stringify(versionedSchema.parse(await read.json())[kind])
      await fetch(address, {method: 'PUT', headers: {...who, 'if-match': read.headers.get('etag') ?? ''}, body})
    }
  }
}

const dayMs = 86_400_000

/** Publishes acme's artifacts as the pipelines did: one version of yesterday, and the one that is current. */
export function publishArtifacts(home: string, now: Date): void {
  const place = {folder: join(demoFiles(home).root('production'), 's3/recsys-artifacts'), base: 's3://recsys-artifacts'}
  for (const surface of ['home', 'product']) {
    for (const at of [new Date(now.getTime() - dayMs), now]) {
      const items = Array.from({length: 20}, (_, index) => ({item_id: `item-${index + 1}`, score: 1 / (index + 1)}))
      publish({...place, tenant: 'acme', surface, artifacts: [{v: 1, kind: 'popularity', items}], at})
    }
  }
}
