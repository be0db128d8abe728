import {readFile} from 'node:fs/promises'
import {getHeapStatistics} from 'node:v8'
import type {Context} from './context.ts'
import {dependencyHealths, detailedReply, healthReply} from './health.ts'
import {jsonReply, type Reply, textReply} from './http.ts'
import type {Route} from './router.ts'

const readyCacheMs = 60_000

/** The routes that ask for no credentials: health, version, docs, profiles. */
export function openRoutes(context: Context): Route[] {
  const {settings, database, keys, metrics, now} = context
  const {asShipped, version, faults} = settings.standIn
  const shippedHealth = async () => healthReply(await dependencyHealths(settings, database, undefined), now())
  const alive = () => healthReply({}, now())
  const ready = async () => healthReply(await dependencyHealths(settings, database, keys), now())

  return [
    get('/healthz', asShipped ? shippedHealth : alive),
    get('/readyz', asShipped ? cached(shippedHealth, now) : ready),
    {
      ...get('/health/detailed', async () => detailedReply(await dependencyHealths(settings, database, keys), now())),
      inside: true,
    },
    {
      ...get('/metrics', async () => textReply(without(await metrics.text(), faults.lacks), 200, metrics.contentType)),
      inside: true,
    },
    // Like a Go binary that was built without its version.
    get('/version', () => jsonReply({version, commit: 'none', date: 'unknown'})),
    ...(asShipped ? [get('/livez', alive)] : []),
    ...(settings.docsEnabled ? docsRoutes() : []),
    ...(settings.pprofEnabled || faults.has('open-profiles') ? profileRoutes() : []),
  ]
}

/** Metrics text without the metrics of these names. */
function without(text: string, names: readonly string[]): string {
  const lacks = (line: string) => names.some((name) => new RegExp(`^(# \\w+ )?${name}\\b`).test(line))
  return names.length === 0
    ? text
    : text
        .split('\n')
        .filter((line) => !lacks(line))
        .join('\n')
}

function docsRoutes(): Route[] {
  const page = '<!doctype html><title>recsys-service</title><p><a href="/openapi.yaml">OpenAPI document</a>'
  return [
    get('/docs', () => textReply(page, 200, 'text/html; charset=utf-8')),
    get('/openapi.yaml', async () =>
      textReply(await readFile(new URL('openapi.yaml', import.meta.url), 'utf8'), 200, 'application/yaml'),
    ),
  ]
}

function profileRoutes(): Route[] {
  const index = '<!doctype html><title>/debug/pprof/</title><p><a href="cmdline">cmdline</a> <a href="heap">heap</a>'
  return [
    get('/debug/pprof/', () => textReply(index, 200, 'text/html; charset=utf-8')),
    get('/debug/pprof/cmdline', () => textReply(process.argv.join('\0'))),
    get('/debug/pprof/heap', () => jsonReply(getHeapStatistics())),
  ]
}

function cached(answer: () => Promise<Reply>, now: () => Date): () => Promise<Reply> {
  let kept: {reply: Reply; until: number} | undefined
  return async () => {
    if (kept === undefined || kept.until <= now().getTime()) {
      kept = {reply: await answer(), until: now().getTime() + readyCacheMs}
    }
    return kept.reply
  }
}

function get(path: string, answer: Route['answer']): Route {
  return {method: 'GET', path, answer}
}
