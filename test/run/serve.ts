import {createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'

export interface Served {
  url: string
  port: number
  /** Requests seen, as `METHOD /path`. */
  seen: string[]
  close(): Promise<void>
}

const portOf = (server: Server): number => {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('Unexpected address, expected a port')
  return address.port
}

/** A real server on a free port of loopback. */
export async function serve(answer: RequestListener): Promise<Served> {
  const seen: string[] = []
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    seen.push(`${request.method} ${request.url}`)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = portOf(server)
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The URL of a port of loopback on which nobody listens. */
export async function deadUrl(): Promise<string> {
  const served = await serve(() => {})
  await served.close()
  return served.url
}
