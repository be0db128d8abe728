import {STATUS_CODES} from 'node:http'
import type {Call, Reply} from './http.ts'

/** An error that the client is told as a problem document; without a code it says no more than its status. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly headers: Record<string, string>

  constructor(status: number, code: string, detail: string, headers: Record<string, string> = {}) {
    super(detail)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.headers = headers
  }
}

export function problemReply(problem: Problem, call: Pick<Call, 'path' | 'requestId'>): Reply {
  const plain = {detail: problem.message, status: problem.status, title: STATUS_CODES[problem.status] ?? ''}
  const document =
    problem.code === ''
      ? plain
      : {
          code: problem.code,
          ...plain,
          instance: call.path,
          request_id: call.requestId,
          type: `https://errors.recsys.example/problem/${problem.code.toLowerCase().replaceAll('_', '-')}`,
        }
  return {
    status: problem.status,
    headers: {'content-type': 'application/problem+json', ...problem.headers},
    body: JSON.stringify(document),
  }
}
