import type {LookupFunction} from 'node:net'
import {promisify} from 'node:util'
import {brotliDecompress, gunzip, inflate} from 'node:zlib'
import type {Dispatcher} from 'undici'
import type {Limits} from './limits.ts'
import {maskCookie} from './redactor.ts'

/** One request to one address: no redirect, no credential, no second try. */
export interface Sending {
  method: string
  url: URL
  headers: Readonly<Record<string, string>>
  body: string | null
  signal: AbortSignal
}

export interface Received {
  status: number
  headers: Record<string, string>
  body: string
  cut: boolean
}

const decoders: Readonly<Record<string, (bytes: Buffer, bounds: {maxOutputLength: number}) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
}

type Body = Dispatcher.ResponseData['body']

/** Reads at most `limit` bytes; what is longer is cut, and its connection closed. */
function readBody(body: Body, limit: number): Promise<{bytes: Buffer; cut: boolean}> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const done = (cut: boolean): void => resolve({bytes: Buffer.concat(chunks).subarray(0, limit), cut})
    body.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size <= limit) return
      done(true)
      body.destroy()
    })
    body.on('end', () => done(false))
    body.on('error', reject)
  })
}

function plainHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue
    const values = typeof value === 'string' ? [value] : value
    plain[name] = (name === 'set-cookie' ? values.map(maskCookie) : values).join(', ')
  }
  return plain
}

/** The HTTP client; its library is loaded when the first request is made. */
export function makeClient({bytes, headerBytes, connect}: Limits, lookup: LookupFunction) {
  let loading: Promise<Dispatcher> | undefined

  async function load(): Promise<Dispatcher> {
    // Its default is what it exports: bundled, a CommonJS package has no other names.
    const {default: undici} = await import('undici')
    const bounds = {maxHeaderSize: headerBytes, headersTimeout: 0, bodyTimeout: 0} // the call's own signal ends it
    return new undici.Agent({...bounds, allowH2: false, connect: {lookup, timeout: connect}})
  }

  return {
    async send({method, url, headers, body, signal}: Sending): Promise<Received> {
      loading ??= load()
      const agent = await loading
      const path = url.pathname + url.search
      const answer = await agent.request({origin: url.origin, path, method, headers, body, signal})
      const plain = plainHeaders(answer.headers)
      const read = await readBody(answer.body, bytes)
      const decode = decoders[plain['content-encoding'] ?? '']
      const text =
        decode === undefined || read.bytes.length === 0
          ? read.bytes
          : await decode(read.bytes, {maxOutputLength: bytes})
      return {status: answer.statusCode, headers: plain, body: text.toString('utf8'), cut: read.cut}
    },
    async close(): Promise<void> {
      if (loading !== undefined) await (await loading).destroy()
    },
  }
}
export type Client = ReturnType<typeof makeClient>
