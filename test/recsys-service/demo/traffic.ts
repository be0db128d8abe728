import {createHmac} from 'node:crypto'
import {join} from 'node:path'
import {z} from 'zod'
import {deployEnvironment} from '../environment.ts'
import {publish} from '../pipelines.ts'
import {makeLineLog} from '../service/logs/line-log.ts'
import {demoFiles, deployFolder, type EnvironmentName, readIfThere} from './files.ts'

const shoppers = 12
const answerSchema = z.object({
  items: z.array(z.object({item_id: z.string()})),
  meta: z.object({request_id: z.string()}),
})

/** Lets some people shop: they are shown items, and every third acts on the first of them. */
export async function sendTraffic(home: string, environment: EnvironmentName, url: string): Promise<void> {
  const {EXPOSURE_HASH_SALT: salt = ''} = deployEnvironment(deployFolder(environment))
  const append = makeLineLog({
    path: join(demoFiles(home).root(environment), 'var/log/recsys/outcome'),
    name: 'outcome',
    retentionDays: 30,
    now: () => new Date(),
    log: () => {},
  })
  for (let shopper = 1; shopper <= shoppers; shopper += 1) {
    const user = `shopper-${shopper}`
    const answer = await recommended(url, credentialOf(home, environment, shopper), user)
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

function credentialOf(home: string, environment: EnvironmentName, shopper: number): Record<string, string> {
  const {apiKey, token, globexToken} = demoFiles(home)
  if (environment === 'staging') return {'x-api-key': readIfThere(apiKey) ?? ''}
  return {authorization: `Bearer ${readIfThere(shopper % 2 === 0 ? token : globexToken)}`}
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
