import {expect, test} from 'vitest'
import * as program from '../../src/index.ts'
import * as line from '../../src/line/index.ts'

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
    'view',
    'publish',
  ])
  expect(Object.keys(program).toSorted()).toMatchInlineSnapshot(`
    [
      "Authored",
      "CannotJudge",
      "Format",
      "Names",
      "ProblemSlug",
      "authored",
      "begins",
      "dateInWords",
      "ends",
      "fileWords",
      "formats",
      "itemAddress",
      "jsonSchema",
      "keyOf",
      "meant",
      "nearest",
      "oneOf",
      "place",
      "problem",
      "problemLine",
      "spanOf",
      "stages",
      "stopping",
    ]
  `)
  expect(Object.keys(line).toSorted()).toMatchInlineSnapshot(`
    [
      "askedOf",
      "besideOthers",
      "checksFor",
      "effectOfWord",
      "environmentsNamed",
      "judgeEnvironment",
      "judgeRuns",
      "layersFor",
      "mustGoOn",
      "overviewOf",
      "packageRoot",
      "pageClashes",
      "planFor",
      "prepare",
      "readProject",
      "runEnvironment",
      "schemaOf",
      "snapshotOf",
      "vacuousIn",
      "version",
    ]
  `)
})

test.each(Object.entries(program.stages))('the stage %s loads its room', async (_, load) => {
  expect(Object.keys(await load()).length).toBeGreaterThan(0)
})
