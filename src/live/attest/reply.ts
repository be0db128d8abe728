import {createHash} from 'node:crypto'
import type {IncomingMessage, ServerResponse} from 'node:http'

/** What a form answers with. */
export interface Reply {
  status: number
  type: 'html' | 'text'
  body: string
  headers?: Readonly<Record<string, string>>
}

export const said = (status: number, text: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  type: 'text',
  body: `${text}\n`,
  headers,
})

export const shown = (status: number, html: string): Reply => ({status, type: 'html', body: html})

/** No script, no frame, nothing from elsewhere, and the form goes nowhere but here. */
const policy = (style: string): string =>
  [
    "default-src 'none'",
    `style-src 'self' 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Sends a reply; a request that was not read to its end is cut off behind it. */
export function send(
  {method, complete}: IncomingMessage,
  response: ServerResponse,
  {status, type, body, headers = {}}: Reply,
  style: string,
): void {
  const bytes = Buffer.from(body)
  response.writeHead(status, {
    'Content-Type': type === 'html' ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
    'Content-Length': bytes.length,
    'Content-Security-Policy': policy(style),
    'Cache-Control': 'no-store',
    // With none at all a browser would not say that a form was sent from here.
    'Referrer-Policy': 'same-origin',
    ...(complete || method === 'GET' || method === 'HEAD' ? {} : {Connection: 'close'}),
    ...headers,
  })
  response.end(method === 'HEAD' ? undefined : bytes)
}
