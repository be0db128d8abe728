import {createServer, type RequestListener, type Server} from 'node:http'
import {PortInUse, StartRefused} from './refused.ts'

/** A server on loopback that answers. */
export interface Listening {
  url: string
  close(): Promise<void>
}

export async function listen(listener: RequestListener, port: number): Promise<Listening> {
  const server = createServer(listener)
  return {url: await listening(server, port), close: () => stop(server)}
}

function listening(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUse(port) : new StartRefused(1, `Port ${port} cannot be used`)),
    )
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`)
    })
  })
}

// Requests in flight may end; who still holds a connection open after two seconds is cut off.
function stop(server: Server): Promise<void> {
  const cutOff = setTimeout(() => server.closeAllConnections(), 2_000)
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(cutOff)
      resolve()
    })
  })
}
