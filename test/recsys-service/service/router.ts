import type {Call, Reply} from './http.ts'
import {Problem} from './problem.ts'

/** One way into the service; `:name` in the path is a parameter. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT'
  path: string
  /** Names what is inside: promised to answer on the internal port alone. */
  inside?: boolean
  answer(call: Call): Reply | Promise<Reply>
}

export interface Match {
  route: Route
  params: Record<string, string>
}

/** A route's path as people write it: `/v1/admin/tenants/{tenant}/audit`. */
export const patternOf = ({path}: Route): string => path.replace(/:(\w+)/g, '{$1}')

/** The routes whose path fits, whatever their method. */
export function routesAt(routes: readonly Route[], path: string): Match[] {
  return routes.flatMap((route) => {
    const params = pathParams(route.path, path)
    return params === undefined ? [] : [{route, params}]
  })
}

/** The one of the fitting routes that answers; `undefined` when there is none, a 405 problem when only the method differs. */
export function matchMethod(fitting: readonly Match[], method: string): Match | undefined {
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
