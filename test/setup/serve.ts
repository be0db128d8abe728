import {createReadStream} from 'node:fs'
import {stat} from 'node:fs/promises'
import {createServer, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import path from 'node:path'
import {createGzip} from 'node:zlib'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
}

/** Serves a built site on loopback, as any static host would; 404.html for what is not there. */
export async function serveFolder(folder: string, port = 0): Promise<{url: string; close(): Promise<void>}> {
  const server = createServer(async ({url = '/', headers}, answer) => {
    const found = await fileOf(folder, decodeURIComponent(new URL(url, 'http://x').pathname))
    const file = found ?? path.join(folder, '404.html')
    const packed = /\bgzip\b/.test(headers['accept-encoding'] ?? '') && !file.endsWith('.wasm')
    answer.writeHead(found === null ? 404 : 200, {
      'content-type': types[path.extname(file)] ?? 'application/octet-stream',
      ...(packed ? {'content-encoding': 'gzip'} : {}),
      ...(url.startsWith('/_astro/') ? {'cache-control': 'public, max-age=31536000, immutable'} : {}),
    })
    if (packed) createReadStream(file).pipe(createGzip()).pipe(answer)
    else createReadStream(file).pipe(answer)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {url: `http://127.0.0.1:${portOf(server)}/`, close: () => closed(server)}
}

async function fileOf(folder: string, name: string): Promise<string | null> {
  const file = path.join(folder, path.normalize(`/${name}`))
  const found = await stat(file).catch(() => null)
  if (found === null) return null
  return found.isDirectory() ? fileOf(folder, `${name}/index.html`) : file
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string')
    throw new Error('Unexpected server without a port, expected one on loopback')
  return address.port
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections()
    server.close(() => resolve())
  })
