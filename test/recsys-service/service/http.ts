import type {IncomingHttpHeaders, IncomingMessage} from 'node:http'
import {Problem} from './problem.ts'

/** One request as the routes see it. */
export interface Call {
  path: string
  query: URLSearchParams
  /** The client's address, as far as proxies are trusted. */
  ip: string
  params: Readonly<Record<string, string>>
  headers: IncomingHttpHeaders
  requestId: string
  body(): Promise<unknown>
}

/** One answer, before it is sent. */
export interface Reply {
  status: number
  headers: Record<string, string>
  body: string
}

const largestBody = 1024 * 1024

export function jsonReply(value: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return {status, headers: {'content-type': 'application/json', ...headers}, body: JSON.stringify(value)}
}

export function textReply(body: string, status = 200, type = 'text/plain; charset=utf-8'): Reply {
  return {status, headers: {'content-type': type}, body}
}

/** A header's value; an absent or empty one, or a header without a name, is the empty string. */
export function headerOf(call: Call, name: string): string {
  const value = call.headers[name.toLowerCase()]
  return (Array.isArray(value) ? value[0] : value)?.trim() ?? ''
}

/** Reads and parses a JSON body of bounded size. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  // Not destroyed on the way out: who sent too much is still answered.
  for await (const chunk of request.iterator({destroyOnReturn: false})) {
    size += chunk.length
    if (size > largestBody) throw new Problem(413, '', 'request body too large')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw new Problem(400, 'RECSYS_INVALID_REQUEST', 'the body is not valid JSON')
  }
}
