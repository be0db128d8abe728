import {DoorClosed} from '../model/index.ts'
import type {Received, Sending} from './client.ts'

const redirecting = new Set([301, 302, 303, 307, 308])
const secretHeaders = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key'])

/** A URL without a user and password: they would be sent nowhere, and be shown everywhere. */
export function bareUrl(written: string, base?: URL): URL | null {
  const url = URL.parse(written, base)
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  url.username = ''
  url.password = ''
  return url
}

/** The request that a redirect asks for, or null when the answer is none. Nothing secret goes along to another origin. */
export function redirected(sent: Sending, {status, headers}: Received, credential: string | null): Sending | null {
  if (!redirecting.has(status) || headers.location === undefined) return null
  const url = bareUrl(headers.location, sent.url)
  if (url === null) {
    const message = `Unexpected redirect from \`${sent.url.href}\` to \`${headers.location}\`, expected an http(s) URL`
    throw new DoorClosed('error', sent.url.origin, message)
  }
  const asGet = status === 303 ? sent.method !== 'HEAD' : sent.method === 'POST' && (status === 301 || status === 302)
  const leaves = url.origin !== sent.url.origin
  const kept = Object.entries(sent.headers).filter(([name]) => {
    if (leaves && (secretHeaders.has(name) || name === credential)) return false
    return !asGet || name !== 'content-type'
  })
  return {...sent, url, headers: Object.fromEntries(kept), ...(asGet ? {method: 'GET', body: null} : {})}
}
