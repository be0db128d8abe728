import {createServer} from 'node:net'
import {ensureCredentials} from './credentials.ts'
import type {Demo, EnvironmentName} from './files.ts'
import {notedStandIn, type Ports, restartStandIn, type Started} from './stand-in.ts'
import {changeDocuments, publishArtifacts, sendTraffic} from './traffic.ts'

const ports = {
  production: {
    outside: {variable: 'PROOFMARK_DEMO_PRODUCTION_PORT', usual: 8640},
    inside: {variable: 'PROOFMARK_DEMO_PRODUCTION_INTERNAL_PORT', usual: 8650},
  },
  staging: {
    outside: {variable: 'PROOFMARK_DEMO_STAGING_PORT', usual: 8641},
    inside: {variable: 'PROOFMARK_DEMO_STAGING_INTERNAL_PORT', usual: 8651},
  },
} as const satisfies Record<EnvironmentName, Record<keyof Ports, {variable: string; usual: number}>>

/** Starts an environment's stand-in anew, on the ports that it had unless others are asked for. */
export async function startEnvironment(demo: Demo, environment: EnvironmentName): Promise<Started> {
  await ensureCredentials(demo)
  return restartStandIn(demo, environment, await portsOf(demo, environment))
}

async function portsOf({home, env}: Demo, environment: EnvironmentName): Promise<Ports> {
  const {outside, inside} = ports[environment]
  const noted = notedStandIn(home, environment)
  const chosen = (variable: string, url: string | undefined) => env[variable] ?? (url && new URL(url).port)
  const port = chosen(outside.variable, noted?.url)
  const internal = chosen(inside.variable, noted?.internalUrl) ?? (await insideBeside(port, inside.usual))
  return {outside: Number(port ?? outside.usual), inside: Number(internal)}
}

/** Whoever names a port of their own for outside need not think of the other: it is the usual one, or else a free one. */
async function insideBeside(outside: string | undefined, usual: number): Promise<number> {
  if (outside === undefined) return usual
  return outside !== '0' && (await isFree(usual)) ? usual : 0
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** Starts an environment's stand-in to be looked at: artifacts are published, config and rules were changed, somebody has shopped. */
export async function openEnvironment(demo: Demo, environment: EnvironmentName): Promise<Started> {
  if (environment === 'production') publishArtifacts(demo.home, new Date())
  const started = await startEnvironment(demo, environment)
  if ('refused' in started) return started
  await changeDocuments(demo.home, environment, started.url)
  await sendTraffic(demo, environment, started.url)
  return started
}

/** One sentence about a start. */
export function startSentence(environment: EnvironmentName, started: Started): string {
  if ('url' in started) return `${environment} answers at ${started.url}, inside at ${started.internalUrl}.`
  const {refused, portInUse} = started
  const hint = portInUse === undefined ? '' : `; \`${ports[environment][portInUse].variable}\` sets another`
  return `${environment} is down, it did not start: ${refused}${hint}.`
}
