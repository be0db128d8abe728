import type {IncomingMessage, RequestListener, ServerResponse} from 'node:http'
import {type Call, type Reply, readJson, textReply} from './http.ts'
import type {Log} from './log.ts'
import {Problem, problemReply} from './problem.ts'
import {matchRoute, type Route} from './router.ts'

/** Answers each request by its route; nothing that a route throws ends the process or reaches the client as it is. */
export function requestListener(routes: readonly Route[], log: Log, newId: () => string): RequestListener {
  return async (request, response) => {
    const call = callOf(request, newId)
    const reply = await answer(routes, request.method ?? 'GET', call).catch((error) => failedReply(error, call, log))
    send(response, call, reply)
    const {requestId, path} = call
    log({level: 'debug', msg: 'answered', method: request.method, path, status: reply.status, request_id: requestId})
  }
}

async function answer(routes: readonly Route[], method: string, call: Call): Promise<Reply> {
  const match = matchRoute(routes, method, call.path)
  if (match === undefined) return textReply('404 page not found\n', 404)
  return match.route.answer({...call, params: match.params})
}

function failedReply(error: unknown, call: Call, log: Log): Reply {
  if (error instanceof Problem) return problemReply(error, call)
  // Only the kind of error: its message may quote what a client or a file held.
  const kind = error instanceof Error ? error.name : typeof error
  log({level: 'error', msg: 'failed', path: call.path, request_id: call.requestId, error: kind})
  return problemReply(new Problem(500, '', 'internal error'), call)
}

function callOf(request: IncomingMessage, newId: () => string): Call {
  const given = request.headers['x-request-id']
  return {
    path: request.url?.split('?', 1)[0] ?? '/',
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
