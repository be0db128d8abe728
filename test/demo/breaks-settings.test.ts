import {expect, test} from 'vitest'
import {breakGroups} from '../recsys-service/breaks.ts'
import {expectTurns, holdBreaks} from './holds.ts'
import {settings} from './table/settings.ts'

const {demo, turns} = holdBreaks(breakGroups.settings, settings)

test('the table knows every break of a setting, and no other', () => {
  expect(Object.keys(settings).sort()).toEqual([...breakGroups.settings.map(({name}) => name), 'stop'].sort())
})

test('a stopped production turns exactly the items of its row, by one cause', {timeout: 30_000}, async () => {
  await demo().stop('production')
  expectTurns(await turns(), settings.stop)
  const [gate] = (await demo().judged('production')).results.gates
  expect(gate).toMatchObject({verdict: 'unjudged', why: 'unreachable'})
})
