import type {Call, Reply} from './http.ts'
import {Problem} from './problem.ts'

/** One way into the service; `:name` in the path is a parameter. */
export interface Route {
  method: 'GET' | 'POST'
  path: string
  answer(call: Call): Reply | Promise<Reply>
}

export interface Match {
  route: Route
  params: Record<string, string>
}

/** The route that answers; `undefined` when no path fits, a 405 problem when only the method does not. */
export function matchRoute(routes: readonly Route[], method: string, path: string): Match | undefined {
  const fitting = routes.flatMap((route) => {
    const params = pathParams(route.path, path)
    return params === undefined ? [] : [{route, params}]
  })
  if (fitting.length === 0) return undefined
  const wanted = method === 'HEAD' ? 'GET' : method
  const match = fitting.find(({route}) => route.method === wanted)
  if (match !== undefined) return match
  const allow = fitting.map(({route}) => (route.method === 'GET' ? 'GET, HEAD' : route.method)).join(', ')
  throw new Problem(405, '', `method ${method} is not allowed here`, {allow})
}

function pathParams(pattern: string, path: string): Record<string, string> | undefined {
  const names = pattern.split('/')
  const parts = path.split('/')
  if (names.length !== parts.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, name] of names.entries()) {
    const part = parts[index] ?? ''
    if (!name.startsWith(':')) {
      if (name !== part) return undefined
    } else {
      const value = decode(part)
      if (value === '') return undefined
      params[name.slice(1)] = value
    }
  }
  return params
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
