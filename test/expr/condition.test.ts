import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {checkCondition, evaluateCondition, factsIn} from '../../src/expr/index.ts'
import {allOf, Fact, type Truth} from '../../src/model/index.ts'
import {facts, reading} from './facts.ts'

const truths: Truth[] = ['true', 'false', 'unknown']
const jwt = 'facts.auth.jwt'
const hashing = 'facts.exposure_hashing'
const both = (a: Truth, b: Truth) => [reading('auth', 'jwt', a), reading('exposure_hashing', '-', b)]
const not = (truth: Truth): Truth => (truth === 'unknown' ? 'unknown' : truth === 'true' ? 'false' : 'true')
const or = (a: Truth, b: Truth): Truth => not(allOf([not(a), not(b)]))

describe('Kleene tables', () => {
  for (const a of truths) {
    test(`! ${a}`, () => expect(evaluateCondition(`!${jwt}`, facts, both(a, 'unknown'))).toBe(not(a)))
    for (const b of truths) {
      test(`${a} && ${b}`, () =>
        expect(evaluateCondition(`${jwt} && ${hashing}`, facts, both(a, b))).toBe(allOf([a, b])))
      test(`${a} || ${b}`, () => expect(evaluateCondition(`${jwt} || ${hashing}`, facts, both(a, b))).toBe(or(a, b)))
      const same: Truth = a === 'unknown' || b === 'unknown' ? 'unknown' : a === b ? 'true' : 'false'
      test(`${a} == ${b}`, () => expect(evaluateCondition(`${jwt} == ${hashing}`, facts, both(a, b))).toBe(same))
      for (const c of truths) {
        const readings = [...both(a, b), reading('auth', 'api_key', c)]
        const chosen: Truth = a === 'unknown' ? 'unknown' : a === 'true' ? b : c
        test(`${a} ? ${b} : ${c}`, () =>
          expect(evaluateCondition(`${jwt} ? ${hashing} : facts.auth.api_key`, facts, readings)).toBe(chosen))
      }
    }
  }
  test('a reading that is missing is unknown', () => expect(evaluateCondition(jwt, facts, [])).toBe('unknown'))
  test('a contradicted reading is unknown', () => {
    expect(evaluateCondition(jwt, facts, [reading('auth', 'jwt', 'true', {contradicted: true})])).toBe('unknown')
  })
  test('two readings that differ are unknown', () => {
    expect(evaluateCondition(jwt, facts, [reading('auth', 'jwt', 'true'), reading('auth', 'jwt', 'false')])).toBe(
      'unknown',
    )
  })
})

describe('properties', () => {
  const names = ['facts.auth.jwt', 'facts.auth.api_key', 'facts.exposure_hashing', 'facts.serving_mode.artifact']
  const {condition} = fc.letrec<{condition: string}>((tie) => ({
    condition: fc.oneof(
      {maxDepth: 4},
      fc.constantFrom(...names, 'true', 'false'),
      tie('condition').map((a) => `!(${a})`),
      fc
        .tuple(tie('condition'), fc.constantFrom('&&', '||', '==', '!='), tie('condition'))
        .map(([a, op, b]) => `(${a}) ${op} (${b})`),
      fc.tuple(tie('condition'), tie('condition'), tie('condition')).map(([a, b, c]) => `(${a}) ? (${b}) : (${c})`),
    ),
  }))
  const world = fc.array(fc.constantFrom<Truth>('true', 'false', 'unknown'), {minLength: 4, maxLength: 4})
  const readings = (known: readonly Truth[]) =>
    [
      ['auth', 'jwt'],
      ['auth', 'api_key'],
      ['exposure_hashing', '-'],
      ['serving_mode', 'artifact'],
    ].map(([fact = '', value = ''], index) => reading(fact, value, known[index] ?? 'unknown'))

  test('knowing less never changes what is said, it only says less', () => {
    fc.assert(
      fc.property(condition, world, world, (text, known, mask) => {
        const less = known.map((truth, index) => (mask[index] === 'unknown' ? 'unknown' : truth))
        const before = evaluateCondition(text, facts, readings(known))
        const after = evaluateCondition(text, facts, readings(less))
        expect(after === 'unknown' || after === before).toBe(true)
      }),
    )
  })
  test('with everything known nothing is unknown', () => {
    const sure = fc.array(fc.constantFrom<Truth>('true', 'false'), {minLength: 4, maxLength: 4})
    fc.assert(
      fc.property(condition, sure, (text, known) => {
        expect(evaluateCondition(text, facts, readings(known))).not.toBe('unknown')
      }),
    )
  })
  test('the order of readings never counts', () => {
    fc.assert(
      fc.property(condition, world, (text, known) => {
        const forward = readings(known)
        expect(evaluateCondition(text, facts, [...forward].reverse())).toBe(evaluateCondition(text, facts, forward))
      }),
    )
  })
})

describe('what is refused when the file is read', () => {
  test.each([
    ['facts.serving_mod.db_only', 'unknown-fact', 'Unexpected fact `serving_mod`, did you mean `serving_mode`?', 6],
    [
      'facts.serving_mode.artefact',
      'unknown-fact',
      'Unexpected value `artefact` of `serving_mode`, did you mean `artifact`?',
      19,
    ],
    ['true || facts.auth.nope', 'unknown-fact', 'Unexpected value `nope` of `auth`', 19],
    ['facts.serving_mode', 'unknown-fact', 'expected one of its values: `facts.serving_mode.db_only`', 6],
    ['facts.exposure_hashing.on', 'unknown-fact', 'expected `facts.exposure_hashing` alone', 23],
    ['facts.auth.jwt.deep', 'unknown-fact', 'Unexpected `.deep` behind a value', 15],
    ['facts', 'unknown-fact', 'expected `facts.NAME.VALUE`', null],
    ['auth.jwt', 'unknown-fact', 'Unexpected `auth.jwt`, expected `facts.NAME.VALUE`', 0],
    ['config.JWT', 'unknown-fact', 'a condition reads facts alone', 0],
    ['facts.serving-mode.artifact', 'unknown-fact', 'names are snake_case, did you mean `serving_mode`?', 0],
    ['!facts.serving-mode.artifact', 'unknown-fact', 'names are snake_case', 1],
    ['has(facts.exposure_hashing)', 'refused-expression', 'Unexpected `has()`, which would turn unknown into false', 0],
    ['facts.auth.jwt || has(facts.auth.api_key)', 'refused-expression', 'has()', 18],
    ['dyn(facts).nothing', 'refused-expression', 'Unexpected `dyn()`', 0],
    ['dyn(facts.auth.jwt)', 'refused-expression', 'Unexpected `dyn()`', 0],
    ['type(facts.auth.jwt) == bool', 'refused-expression', 'Unexpected `type()`', 0],
    ['"jwt" in facts.auth', 'expression', 'Unexpected `in`', 0],
    ['facts["auth"]', 'expression', 'Unexpected `[]`', 0],
    ['[facts.auth.jwt].exists(x, x)', 'expression', 'Unexpected `exists`', 0],
    ['facts.auth.jwt and facts.auth.api_key', 'expression', 'Unexpected `and`, expected `&&`', 15],
    ['facts.auth.jwt or facts.auth.api_key', 'expression', 'Unexpected `or`, expected `||`', 15],
    ['not facts.auth.jwt', 'expression', 'Unexpected `not`, expected `!`', 0],
    ['facts.auth.jwt = true', 'expression', 'Unexpected single `=`, expected `==`', 15],
    ['facts.auth.jwt &', 'expression', 'Unexpected single `&`, expected `&&`', 15],
    ['facts.auth.jwt &&', 'expression', 'Unexpected end', 17],
    ['(facts.auth.jwt', 'expression', 'Unexpected end', 15],
    ['', 'expression', 'Unexpected empty expression', null],
    [' \n ', 'expression', 'Unexpected empty expression', null],
    ['1', 'expression', 'Unexpected whole number, expected an expression that is true or false', 0],
    ['facts.auth.jwt || 1', 'expression', 'bool', 0],
    ['facts.auth.jwt == "yes"', 'expression', 'Unexpected `==` between `true` or `false` and text', 0],
    [`facts.auth.jwt ${'|| facts.auth.jwt '.repeat(300)}`, 'expression', 'at most 4000', null],
    [`${'('.repeat(200)}true${')'.repeat(200)}`, 'expression', 'Unexpected', undefined],
  ] as const)('%.40s', (text, slug, message, offset) => {
    const found = checkCondition(text, facts)
    expect(found).toMatchObject({slug, message: expect.stringContaining(message)})
    if (offset !== undefined && offset !== null) {
      expect(found?.offset).toBe(offset)
      expect(found?.message.split('\n').at(-1)).toBe(`  ${' '.repeat(offset)}^`)
    }
    expect(evaluateCondition(text, facts, both('true', 'true'))).toMatch(slug === 'expression' ? /./ : /^unknown$/)
  })

  test('the caret stands below the line at fault', () => {
    expect(checkCondition('facts.auth.jwt\n  && facts.atuh.jwt', facts)?.message).toBe(
      'Unexpected fact `atuh`, did you mean `auth`?\n    && facts.atuh.jwt\n             ^',
    )
  })
  test.each([
    'facts.auth.jwt',
    '!facts.exposure_hashing',
    'facts.auth.jwt != facts.exposure_hashing',
    'true',
    '"and" == "or"',
  ])('%s is read', (text) => expect(checkCondition(text, facts)).toBeNull())
  test('names that an object has by birth are no facts', () => {
    expect(checkCondition('facts.constructor', facts)?.slug).toBe('unknown-fact')
    expect(checkCondition('facts.toString.name', {toString: Fact.parse({})})?.slug).toBe('unknown-fact')
  })
})

test('the facts that a condition reads', () => {
  expect(factsIn('facts.auth.jwt && (facts.exposure_hashing || !facts.auth.jwt)', facts)).toEqual([
    ['auth', 'jwt'],
    ['exposure_hashing', '-'],
  ])
})
