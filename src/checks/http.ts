import * as z from 'zod'
import {Json} from '../model/index.ts'
import {defineCheck} from './define.ts'
import {couldAnswer} from './shared/could.ts'
import {readJson} from './shared/json.ts'
import {address, readRequestLine} from './shared/request-line.ts'
import {holdsNumber, namesField} from './shared/speaks.ts'

const params = z
  .strictObject({
    url: z
      .string()
      .regex(address, {error: 'expected a path that starts with `/`, or a whole http(s) URL without a user in it'})
      .describe('A path on the target, or a whole URL that `allow` grants'),
    method: z
      .string()
      .regex(/^[A-Z]+$/, {error: 'expected upper case, such as `GET`'})
      .default('GET')
      .describe('Method'),
    headers: z.record(z.string(), z.string()).default({}).describe('Request headers'),
    json: Json.optional().describe('Body, sent as JSON'),
    body: z.string().optional().describe('Body, sent as it is'),
    credential: z.string().optional().describe('Name of a credential of the environment, sent in its own header'),
    follow: z.boolean().optional().describe('Follow redirects; unless said, where the expectation names no status'),
    wait: z.boolean().optional().describe('On a 429 wait and ask once more; unless said, where 429 is not expected'),
  })
  .refine(({json, body}) => json === undefined || body === undefined, {error: 'expected `json` or `body`, not both'})

export const http = defineCheck({
  name: 'http',
  summary: 'Makes one HTTP request and sees the answer.',
  params,
  observation: z.object({
    // Below 200 the answer is still to come, and three digits are all that HTTP has.
    status: z.int().min(200).max(999).describe('Status of the answer, the last one when redirects are followed'),
    headers: z.record(z.string(), z.string()).describe('Headers of the answer, names in lower case'),
    json: z.unknown().describe('The body read as JSON, null when it is none'),
    text: z.string().describe('The body as text, cut at the cap'),
    url: z.string().describe('Where the answer came from'),
    redirects: z.int().min(0).describe('Redirects followed'),
    location: z.string().nullable().describe('The Location header as sent'),
  }),
  shorthand(text) {
    const line = readRequestLine(text)
    if ('problem' in line) return line
    const {method, url, statuses} = line
    const [status, ...others] = statuses
    if (status === undefined) return {params: {method, url}}
    const params = {method, url, follow: false, wait: !statuses.includes(429)}
    return {params, expect: {status: others.length === 0 ? status : {one_of: statuses}}}
  },
  expect: 'status >= 200 && status <= 299',
  resolve(params, {expect}) {
    const named = namesField(expect, 'status') || namesField(expect, 'location')
    return {...params, follow: params.follow ?? !named, wait: params.wait ?? !holdsNumber(expect, 429)}
  },
  async observe({url, method, headers, json, body, credential, follow = true, wait = true}, doors) {
    const typed = json === undefined ? headers : {'content-type': 'application/json', ...headers}
    const sent = json === undefined ? (body ?? null) : JSON.stringify(json)
    const ask = {method, url, headers: typed, body: sent, credential: credential ?? null, follow, wait}
    const answer = await doors.http.request(ask)
    const read = answer.cut ? null : readJson(answer.body)
    return {...answer, json: read, text: answer.body, location: answer.headers.location ?? null}
  },
  tell({status, location, redirects, url, text}) {
    const to = location === null ? '' : ` to ${location}`
    const after =
      redirects === 0 ? '' : ` after ${redirects} ${redirects === 1 ? 'redirect' : 'redirects'}, from ${url}`
    const body = /^[{[]/.test(text) && text.length <= 160 ? `, ${text.replace(/\s+/g, ' ').trim()}` : ''
    return {saw: `status ${status}${to}${after}${body}`}
  },
  couldSee: (draft, [changed], {follow = true}) => couldAnswer(draft, changed, follow),
  examples: [
    {
      title: 'A route answers',
      call: 'http: GET /healthz -> 200',
      world: {answers: {'GET /healthz': {status: 200, body: 'ok'}}},
      outcome: 'pass',
    },
    {
      title: 'A redirect is the answer when its status is named',
      call: '{http: GET /old, expect: {status: 301, location: /new}}',
      world: {answers: {'GET /old': {status: 301, headers: {location: '/new'}}, 'GET /new': {status: 200}}},
      outcome: 'pass',
    },
    {
      title: 'A field of a JSON answer',
      call: '{http: GET /readyz, expect: "json.status == \'healthy\'"}',
      world: {answers: {'GET /readyz': {status: 200, body: '{"status": "degraded"}'}}},
      outcome: 'fail',
    },
    {
      title: 'Anything but GET and HEAD needs a line in `allow`',
      call: 'http: POST /v1/orders -> 401',
      world: {answers: {'POST /v1/orders': {status: 401}}},
      outcome: 'not-run',
    },
  ],
})
