import {expect, test} from 'vitest'
import {breakGroups} from '../recsys-service/breaks.ts'
import {holdBreaks} from './holds.ts'
import {files} from './table/files.ts'

const {deployment, documents, records} = breakGroups
const breaks = [...deployment, ...documents, ...records]

holdBreaks(breaks, files)

test('the table knows every break of a file, and no other', () => {
  expect(Object.keys(files).sort()).toEqual(breaks.map(({name}) => name).sort())
})
