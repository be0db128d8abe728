import {expect, test} from 'vitest'
import {breakGroups} from '../recsys-service/breaks.ts'
import {holdBreaks} from './holds.ts'
import {answers} from './table/answers.ts'

holdBreaks(breakGroups.answers, answers)

test('the table knows every break of an answer, and no other', () => {
  expect(Object.keys(answers).sort()).toEqual(breakGroups.answers.map(({name}) => name).sort())
})
