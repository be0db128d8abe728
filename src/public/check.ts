/** What the file of a check is written with, and tested. */
import * as z from 'zod'
import {defineCheck as define} from '../checks/define.ts'
import {wrongInWritten} from '../checks/own/shape.ts'
import {complaintsOf} from '../line/examples.ts'
import type {AnyCheck, Check} from '../model/check.ts'
import {processWorld} from './index.ts'

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

/**
 * Defines a check: takes it with exact types, and gives what `checks` of `proofmark.yaml` wants a file to export. Parameters from a
 * bindings file and what was seen are parsed by its own schemas.
 *
 * @example
 * export const check = defineCheck({
 *   name: 'queue-depth',
 *   summary: 'Reads how many messages wait in a queue.',
 *   params: z.strictObject({of: z.string().describe('Name of the queue')}),
 *   observation: z.object({waiting: z.int().describe('Messages that wait')}),
 *   shorthand: (text) => ({params: {of: text}}),
 *   expect: 'waiting <= 100',
 *   async observe({of}, {files}) {
 *     const {text} = await files.see(`queues/${of}.txt`)
 *     return {waiting: z.coerce.number().parse(text)}
 *   },
 *   tell: ({waiting}, {of}) => ({saw: `${waiting} messages wait in ${of}`}),
 *   examples: [],
 * })
 */
export function defineCheck<Params extends z.ZodObject, Observation extends z.ZodObject>(
  check: Check<Params, Observation>,
): AnyCheck {
  // Files of checks may be JavaScript, and no compiler has read them.
  const wrong = wrongInWritten(check)
  if (wrong !== null) throw new TypeError(`Unexpected check, ${wrong}`)
  return define(check)
}

/**
 * Runs the examples of a check as a run would: each in a folder and against a service on loopback that hold what its world says.
 * Throws an error that names every example that did not end as it says; a check without examples is one too.
 *
 * @example
 * import {test} from 'node:test'
 * import {testCheck} from 'proofmark/check'
 * import {check} from './queue-depth.ts'
 *
 * test('queue-depth', () => testCheck(check))
 */
export async function testCheck(check: AnyCheck): Promise<void> {
  const complaints = await complaintsOf(check, processWorld().clock)
  if (complaints.length > 0) throw new Error(complaints.join('\n'))
}
