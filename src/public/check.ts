/** What the file of a check is written with. */
import * as z from 'zod'

export {defineCheck} from '../checks/define.ts'
export type {Json} from '../model/binding.ts'
export type {AnyCheck, CallPlace, Check, Example, ExampleWorld, Expanded, Told} from '../model/check.ts'
export {
  type DocumentSeen,
  DoorClosed,
  type Doors,
  type FileSeen,
  type HttpAnswer,
  type HttpRequest,
} from '../model/doors.ts'
export type {Position} from '../model/position.ts'
export type {Setting, SettingReading} from '../model/setting.ts'

/** The zod that Proofmark itself reads schemas with: taken from here, there is never a second version of it. */
export {z}
