import {ensureCredentials} from './credentials.ts'
import type {EnvironmentName} from './files.ts'
import {notedStandIn, restartStandIn, type Started} from './stand-in.ts'

const ports = {
  production: {variable: 'PROOFMARK_DEMO_PRODUCTION_PORT', usual: 8640},
  staging: {variable: 'PROOFMARK_DEMO_STAGING_PORT', usual: 8641},
} as const satisfies Record<EnvironmentName, {variable: string; usual: number}>

/** Where the demo works, and the variables that it was started with. */
export interface Demo {
  home: string
  env: Readonly<Record<string, string | undefined>>
}

/** Starts an environment's stand-in anew, on the port that it had unless another is asked for. */
export async function startEnvironment({home, env}: Demo, environment: EnvironmentName): Promise<Started> {
  await ensureCredentials(home)
  const noted = notedStandIn(home, environment)?.url
  const port = env[ports[environment].variable] ?? (noted && new URL(noted).port) ?? ports[environment].usual
  return restartStandIn(home, environment, Number(port))
}

/** One sentence about a start. */
export function startSentence(environment: EnvironmentName, started: Started): string {
  if ('url' in started) return `${environment} answers at ${started.url}.`
  const hint = started.portInUse ? `; \`${ports[environment].variable}\` sets another` : ''
  return `${environment} is down, it did not start: ${started.refused}${hint}.`
}
