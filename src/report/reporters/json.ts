import {json as written} from '../json.ts'
import {defineReporter} from './define.ts'

export const json = defineReporter({
  name: 'json',
  summary: 'Everything, for programs; `proofmark schema` prints what its fields mean.',
  extension: 'json',
  report: ({document}) => written(document),
})
