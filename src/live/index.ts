import {once} from 'node:events'
import {existsSync} from 'node:fs'
import {realpath} from 'node:fs/promises'
import type {IncomingMessage, ServerResponse} from 'node:http'
import path from 'node:path'
import {pipeline} from 'node:stream/promises'
import {setTimeout as sleep} from 'node:timers/promises'
import {type Bell, makeBell} from './bell.ts'
import {contentType} from './content-types.ts'
import {lacksSlash, openSiteFile, type SiteFile} from './site-file.ts'

export {type AuthorOptions, showWhileWriting} from './author.ts'
export {type KeepOptions, keepSite, keptRuns} from './keep.ts'
export {filesOf} from './project-files.ts'
export {makeWatcher, settles} from './watch.ts'

export interface SiteOptions {
  /** Folder of the built site. */
  folder: string
  host: string
  /** 0 for any that is free. */
  port: number
  /** The path that the site was built for, `/` unless given. */
  base?: string
}

/** A site that is being served. */
export interface ServedSite {
  url: string
  /** Tells every open page to look at what changed. */
  ring(): void
  close(): Promise<void>
}

const headers = {
  'Cache-Control': 'no-cache',
  'Content-Security-Policy': "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

/** Serves a built site, for reading alone. */
export async function serveSite({folder, host, port, base = '/'}: SiteOptions): Promise<ServedSite> {
  const site = {
    folder: await realpath(folder),
    base: `/${base}/`.replace(/\/+/g, '/'),
    hosts: new Set([...loopback, bare(host)]),
    bell: makeBell(),
  }
  // Loading it takes as long as starting Node, and every command would wait.
  const {createServer} = await import('node:http')
  const server = createServer((request, response) => {
    answer(site, request, response).catch(() => {
      // A reader that leaves early, or a file that goes away: that answer is over, the server is not.
      response.destroy()
    })
  })
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  const taken = address !== null && typeof address === 'object' ? address.port : port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}${site.base}`,
    ring: site.bell.ring,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

interface Site {
  folder: string
  base: string
  /** Names that a request may call this server by. */
  hosts: ReadonlySet<string>
  bell: Bell
}

const loopback = ['localhost', '127.0.0.1', '::1']
const bare = (host: string): string => host.replace(/^\[|\]$/g, '').toLowerCase()

/** A foreign name that resolves to this machine would let any page read the site: only our own names are answered. */
function isOurs({headers: {host}}: IncomingMessage, hosts: ReadonlySet<string>): boolean {
  const url = host === undefined || /[/@\\?#\s]/.test(host) ? null : URL.parse(`http://${host}`)
  return url !== null && hosts.has(bare(url.hostname))
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  if (!isOurs(request, site.hosts)) return say(response, 421, 'This server answers to the names of this machine only.')
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD')
    return say(response, 405, 'This site is for reading.')
  }
  const [address = '/'] = (request.url ?? '/').split(/[?#]/)
  if (site.base !== '/' && (address === '/' || `${address}/` === site.base)) return redirect(response, site.base)
  if (address === `${site.base}events`) return listen(site, request, response)
  await settled(site)
  const file = address.startsWith(site.base)
    ? await openSiteFile(site.folder, address.slice(site.base.length - 1))
    : null
  if (file === null) return notFound(site, request, response)
  if (isShownElsewhere(path.relative(site.folder, file.name)))
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
  // Where a page hears of changes; a static host says nothing, and its pages ask now and then.
  if (address === `${site.base}status.json`) response.setHeader('Proofmark-Events', `${site.base}events`)
  if (!lacksSlash(address, file)) return send(request, response, 200, file)
  await file.handle.close()
  return redirect(response, `${address}/`)
}

/** Badges and pictures are there to be shown by pages of others. */
const isShownElsewhere = (name: string): boolean => /^(?:badge[/\\].+\.(?:svg|json)|og[/\\].+\.svg)$/.test(name)

function listen({bell}: Site, {method}: IncomingMessage, response: ServerResponse): void {
  if (method === 'HEAD') response.writeHead(200, {'Content-Type': 'text/event-stream'}).end()
  else if (!bell.add(response)) say(response, 503, 'Too many pages are open.')
}

/** A build takes the place of the one before it in two steps; who asks between them waits for the second. */
async function settled({folder}: Site): Promise<void> {
  for (let times = 0; times < 20 && !existsSync(folder); times += 1) await sleep(10)
}

async function notFound({folder}: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const page = await openSiteFile(folder, '/404.html')
  return page === null ? say(response, 404, 'There is no such page.') : send(request, response, 404, page)
}

async function send(request: IncomingMessage, response: ServerResponse, status: number, file: SiteFile): Promise<void> {
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

function redirect(response: ServerResponse, to: string): void {
  // One slash only: `//host/` would lead elsewhere.
  response.writeHead(307, {Location: to.replace(/^\/+/, '/'), 'Content-Length': 0}).end()
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {'Content-Type': 'text/plain; charset=utf-8'}).end(`${text}\n`)
}
