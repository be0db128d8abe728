import type {IncomingMessage, ServerResponse} from 'node:http'
import {pipeline} from 'node:stream/promises'
import {contentType} from './content-types.ts'
import type {SiteFile} from './site-file.ts'

/** Sends a file, or tells that it is as it was. */
export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  file: SiteFile,
): Promise<void> {
  const {handle, name, size, etag} = file
  try {
    response.setHeader('ETag', etag)
    const known = request.headers['if-none-match']?.split(/,\s*/) ?? []
    if (status === 200 && (known.includes(etag) || known.includes(`W/${etag}`))) {
      response.writeHead(304).end()
      return
    }
    response.writeHead(status, {'Content-Type': contentType(name), 'Content-Length': size})
    if (request.method === 'HEAD' || size === 0) response.end()
    // What grows while it is read is cut at the length that was promised.
    else await pipeline(handle.createReadStream({start: 0, end: size - 1, autoClose: false}), response)
  } finally {
    await handle.close()
  }
}

/** Sends a page as it is changed on the way. */
export async function sendChanged(
  {method}: IncomingMessage,
  response: ServerResponse,
  {handle, name}: SiteFile,
  change: (html: string) => Promise<string>,
): Promise<void> {
  try {
    const bytes = Buffer.from(await change(await handle.readFile('utf8')))
    response.writeHead(200, {'Content-Type': contentType(name), 'Content-Length': bytes.length})
    response.end(method === 'HEAD' ? undefined : bytes)
  } finally {
    await handle.close()
  }
}

/** Leads to another address of this server. */
export function redirect(response: ServerResponse, to: string): void {
  // One slash only: `//host/` would lead elsewhere.
  response.writeHead(307, {Location: to.replace(/^\/+/, '/'), 'Content-Length': 0}).end()
}

/** Says one thing, as plain text. */
export function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {'Content-Type': 'text/plain; charset=utf-8'}).end(`${text}\n`)
}
