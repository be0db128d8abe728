import {type Doubt, defineRule, type Read} from '../define.ts'
import type {ItemInContext} from '../read.ts'
import type {Token} from '../tokens.ts'
import {has, predicate} from '../words/read.ts'
import {
  absentCaller,
  answers,
  cluster,
  examples,
  negations,
  onlyWords,
  otherState,
  reachable,
  whiles,
  wired,
} from '../words/tables.ts'

const request = /^(?:(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) +)?(\/\S*)$/
const gap = /[{}<>[\]*…:]|\.\.\./

const verbs = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/

/** `GET /path` or `/path` in code. */
export function routeIn({kind, text}: Token): {method: string; path: string} | null {
  const [, method = 'GET', path = ''] = kind === 'code' ? (request.exec(text) ?? []) : []
  return path === '' ? null : {method, path}
}

const statusIn = ({kind, text}: Token): number | null =>
  kind !== 'sign' && /^[1-5]\d\d$/.test(text) ? Number(text) : null

/** Statuses that a request without a body, a caller or a history can meet. */
const plain = new Set([200, 204, 301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 410])
const nothing: Token = {kind: 'sign', text: '', word: '', quoted: false, depth: 0}
const joins = new Set(['and', 'und', 'et'])
const callers = new Set(['for', 'für', 'pour', 'als', 'by'])
const unit =
  /^(?:ms|s|secs?|seconds?|milli\p{L}*|sekunden?|secondes?|min\p{L}*|requests?|anfragen|requêtes|users?|kb|mb|times|mal|fois|rows|items|days|tage|jours)$/u

/** A status counts where the sentence speaks of answers: by a verb, by an arrow, or in brackets behind the route. */
function statusOf({tokens}: ItemInContext): number | null {
  const found = tokens.flatMap((token, index) => {
    const status = statusIn(token)
    if (status === null) return []
    const before = tokens.slice(Math.max(0, index - 6), index)
    const after = tokens[index + 1]
    if (after?.kind === 'word' && unit.test(after.word)) return []
    const inBrackets = tokens[index - 1]?.text === '(' && after?.text === ')'
    return has(before, answers) || inBrackets || before.some(({text}) => text === '→') ? [status] : []
  })
  const [only, ...more] = new Set(found)
  return only !== undefined && more.length === 0 ? only : null
}

/** Why nothing can be asked by a bare request; null where it can. */
function obstacle({tokens}: ItemInContext, path: string, status: number | null): string | null {
  if (gap.test(path)) return `\`${path}\` has a place to fill in`
  if (status !== null && !plain.has(status)) return `a bare request does not meet the state of a ${status}`
  if ((has(tokens, otherState) || has(tokens, whiles)) && !has(tokens, absentCaller))
    return `\`${path}\` is asked in a state or by a caller that a bare request has not`
  const somebody = status !== null && (status < 300 || status === 403) && has(tokens, callers)
  if (somebody && !has(tokens, absentCaller)) return `\`${path}\` is asked by somebody whom a bare request is not`
  return has(tokens, examples) ? `\`${path}\` is an example` : null
}

const places = new Set(['from', 'to', 'for', 'aus', 'von', 'für', 'depuis', 'pour', 'inside', 'vpn'])

/** "only reachable from the VPN" says what a request from elsewhere must not see. */
const isPartly = ({tokens}: ItemInContext): boolean =>
  has(tokens, onlyWords) || (has(tokens, places) && !has(tokens, cluster))

/** Routes that share what is said of them: one, or several in a row. A redirect names where it leads as well. */
function routesOf({tokens}: ItemInContext, status: number | null): {method: string; path: string}[] {
  const places = tokens.flatMap((token, index) => (routeIn(token) === null ? [] : [index]))
  const routes = places.flatMap((index) => {
    const route = routeIn(tokens[index] ?? nothing)
    const verb = tokens[index - 1]?.text ?? ''
    // POST `/orders`: the method may stand outside the code.
    return route === null ? [] : [verbs.test(verb) ? {...route, method: verb} : route]
  })
  if (status !== null && status >= 300 && status < 400) return routes.slice(0, 1)
  const row = tokens.slice(places[0], (places.at(-1) ?? 0) + 1)
  const joined = row.every((token) => routeIn(token) !== null || token.text === ',' || joins.has(token.word))
  return joined ? routes : []
}

function proposed(item: ItemInContext, {method, path}: {method: string; path: string}): (Read | Doubt)[] {
  const status = statusOf(item)
  const why = obstacle(item, path, status)
  if (why !== null) return [{doubt: why}]
  const up = has(item.tokens, reachable) && !has(item.tokens, negations) && !isPartly(item)
  const expected = status ?? (up && method === 'GET' ? 200 : null)
  if (expected === null) return []
  if (has(predicate(item), wired)) return [{doubt: `that \`${path}\` answers says nothing of what it is wired to`}]
  const from = has(item.tokens, cluster) ? 'cluster' : null
  return [
    {
      thing: {kind: 'http', method, path, statuses: [expected], from},
      confidence: status === null || (method !== 'GET' && method !== 'HEAD') ? 'medium' : 'high',
      reason: `the sentence says that \`${method} ${path}\` ${status === null ? 'is up' : `answers ${status}`}`,
    },
  ]
}

export const routeStatus = defineRule({
  name: 'route-status',
  summary: 'A route in code with the status that it must answer, or that is to be reachable, is asked for it.',
  examples: [
    {
      markdown: '- [ ] `GET /up` answers 200',
      reads: [{kind: 'http', method: 'GET', path: '/up', statuses: [200], from: null}],
    },
    {
      markdown: '- [ ] `/internal` répond 401 sans jeton',
      reads: [{kind: 'http', method: 'GET', path: '/internal', statuses: [401], from: null}],
    },
    {
      markdown: '- [ ] `/old` ist nicht mehr erreichbar (410)',
      reads: [{kind: 'http', method: 'GET', path: '/old', statuses: [410], from: null}],
    },
    {
      markdown: '- [ ] `/a` and `/b` answer 204',
      reads: [
        {kind: 'http', method: 'GET', path: '/a', statuses: [204], from: null},
        {kind: 'http', method: 'GET', path: '/b', statuses: [204], from: null},
      ],
    },
    {
      markdown: '- [ ] POST `/orders` without a token answers 401',
      reads: [{kind: 'http', method: 'POST', path: '/orders', statuses: [401], from: null}],
    },
    {markdown: '- [ ] `/admin` is only reachable from the VPN', reads: []},
    {markdown: '- [ ] `/files` returns 413 over 10 MB', reads: []},
    {markdown: '- [ ] `/search` answers in 200 ms', reads: []},
    {markdown: '- [ ] `/up` answers 503 while the database is down', reads: []},
    {markdown: '- [ ] `/orders/{id}` returns 404 for strangers', reads: []},
    {markdown: '- [ ] p95 of `/search` stays below 250 ms', reads: []},
    {markdown: '- [ ] The probes are wired:\n  - [ ] `/up` answers 200', reads: []},
  ],
  propose(item) {
    return routesOf(item, statusOf(item)).flatMap((route) => proposed(item, route))
  },
})
