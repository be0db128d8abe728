import type {IncomingMessage} from 'node:http'
import type {World} from '../../line/index.ts'
import {type Reply, said} from './reply.ts'

/** Bytes of a form, at most. */
const most = 64 * 1024
/** Bytes that are read to no end, so that whoever sent too much hears why. */
const patience = 1024 * 1024
/** Milliseconds for all of it. */
const longest = 10_000

/** Reads a form, within limits of size and time. */
export async function readForm(request: IncomingMessage, {clock}: World): Promise<URLSearchParams | Reply> {
  const early = new AbortController()
  const reading = collect(request)
  // Given up below; then nobody else hears of a reader that leaves.
  reading.catch(() => {})
  const late = clock.sleep(longest, early.signal).then(() => said(408, 'The form did not arrive in time.'))
  late.catch(() => {})
  const read = await Promise.race([reading, late])
  early.abort()
  return read
}

async function collect(request: IncomingMessage): Promise<URLSearchParams | Reply> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size > patience) break
    if (size <= most) parts.push(part)
  }
  if (size > most) return said(413, `Unexpected form of more than ${most / 1024} kB, expected less.`)
  return new URLSearchParams(Buffer.concat(parts).toString())
}
