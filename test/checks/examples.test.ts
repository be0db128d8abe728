import {describe, expect, it} from 'vitest'
import {checks} from '../../src/checks/index.ts'
import {findingOf} from '../../src/line/examples.ts'
import {realClock} from '../run/world.ts'

describe.each(checks.map((check) => [check.name, check.examples] as const))('%s', (_, examples) => {
  it.each(examples.map((example) => [example.title, example] as const))('%s', async (_, example) => {
    const finding = await findingOf({example, checks, clock: realClock})
    expect(finding?.outcome, finding?.message).toBe(example.outcome)
  })
})
