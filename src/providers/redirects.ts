import {DoorClosed} from '../model/index.ts'
import type {Received, Sending} from './client.ts'

const redirecting = new Set([301, 302, 303, 307, 308])
const secretHeaders = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key'])

/** The request that a redirect asks for, or null when the answer is none. Nothing secret goes along to another origin. */
export function redirected(sent: Sending, {status, headers}: Received, credential: string | null): Sending | null {
  if (!redirecting.has(status) || headers.location === undefined) return null
  const url = URL.canParse(headers.location, sent.url) ? new URL(headers.location, sent.url) : null
  if (url === null || !/^https?:$/.test(url.protocol)) {
    const message = `Unexpected redirect from ${sent.url.href} to \`${headers.location}\`, expected an http(s) URL`
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
