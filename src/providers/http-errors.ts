import {DoorClosed} from '../model/index.ts'
import {certificateReason, isHandshake} from './tls.ts'

/** Codes with which nobody was reached at all, so that nothing else behind the same origin can be. */
const down: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'its name cannot be looked up',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  EADDRNOTAVAIL: 'no route to the address',
  ETIMEDOUT: 'no connection in time',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
}
/** Codes of a connection that broke while it was in use. */
const broken = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

/** The code of an error, of its cause, or of the first of several. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return codeOf(error instanceof AggregateError ? error.errors[0] : error.cause)
}

/** Whether the origin is down as a whole. */
export const isDown = (error: unknown): boolean => Object.hasOwn(down, codeOf(error))

/** Whether the connection broke after it stood, as when a server closes an idle one just as it is used again. */
export const isBroken = (error: unknown): boolean => broken.has(codeOf(error))

/** Host and port, the port even where it is the usual one. */
const hostPort = ({hostname, port, protocol}: URL): string =>
  `${hostname}:${port === '' ? (protocol === 'https:' ? '443' : '80') : port}`

/** Why an answer is none that can be read. */
function garbled(error: unknown): string {
  const code = codeOf(error)
  if (error instanceof Error && error.name === 'HTTPParserError') return 'it speaks another protocol'
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return 'its headers are too large'
  if (/^(Z_|ERR_BUFFER_TOO_LARGE|ERR__ERROR_)/.test(code)) return `its body cannot be unpacked (${code})`
  return error instanceof Error ? error.message : String(error)
}

/** Says what an error of the HTTP client means. `proxy` is a proxy variable that is set, since Proofmark uses none. */
export function closedBy(error: unknown, url: URL, proxy: string | null): DoorClosed {
  const code = codeOf(error)
  const at = hostPort(url)
  const why = down[code] ?? (broken.has(code) ? 'the connection broke' : null)
  if (why !== null) {
    const mend = `start \`${url.origin}\`, or mend \`target\``
    const next = proxy === null ? mend : `reach ${at} without a proxy: ${proxy} is set, and Proofmark uses none`
    return new DoorClosed('unreachable', url.origin, `\`${url.origin}\` does not answer: ${why}`, next)
  }
  const certificate = certificateReason(code)
  if (certificate !== null) {
    const next = 'renew the certificate, or name its authority in NODE_EXTRA_CA_CERTS'
    return new DoorClosed(
      'error',
      at,
      `Unexpected certificate of \`${at}\`, expected one that is trusted here: ${certificate} (${code})`,
      next,
    )
  }
  if (isHandshake(code))
    return new DoorClosed('error', at, `Unexpected answer from \`${at}\`, expected TLS: the handshake failed (${code})`)
  return new DoorClosed(
    'error',
    url.origin,
    `Unexpected answer from \`${url.origin}\`, expected HTTP: ${garbled(error)}`,
  )
}
