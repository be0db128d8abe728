import {readdir} from 'node:fs/promises'
import {fileURLToPath} from 'node:url'
import {expect, it} from 'vitest'
import {checkNamed, checks} from '../../src/checks/index.ts'
import {checkExpectation} from '../../src/expr/index.ts'

const folder = fileURLToPath(new URL('../../src/checks', import.meta.url))
const common = ['expect', 'when', 'from', 'needs', 'timeout', 'retry', 'why', 'any']

it('lists every check of the folder, in the order of their names', async () => {
  const files = await readdir(folder, {withFileTypes: true})
  const units = files.flatMap((file) => (file.isFile() ? [file.name.replace('.ts', '')] : []))
  const named = units.filter((name) => name !== 'define' && name !== 'index')
  expect(named.length).toBeGreaterThan(3)
  expect(checks.map(({name}) => name)).toEqual(named.sort())
})

it('finds each by its name, and no other', () => {
  for (const check of checks) expect(checkNamed(check.name)).toBe(check)
  expect(checkNamed('htpp')).toBeUndefined()
})

it('names no check like a common key or like a parameter of any check', () => {
  const parameters = checks.flatMap(({params}) => Object.keys(params.shape))
  expect(parameters).toContain('url')
  for (const {name} of checks) expect([...common, ...parameters]).not.toContain(name)
  for (const parameter of parameters) expect(common).not.toContain(parameter)
})

it.each(checks.map((check) => [check.name, check] as const))('%s says what it does, field by field', (_, check) => {
  expect(check.summary).toMatch(/^[A-Z].*\.$/)
  for (const schema of [check.params, check.observation])
    for (const [field, {description}] of Object.entries(schema.shape)) expect(description, field).toBeTruthy()
  expect(new Set(check.examples.map(({outcome}) => outcome)).size).toBeGreaterThan(1)
})

// CEL takes these words for its own types before it looks for a field.
const types = [
  'bool',
  'bytes',
  'double',
  'dyn',
  'int',
  'list',
  'map',
  'null_type',
  'string',
  'timestamp',
  'type',
  'uint',
]

it.each(checks.map((check) => [check.name, check] as const))(
  'an expectation can name every field of %s',
  (_, check) => {
    for (const field of Object.keys(check.observation.shape)) {
      expect(types).not.toContain(field)
      const at = {file: 'x', line: 1, column: 1}
      expect(checkExpectation({form: 'cel', text: `${field} == ${field}`, at}, check.observation), field).toBeNull()
    }
  },
)
