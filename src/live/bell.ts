import type {ServerResponse} from 'node:http'

/** Tells every open page that something changed. */
export interface Bell {
  ring(): void
  /** Answers a request with events, until its reader leaves; false when too many listen already. */
  add(response: ServerResponse): boolean
}

const most = 200

/** A bell of server-sent events; a page that lost it comes back after a second. */
export function makeBell(): Bell {
  const listeners = new Set<ServerResponse>()
  return {
    ring: () => {
      for (const listener of listeners) listener.write('data: changed\n\n')
    },
    add: (response) => {
      if (listeners.size >= most) return false
      listeners.add(response)
      response.on('close', () => listeners.delete(response))
      response.writeHead(200, {'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store'})
      response.write('retry: 1000\n\n')
      return true
    },
  }
}
