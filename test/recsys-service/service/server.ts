import type {IncomingMessage, RequestListener, ServerResponse} from 'node:http'
import {type Call, type Reply, readJson, textReply} from './http.ts'
import type {Log} from './log.ts'
import type {Metrics} from './metrics.ts'
import {Problem, problemReply} from './problem.ts'
import {type Match, matchMethod, patternOf, type Route, routesAt} from './router.ts'

export interface ListenerOptions {
  routes: readonly Route[]
  log: Log
  metrics: Metrics
  newId(): string
  clientOf(request: IncomingMessage): string
  /** Refuses a client that asks too often, whatever it asks for. */
  admit(client: string): void
}

/** Answers each request by its route; nothing that a route throws ends the process or reaches the client as it is. */
export function requestListener(options: ListenerOptions): RequestListener {
  const {routes, log, metrics} = options
  return async (request, response) => {
    const began = performance.now()
    const {method = 'GET'} = request
    const call = callOf(request, options)
    const fitting = routesAt(routes, call.path)
    const reply = await answer(fitting, method, call, options).catch((error) => failedReply(error, call, log))
    send(response, call, reply)
    metrics.answered(method, nameOf(fitting), reply.status, (performance.now() - began) / 1_000)
    const {requestId, path} = call
    log({level: 'debug', msg: 'answered', method, path, status: reply.status, request_id: requestId})
  }
}

async function answer(fitting: readonly Match[], method: string, call: Call, {admit}: ListenerOptions): Promise<Reply> {
  admit(call.ip)
  const match = matchMethod(fitting, method)
  if (match === undefined) return textReply('404 page not found\n', 404)
  return match.route.answer({...call, params: match.params})
}

// Paths that nobody serves share one name: anyone can think of as many as they like.
function nameOf(fitting: readonly Match[]): string {
  const [first] = fitting
  return first === undefined ? 'unmatched' : patternOf(first.route)
}

function failedReply(error: unknown, call: Call, log: Log): Reply {
  if (error instanceof Problem) return problemReply(error, call)
  // Only the kind of error: its message may quote what a client or a file held.
  const kind = error instanceof Error ? error.name : typeof error
  log({level: 'error', msg: 'failed', path: call.path, request_id: call.requestId, error: kind})
  return problemReply(new Problem(500, '', 'internal error'), call)
}

function callOf(request: IncomingMessage, {newId, clientOf}: ListenerOptions): Call {
  const given = request.headers['x-request-id']
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
  return {
    path,
    query: new URLSearchParams(query),
    ip: clientOf(request),
    params: {},
    headers: request.headers,
    requestId: typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : newId(),
    body: () => readJson(request),
  }
}

function send(response: ServerResponse, call: Call, {status, headers, body}: Reply): void {
  response.writeHead(status, {
    ...headers,
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
    'x-request-id': call.requestId,
  })
  response.end(body)
}
