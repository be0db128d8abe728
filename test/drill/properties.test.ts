import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {checkExpectation, judgeExpectation} from '../../src/expr/index.ts'
import type {Json} from '../../src/model/index.ts'
import {all, drilledOver, written} from './world.ts'

const words = fc.constantFrom('', 'a', 'ready', 'Ready', 'ready!', 'v1.2.3', 'error: disk')
const whole = fc.integer({min: -5, max: 300})
const quoted = (text: string): string => JSON.stringify(text)

/** Comparisons that judge every observation without an error, over fields of every kind. */
const atom = fc.oneof(
  fc.tuple(fc.constantFrom('==', '!=', '<', '<=', '>', '>='), whole).map(([sign, n]) => `count ${sign} ${n}`),
  fc.tuple(fc.constantFrom('<', '>='), fc.constantFrom(0.25, 0.5, 0.9)).map(([sign, n]) => `share ${sign} ${n}`),
  fc.tuple(fc.constantFrom('==', '!='), words).map(([sign, word]) => `name ${sign} ${quoted(word)}`),
  fc
    .tuple(fc.constantFrom('contains', 'startsWith', 'endsWith'), words)
    .map(([call, word]) => `name.${call}(${quoted(word)})`),
  fc.constantFrom('^v[0-9]+\\\\.', 'error|panic', '^$', '^[a-f]{4}$').map((pattern) => `name.matches("${pattern}")`),
  fc.constantFrom('file', 'folder', 'none').map((mode) => `mode == "${mode}"`),
  fc.constantFrom('mode in ["file", "none"]', 'ok', 'note == null', 'note == "done"', 'size(tags) > 2', '"a" in tags'),
  fc.constantFrom('"owner" in labels', 'tags.exists(tag, tag == "beta")', 'rows.all(row, row.state == "up")'),
  fc.constantFrom('rows.exists(row, row.id > 7 && row.state == "down")', 'name == mode', 'size(name) <= 40'),
  fc.constantFrom('timestamp(day) > timestamp("2026-06-01T00:00:00Z")'),
)

const computed = fc.constantFrom('(count > 7 ? ok : mode == "none")', 'count + 1 > 5', 'count / 100 == 2')

/** Comparisons joined in every way. */
const treeOf = (leaf: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.letrec<{tree: string}>((tie) => ({
    tree: fc.oneof(
      {maxDepth: 4, depthSize: 'small'},
      leaf,
      fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(${a} && ${b})`),
      fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(${a} || ${b})`),
      tie('tree').map((a) => `!(${a})`),
    ),
  })).tree

const tree = treeOf(fc.oneof({arbitrary: atom, weight: 9}, {arbitrary: computed, weight: 1}))
/** A drill claims of no computation that it could not fail. */
const plain = treeOf(atom)

const observation: fc.Arbitrary<Json> = fc.record({
  count: fc.oneof(fc.nat(400), fc.constantFrom(0, 1, 299, 300)),
  share: fc.constantFrom(0, 0.25, 0.4, 0.5, 0.9, 1),
  name: fc.oneof(words, fc.string(), fc.constantFrom('abcd', 'panic', 'file', 'x'.repeat(60))),
  mode: fc.constantFrom('file', 'folder', 'none'),
  ok: fc.boolean(),
  note: fc.constantFrom(null, '', 'done', 'x'),
  day: fc.constantFrom('2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z'),
  json: fc.constant(null),
  tags: fc.array(fc.constantFrom('a', 'beta', 'c')),
  labels: fc.dictionary(fc.constantFrom('owner', 'team'), words),
  rows: fc.array(fc.record({id: fc.nat(9), state: fc.constantFrom('up', 'down')})),
})

const patient = {timeout: 60_000}

test('an expectation that some observation fails is found to go red', patient, () => {
  fc.assert(
    fc.property(tree, observation, (text, seen) => {
      expect(checkExpectation(written(text), all.observation)).toBeNull()
      const {outcome} = judgeExpectation(written(text), seen, all.observation)
      fc.pre(outcome === 'fail')
      const {red, vacuous, doubt, first} = drilledOver(text)
      expect({vacuous, isRed: red > 0, isTold: first !== null}).toEqual({
        ...{vacuous: false, isRed: doubt === null, isTold: doubt === null},
      })
      // Only a computation may leave doubt.
      expect(doubt === null || / computes, /.test(doubt)).toBe(true)
    }),
    {numRuns: 100, seed: 7},
  )
})

const always = fc.oneof(
  plain.map((a) => `(${a} || !(${a}))`),
  fc.tuple(plain, plain).map(([a, b]) => `!(${a} && (${b}) && !(${a}))`),
  fc.tuple(plain, plain).map(([a, b]) => `(!(${a} && ${b}) || ${a})`),
  fc.constantFrom(
    'count >= 0',
    'share <= 1.0',
    'size(tags) >= 0',
    'mode in ["file", "folder", "none"]',
    'mode != "link"',
    'true',
  ),
)

test('an expectation that holds whatever is seen is vacuous', patient, () => {
  fc.assert(
    fc.property(always, fc.option(plain, {nil: null}), (certain, more) => {
      const text = more === null ? certain : `${more} || ${certain}`
      expect(drilledOver(text)).toMatchObject({vacuous: true, red: 0, errors: 0, doubt: null, first: null})
    }),
    {numRuns: 25, seed: 7},
  )
})
