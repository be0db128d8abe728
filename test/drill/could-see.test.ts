import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {checkNamed} from '../../src/checks/index.ts'
import {type AnyCheck, Json, readSetting, Setting} from '../../src/model/index.ts'

const named = (name: string): AnyCheck => {
  const check = checkNamed(name)
  if (check === undefined) throw new Error(`Unexpected absence of ${name}`)
  return check
}
const text = fc.oneof(fc.string(), fc.constantFrom('', 'true', '{"a": 1}', '[]', '30', '5m', 'a,b'))
const anything = fc.oneof(fc.constant(null), text, fc.integer(), fc.boolean(), fc.dictionary(fc.string(), fc.integer()))
const fields = (check: AnyCheck) => fc.constantFrom(...Object.keys(check.observation.shape))

function couldSee(
  name: string,
  given: object,
  changed: string[],
  params: Record<string, Json>,
  settings: Record<string, Setting> = {},
) {
  const check = named(name)
  const draft = Json.parse(given)
  const seen = check.couldSee(draft, changed, params, settings)
  expect(check.observation.safeParse(seen).success).toBe(true)
  expect(seen).toEqual(check.couldSee(seen, [], params, settings))
  return Object(seen)
}

describe('a falsified observation is one that the check could really see', () => {
  test('http: JSON is the text, the location is a header, headers are in lower case', () => {
    const draft = fc.record({
      status: fc.integer({min: 200, max: 999}),
      headers: fc.dictionary(fc.constantFrom('X-Id', 'location', 'etag'), text),
      json: anything,
      text,
      url: text,
      redirects: fc.nat(3),
      location: fc.option(text),
    })
    fc.assert(
      fc.property(draft, fc.constantFrom('json', 'text', 'location', 'headers'), (seen, field) => {
        const start = {...seen, json: null, text: ''}
        const could = couldSee('http', {...start, [field]: seen[field]}, [field], {
          url: '/',
          method: 'GET',
          follow: false,
        })
        expect(Object.keys(could.headers)).toEqual(Object.keys(could.headers).map((name) => name.toLowerCase()))
        expect([could.location, could.redirects]).toEqual([could.headers.location ?? null, 0])
        const read = () => JSON.parse(could.text)
        if (could.json === null) expect(() => expect(read()).not.toBeNull()).toThrow()
        else expect(could.json).toEqual(read())
      }),
    )
  })

  test('http: a status below 200 or above 999 is none', () => {
    const draft = {headers: {}, json: null, text: '', url: '/', redirects: 0, location: null}
    for (const status of [199, 1000, -1, 200.5])
      expect(named('http').couldSee({...draft, status}, ['status'], {url: '/'}, {})).toBeNull()
  })

  const setting = fc.record({
    as: fc.constantFrom('text', 'bool', 'int', 'number', 'duration', 'list'),
    default: fc.constantFrom(undefined, 'false', '5', '5m'),
    junk: fc.constantFrom('default', 'refuse'),
    secret: fc.boolean(),
  })
  const reading = fc.record({
    name: text,
    set: fc.boolean(),
    value: text,
    effective: fc.oneof(text, fc.boolean(), fc.integer(), fc.constant(null)),
    junk: fc.boolean(),
    secret: fc.boolean(),
    source: fc.constant(null),
    kind: fc.constantFrom('dotenv', 'secret', 'values', 'default', 'none'),
    overridden: fc.constant([]),
  })

  test('env: what is not set has the default, what is set reads as the service reads it, a secret is hidden', () => {
    fc.assert(
      fc.property(reading, fields(named('env')), setting, (draft, field, {default: fallback, ...rest}) => {
        const declared = Setting.parse({...rest, ...(fallback === undefined ? {} : {default: fallback})})
        const seen = couldSee('env', draft, [field], {name: 'A'}, {A: declared})
        expect(seen.name).toBe('A')
        const {effective, junk} = readSetting('A', seen.set ? seen.value : null, declared)
        if (!seen.set) expect([seen.value, seen.effective, seen.junk]).toEqual(['', effective, false])
        else if (seen.secret && seen.value !== '') expect(seen.value).toBe('[secret]')
        else expect([seen.effective, seen.junk]).toEqual([effective, junk])
        if (declared.secret || seen.kind === 'secret') expect(seen.secret).toBe(true)
        expect(seen.set).toBe(seen.kind !== 'default' && seen.kind !== 'none')
      }),
    )
  })

  test('env: of several, each label has its reading, and no other is there', () => {
    const params = {names: {reader: 'A', writer: 'B'}}
    fc.assert(
      fc.property(reading, (draft) => {
        const seen = couldSee('env', {all: {reader: draft, stranger: draft}}, ['all', 'reader', 'value'], params)
        expect(Object.keys(seen)).toEqual(['all'])
        expect(Object.keys(seen.all)).toEqual(['reader', 'writer'])
        expect([seen.all.reader.name, seen.all.writer.name, seen.all.writer.set]).toEqual(['A', 'B', false])
      }),
    )
  })

  test('file: what is not there has nothing; what is there has the size, hash and JSON of its text', () => {
    const draft = fc.record({
      path: text,
      exists: fc.boolean(),
      size: fc.nat(90_000),
      text: fc.option(text),
      json: anything,
      sha256: fc.option(text),
      modified: fc.option(text),
    })
    fc.assert(
      fc.property(draft, fields(named('file')), (seen, field) => {
        const could = couldSee('file', seen, [field], {path: 'a.json'})
        expect(could.path).toBe('a.json')
        if (!could.exists) expect(could).toMatchObject({size: 0, text: null, json: null, sha256: null, modified: null})
        else if (could.text === null) expect([could.json, could.sha256]).toEqual([null, null])
        else expect([could.size, could.sha256?.length]).toEqual([Buffer.byteLength(could.text), 64])
      }),
    )
  })

  test('link: each target is there or not, and those that are not are counted', () => {
    const targets = [
      {path: 'a.md', anchor: null},
      {path: 'b.md', anchor: 'top'},
    ]
    const one = fc.record({
      path: text,
      anchor: fc.option(text),
      exists: fc.boolean(),
      anchorExists: fc.option(fc.boolean()),
      title: fc.option(text),
    })
    fc.assert(
      fc.property(
        fc.array(one, {maxLength: 4}),
        fc.nat(4),
        fc.constantFrom('targets', 'missing'),
        (seen, missing, field) => {
          const could = couldSee('link', {targets: seen, missing}, [field], {to: 'item', targets})
          expect(could.targets).toMatchObject(targets)
          const dead = could.targets.filter(
            ({exists, anchorExists}: {exists: boolean; anchorExists: boolean | null}) =>
              !exists || anchorExists === false,
          )
          expect(could.missing).toBe(dead.length)
          if (field === 'missing') expect(could.missing).toBe(Math.min(missing, 2))
        },
      ),
    )
  })
})
