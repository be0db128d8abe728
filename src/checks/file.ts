import {createHash} from 'node:crypto'
import * as z from 'zod'
import {defineCheck} from './define.ts'
import {readJson} from './shared/json.ts'

/** What is read from a whole text; of one that was cut, or is none, nothing. */
const readWhole = (text: string | null) => ({
  json: text === null ? null : readJson(text),
  sha256: text === null ? null : createHash('sha256').update(text).digest('hex'),
})

export const file = defineCheck({
  name: 'file',
  summary: 'Reads one file of the project, or of a folder that `allow` grants.',
  params: z.strictObject({path: z.string().min(1).describe('Path from the project root')}),
  observation: z.object({
    path: z.string().describe('Path from the project root'),
    exists: z.boolean().describe('Whether the file is there'),
    size: z.int().min(0).describe('Its size in bytes, 0 when it is not there'),
    text: z.string().nullable().describe('Its text, cut at the cap; null when it is not there or is no text'),
    json: z.unknown().describe('Its text read as JSON, null when it is none'),
    sha256: z.string().nullable().describe('Hash of a text that was not cut, in hex'),
    modified: z.string().nullable().describe('When it was last changed, in UTC'),
  }),
  shorthand: (text) => ({params: {path: text}}),
  expect: 'exists',
  async observe({path}, {files}) {
    const {cut, bytes: size, ...seen} = await files.see(path)
    return {...seen, size, ...readWhole(cut ? null : seen.text)}
  },
  tell({path, exists, size}) {
    return exists
      ? {saw: `${path} with ${size} ${size === 1 ? 'byte' : 'bytes'}`, source: {file: path, line: 1, column: 1}}
      : {saw: `no file ${path}`, next: `write ${path}`}
  },
  couldSee({exists, size, text, json = null, modified}, [changed], {path}) {
    if (changed === 'exists' || changed === undefined ? !exists : false)
      return {path, exists: false, size: 0, text: null, json: null, sha256: null, modified: null}
    const isText = changed === 'json' || (changed !== 'size' && text !== null) || size === 0
    const written = changed === 'json' ? JSON.stringify(json) : changed === 'size' ? '' : (text ?? '')
    const whole = isText ? written : null
    const there = {path, exists: true, modified: modified ?? '2000-01-01T00:00:00.000Z'}
    return {...there, size: whole === null ? size : Buffer.byteLength(whole), text: whole, ...readWhole(whole)}
  },
  nameOf: (field, {path}) => (field === 'exists' ? `existence of ${path}` : `${field} of ${path}`),
  examples: [
    {
      title: 'A file is there',
      call: 'file: deploy/rollback.sh',
      world: {files: {'deploy/rollback.sh': '#!/bin/sh\n'}},
      outcome: 'pass',
    },
    {
      title: 'A file holds a line',
      call: '{file: deploy/job.yaml, expect: {text: {contains: "kind: Job"}}}',
      world: {files: {'deploy/job.yaml': 'kind: CronJob\n'}},
      outcome: 'fail',
    },
    {
      title: 'A number in a JSON report',
      call: '{file: reports/load.json, expect: "json.p95_ms <= 250.0"}',
      world: {files: {'reports/load.json': '{"p95_ms": 181.5}'}},
      outcome: 'pass',
    },
    {
      title: 'Nothing outside of the project is read',
      call: 'file: ../elsewhere/passwords.txt',
      world: {},
      outcome: 'not-run',
    },
  ],
})
