import {expect, it} from 'vitest'
import {checks} from '../../src/checks/index.ts'
import type {Finding, Json, Run} from '../../src/model/index.ts'
import {replay} from '../../src/results/index.ts'
import {planOf} from '../run/build.ts'
import {finding, runOf} from './build.ts'

const planned = (expect: Json) => planOf({calls: {a: {call: 'file: page.md', expect}}})
const [call] = planned('exists').calls
const seenAs = (observation: Json, more: Partial<Finding> = {}): Run =>
  runOf({findings: [finding('before', 'pass', {look: call?.look ?? '', observation, ...more})]})
const page = {path: 'page.md', exists: true, size: 5, text: 'hello', json: null, sha256: 'f00d', modified: null}
const again = (run: Run, expect: Json): Finding | undefined => replay({plan: planned(expect), run, checks}).findings[0]

it('judges what was seen by the expectation of today, either way', () => {
  expect(again(seenAs(page), 'exists')).toMatchObject({call: call?.id, outcome: 'pass', cause: null})
  expect(again(seenAs(page), '!exists')).toMatchObject({call: call?.id, outcome: 'fail', cause: null})
})

it('keeps the finding of a call that the run made', () => {
  const own = finding(call?.id ?? '', 'fail')
  expect(again(runOf({findings: [own]}), 'exists')).toEqual(own)
})

it.each([
  ['a secret', {...page, text: 'token [secret]'}, 'a secret was taken out'],
  ['a part', {...page, text: 'hello… (cut)'}, 'too large'],
  ['all', {cut: true}, 'too large'],
])('says that it cannot judge what lacks %s', (_, observation, said) => {
  expect(again(seenAs(observation), 'exists')).toMatchObject({
    ...{outcome: 'not-run', cause: null},
    message: expect.stringContaining(said),
  })
})

it('never makes a pass of what saw nothing, or of what nobody looked at', () => {
  const error = seenAs(null, {outcome: 'error', cause: 'unreachable'})
  expect(again(error, 'exists')).toMatchObject({call: call?.id, outcome: 'error', cause: 'unreachable'})
  expect(again(seenAs(page, {look: 'elsewhere'}), 'exists')).toBeUndefined()
})
