import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import {onTestFinished} from 'vitest'
import * as z from 'zod'

/** A comment of a forge that is not there. */
export interface Comment {
  id: number
  body: string
  author: string
}

export interface Forge {
  url: string
  comments: Comment[]
  /** Every request, without its body. */
  asked: string[]
  /** What each request is answered with in place of an answer. */
  refuse: number | null
}

const Body = z.object({body: z.string()})
const pageOf = (url: URL): [number, number] => [
  Number(url.searchParams.get('page') ?? 1),
  Number(url.searchParams.get('per_page') ?? 30),
]

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request) text += part
  return text
}

/** GitHub's and GitLab's ways to comments, on loopback: pages, authors, rights. */
export async function forge(me: string, mayAskWho = true): Promise<Forge> {
  const made: Forge = {url: '', comments: [], asked: [], refuse: null}
  const answer = (response: ServerResponse, status: number, data: unknown): void => {
    response.writeHead(status, {'content-type': 'application/json'})
    response.end(JSON.stringify(data))
  }
  const shape = ({id, body, author}: Comment) => ({id, body, user: {login: author}, author: {username: author}})
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://forge.example')
    const {method = 'GET'} = request
    made.asked.push(`${method} ${url.pathname}`)
    const token = request.headers.authorization ?? request.headers['private-token']
    if (made.refuse !== null) return answer(response, made.refuse, {message: 'Resource not accessible by integration'})
    if (token === undefined) return answer(response, 401, {})
    if (url.pathname.endsWith('/user')) return answer(response, mayAskWho ? 200 : 403, {login: me, username: me})
    if (method === 'GET') {
      const [page, each] = pageOf(url)
      return answer(response, 200, made.comments.slice((page - 1) * each, page * each).map(shape))
    }
    const {body} = Body.parse(JSON.parse(await textOf(request)))
    if (method === 'POST') {
      const comment = {id: made.comments.length + 1, body, author: me}
      made.comments.push(comment)
      return answer(response, 201, shape(comment))
    }
    const wanted = Number(url.pathname.split('/').at(-1))
    const found = made.comments.find(({id}) => id === wanted)
    if (found === undefined || method !== (url.pathname.includes('/merge_requests/') ? 'PUT' : 'PATCH'))
      return answer(response, 404, {})
    found.body = body
    return answer(response, 200, shape(found))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expected a port')
  made.url = `http://127.0.0.1:${address.port}`
  return made
}
