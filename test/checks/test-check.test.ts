import {describe, expect, expectTypeOf, it, test} from 'vitest'
import {type AnyCheck, type Check, type Doors, defineCheck, type Example, testCheck, z} from '../../src/public/check.ts'

const Params = z.strictObject({of: z.string()})
const Observation = z.object({size: z.int()})

const written: Check<typeof Params, typeof Observation> = {
  name: 'weight',
  summary: 'Weighs a file.',
  params: Params,
  observation: Observation,
  shorthand: (text) => ({params: {of: text}}),
  expect: 'size > 0',
  observe: async ({of}, {files}: Doors) => ({size: (await files.see(of)).bytes}),
  tell: ({size}) => ({saw: `${size} bytes`}),
  examples: [],
}

const example = (more: Partial<Example>): Example => ({
  title: 'A file',
  call: 'weight: a.txt',
  world: {files: {'a.txt': 'a'}},
  outcome: 'pass',
  ...more,
})

const check = (examples: readonly Partial<Example>[], more: Partial<typeof written> = {}): AnyCheck =>
  defineCheck({...written, ...more, examples: examples.map(example)})

const said = (given: AnyCheck): Promise<string> =>
  testCheck(given).then(
    () => 'nothing',
    (error: unknown) => (error instanceof Error ? error.message : 'no error'),
  )

describe('the examples of a check', () => {
  it('end as they say', async () => {
    const call = `weight: b.txt\nexpect:\n  size: {at_most: 3}`
    const settings = 'A:\n  as: bool'
    expect(
      await said(
        check([
          {},
          {world: {files: {'a.txt': ''}}, outcome: 'fail'},
          {
            call,
            world: {files: {'b.txt': 'four'}, settings, environment: 'fresh_for: 1h\nconfig:\n  - a.env'},
            outcome: 'fail',
          },
          {call: '{weight: ../a.txt}', outcome: 'not-run'},
        ]),
      ),
    ).toBe('nothing')
  })

  it.each<[string, Partial<Example>, RegExp]>([
    [
      'another outcome',
      {outcome: 'fail'},
      /^weight, “A file”: Unexpected outcome `pass`, expected `fail`: .*saw 1 bytes$/,
    ],
    ['a call that cannot be read', {call: 'weigth: a.txt'}, /Unexpected check `weigth`, did you mean `weight`\?/],
    ['an expectation that cannot be read', {call: '{weight: a.txt, expect: "size >"}'}, /“A file”: /],
    ['YAML that is none', {call: '{weight: '}, /“A file”: Unexpected/],
    ['an environment that is none', {world: {environment: 'targt: x'}}, /Unexpected key `targt`/],
  ])('%s is told', async (_, more, words) => {
    expect(await said(check([more]))).toMatch(words)
  })

  it('are all told at once', async () => {
    const both = await said(check([{title: 'One', outcome: 'fail'}, {}, {title: 'Two', outcome: 'error'}]))
    expect(both.split('\n').map((line) => /“(\w+)”/.exec(line)?.[1])).toEqual(['One', 'Two'])
  })

  it('prove nothing where there is none', async () => {
    expect(await said(check([]))).toContain('without examples, expected one at least')
  })

  it('are of a check that a project could list', async () => {
    expect(await said(check([{}], {name: 'http'}))).toContain('the other one ships with Proofmark')
    expect(await said(check([{call: 'weight: a.txt'}], {name: 'needs'}))).toContain(
      'every check call has a key `needs`',
    )
  })

  it('may be those of a check that errs', async () => {
    const observe = async (): Promise<never> => {
      throw new Error('no scales')
    }
    expect(await said(check([{outcome: 'error'}], {observe}))).toBe('nothing')
    expect(await said(check([{}], {observe}))).toContain(
      'Unexpected outcome `error`, expected `pass`: the check `weight` broke: no scales',
    )
  })
})

test('the types of parameters and of what was seen reach the functions of a check', () => {
  defineCheck({
    ...written,
    observe: async (params, doors) => {
      expectTypeOf(params).toEqualTypeOf<{of: string}>()
      expectTypeOf(doors).toEqualTypeOf<Doors>()
      return {size: 1}
    },
    tell: (observation) => {
      expectTypeOf(observation).toEqualTypeOf<{size: number}>()
      return {saw: ''}
    },
  })
})
