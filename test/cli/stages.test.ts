import {expect, test} from 'vitest'
import * as program from '../../src/index.ts'

test('the list of stages, and the names that commands are built on', () => {
  expect(Object.keys(program.stages)).toEqual([
    'config',
    'markdown',
    'checks',
    'bindings',
    'run',
    'store',
    'results',
    'drill',
    'author',
    'report',
    'publish',
  ])
  expect(Object.keys(program).toSorted()).toMatchInlineSnapshot(`
    [
      "CannotJudge",
      "Format",
      "Names",
      "begins",
      "dateInWords",
      "ends",
      "environmentsNamed",
      "formats",
      "jsonSchema",
      "judgeEnvironment",
      "keyOf",
      "meant",
      "mustGoOn",
      "nearest",
      "oneOf",
      "packageRoot",
      "planFor",
      "prepare",
      "problem",
      "problemLine",
      "readProject",
      "runEnvironment",
      "snapshotOf",
      "spanOf",
      "stages",
      "stopping",
      "version",
    ]
  `)
})

test.each(Object.entries(program.stages))('the stage %s loads its room', async (_, load) => {
  expect(Object.keys(await load()).length).toBeGreaterThan(0)
})
