import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {nearest} from '../../src/model/nearest.ts'
import {normaliseSentence, saysStill, withoutMarks} from '../../src/model/sentence.ts'
import {parseYaml, placeIn, plain} from '../../src/model/yaml.ts'

const read = (source: string) => parseYaml({file: 'a.yaml', source})

describe('YAML as plain data', () => {
  test.each([
    ['%YAML 1.1\n---\na: yes\nb: 012\n', {a: 'yes', b: 12}],
    ['a: !!str 012\nb: "3"', {a: '012', b: '3'}],
    ['__proto__: {x: 1}\nconstructor: 2', JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}')],
    ['1: a\ntrue: b\n012: c', {1: 'a', true: 'b', '012': 'c'}],
    ['a: &x [1]\nb: *x', {a: [1], b: [1]}],
    ['', {}],
    ['# nothing\n', {}],
  ])('%j', (source, data) => {
    const {yaml, problems} = read(source)
    expect(problems).toEqual([])
    expect(yaml === null ? null : plain(yaml.root)).toEqual(data)
    expect(({} as {x?: number}).x).toBeUndefined()
  })
  test.each([
    ['a: ~', 'null-value', 1, 4],
    ['a:\n- b\n-\n', 'null-value', 3, 2],
    ['x: {env: A=x,y}', 'null-value', 1, 14],
    ['a: *nope', 'yaml', 1, 4],
    ['a: .nan', 'yaml', 1, 4],
    ['a: !!binary aGk=', 'yaml', 1, 4],
    ['? [a]\n: b', 'yaml', 1, 3],
    ['a:\n  <<: {b: 1}', 'yaml', 2, 3],
    ['? '.repeat(5000), 'too-deep', 1, undefined],
    ['a\n: &b !c', 'yaml', undefined, undefined],
  ])('%.20j', (source, slug, line, column) => {
    const {yaml, problems} = read(source)
    expect(yaml).toBeNull()
    expect(problems[0]).toMatchObject({slug})
    if (line !== undefined) expect(problems[0]?.at?.line).toBe(line)
    if (column !== undefined) expect(problems[0]?.at?.column).toBe(column)
  })
  test('a block inside another file has its lines', () => {
    const {problems} = parseYaml({file: 'a.md', source: 'a: 1\nb:\n', firstLine: 10})
    expect(problems[0]?.at).toEqual({file: 'a.md', line: 11, column: 3})
  })
  test.each([
    ['a: facts.x', 6, 1, 10],
    ['a: "facts.x"', 6, 1, 11],
    ["a: 'facts.x'", 6, 1, 11],
    ['a: >-\n  facts.x', 6, 2, 9],
    ['a: |\n  facts.x\n', 6, 2, 9],
    ['a: >-\n  one\n  two', 4, 1, 4],
  ])('the place in %j', (source, offset, line, column) => {
    const {yaml} = read(source)
    const node = yaml?.root.kind === 'map' ? yaml.root.entries.get('a')?.value : undefined
    if (yaml === null || node?.kind !== 'scalar') throw new Error('Unexpected fixture')
    expect(placeIn(yaml, node, offset)).toEqual({file: 'a.yaml', line, column})
  })
  test('whatever comes in, nothing is thrown, and what is plain comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 200}), (source) => {
        const {yaml, problems} = read(source)
        expect(yaml === null).toBe(problems.length > 0)
      }),
    )
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({minLength: 1}).filter((key) => key !== '<<'),
          fc.oneof(fc.string(), fc.integer(), fc.boolean()),
        ),
        (data) => {
          const {yaml} = read(JSON.stringify(data))
          expect(yaml === null ? null : JSON.stringify(plain(yaml.root))).toBe(JSON.stringify(data))
        },
      ),
    )
  })
})

describe('sentences', () => {
  test.each([
    ['  a \u00a0 b\n c ', 'a b c'],
    ['“a” – ‘b’ — c', '"a" - \'b\' - c'],
    ['e\u0301', 'é'],
    ['Done.', 'Done'],
    ['Done …', 'Done …'],
    ['Keep Case', 'Keep Case'],
  ])('%j', (text, expected) => {
    expect(normaliseSentence(text)).toBe(expected)
    expect(normaliseSentence(normaliseSentence(text))).toBe(expected)
  })
  test('one final full stop is dropped, as the rule says', () => {
    expect(normaliseSentence('and so on...')).toBe('and so on..')
  })
  test.each([
    ['**Bold** and *it* and __both__ and _it_', 'Bold and it and both and it'],
    ['***all***', 'all'],
    ['`DEV_LOGIN=false` in `RATE_*`', 'DEV_LOGIN=false in RATE_*'],
    ['`` a`b ``', 'a`b'],
    ['SNAKE_CASE_NAME and 2 * 3 * 4', 'SNAKE_CASE_NAME and 2 * 3 * 4'],
    ['the [runbook](a/b(c).md#x) and [that][ref] and ![alt](x.png)', 'the runbook and that and alt'],
    ['~~gone~~ \\*kept\\*', '~~gone~~ *kept*'],
    ['**`code` in bold**', 'code in bold'],
  ])('%j without its marks', (words, expected) => expect(withoutMarks(words)).toBe(expected))
  test('marks that never close take no time worth the name', () => {
    const hostile = '**a `b [c]('.repeat(800)
    expect(withoutMarks(hostile).length).toBeGreaterThan(0)
    expect(withoutMarks('*'.repeat(20_000))).toHaveLength(20_000)
  })
  test('an item says still what it said', () => {
    const item = {own: 'Ensure X=false in production', fingerprint: {own: 'own:1', context: 'context:1'}}
    expect(saysStill('Ensure `X=false` in production.', item)).toBe(true)
    expect(saysStill('own:1', item)).toBe(true)
    expect(saysStill('own:2', item)).toBe(false)
    expect(saysStill('Ensure X=true in production', item)).toBe(false)
  })
})

test('the nearest of what is known, best first', () => {
  expect(nearest('sttaus', ['text', 'status', 'state'])).toEqual(['status'])
  expect(nearest('nothing-like-it', ['a', 'b'])).toEqual([])
  expect(nearest('readyz', ['health/readyz', 'x'], 3)).toEqual(['health/readyz'])
})
