import {once} from 'node:events'
import {existsSync} from 'node:fs'
import {realpath} from 'node:fs/promises'
import type {IncomingMessage, ServerResponse} from 'node:http'
import path from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {type Attest, type AttestOptions, isLoopback, makeAttest} from './attest/index.ts'
import {type Bell, makeBell} from './bell.ts'
import {policyOfLinked} from './linked.ts'
import {redirect, say, send, sendChanged} from './send.ts'
import {lacksSlash, openSiteFile} from './site-file.ts'

export type {AttestOptions} from './attest/index.ts'
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
  /** What it takes to attest from its pages; for reading alone unless given. */
  attest?: AttestOptions
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

/** Serves a built site, for reading, and for attesting where that is asked for. */
export async function serveSite({folder, host, port, base = '/', attest}: SiteOptions): Promise<ServedSite> {
  let isAlone = false
  const place = {folder: await realpath(folder), base: `/${base}/`.replace(/\/+/g, '/'), isAlone: () => isAlone}
  const site = {
    ...place,
    hosts: new Set([...loopback, bare(host)]),
    bell: makeBell(),
    attest: attest === undefined ? null : makeAttest(attest, place),
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
  isAlone = address !== null && typeof address === 'object' && isLoopback(address.address)
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
  attest: Attest | null
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
  const [address = '/', query = ''] = (request.url ?? '/').split(/[?#]/)
  if (await site.attest?.answer(request, response, address)) return
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD')
    return say(response, 405, 'This site is for reading.')
  }
  if (site.base !== '/' && (address === '/' || `${address}/` === site.base)) return redirect(response, site.base)
  if (address === `${site.base}events`) return listen(site, request, response)
  await settled(site)
  const file = address.startsWith(site.base)
    ? await openSiteFile(site.folder, address.slice(site.base.length - 1))
    : null
  if (file === null) return notFound(site, request, response)
  const linked = await policyOfLinked(site.folder, path.relative(site.folder, file.name))
  if (linked !== null) response.setHeader('Content-Security-Policy', linked)
  if (isShownElsewhere(path.relative(site.folder, file.name)))
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
  // Where a page hears of changes; a static host says nothing, and its pages ask now and then.
  if (address === `${site.base}status.json`) response.setHeader('Proofmark-Events', `${site.base}events`)
  if (!lacksSlash(address, file)) {
    const change = site.attest?.change(address, query) ?? null
    return change === null ? send(request, response, 200, file) : sendChanged(request, response, file, change)
  }
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
