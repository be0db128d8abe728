import {createHash, createHmac, timingSafeEqual} from 'node:crypto'
import type {IncomingMessage} from 'node:http'
import {type Reply, said} from './reply.ts'

/** Whether an address that a server listens at is reached from this machine alone. */
export const isLoopback = (address: string): boolean => /^(?:::ffff:)?127\.|^::1$/.test(address)

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export const same = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))

/** What a form must bring along: no other process, and no other address of this one, gives the same. */
export const formToken = (secret: string, address: string): string =>
  createHmac('sha256', secret).update(address).digest('base64url')

/** Who may see a form at all: this machine, or whoever knows the token. */
export function refused({headers}: IncomingMessage, token: string | null, loopback: boolean): Reply | null {
  if (token === null)
    return loopback
      ? null
      : said(403, 'Others can reach this server, so it takes no attestation without a token: start it with one.')
  const [, scheme = '', given = ''] = /^(\w+) +(\S+)$/.exec(headers.authorization ?? '') ?? []
  if (same(passwordIn(scheme.toLowerCase(), given) ?? '', token)) return null
  return said(401, 'This server takes an attestation with its token alone, as the password.', {
    'WWW-Authenticate': 'Basic realm="Proofmark", charset="UTF-8"',
  })
}

/** The password of `Basic`, whoever is named before it, or what `Bearer` carries. */
function passwordIn(scheme: string, given: string): string | null {
  if (scheme === 'bearer') return given
  if (scheme !== 'basic') return null
  const text = Buffer.from(given, 'base64').toString()
  return text.includes(':') ? text.slice(text.indexOf(':') + 1) : null
}

/** Whether a form was sent by a page of this server: any other page may send one too, but cannot hide where it stands. */
export function foreign({method, headers}: IncomingMessage): Reply | null {
  if (method !== 'POST') return null
  const {host = '', origin} = headers
  const from = headers['sec-fetch-site']
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  const stranger = said(403, 'Only a form of this site can attest: open it here, and send it from there.')
  if (from !== undefined && from !== 'same-origin') return stranger
  if (origin === undefined || origin === 'null' ? from === undefined : origin !== URL.parse(`http://${host}`)?.origin)
    return stranger
  if (type !== 'application/x-www-form-urlencoded')
    return said(415, 'Unexpected kind of content, expected `application/x-www-form-urlencoded`.')
  return null
}
