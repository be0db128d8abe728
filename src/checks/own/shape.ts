import * as z from 'zod'
import type {AnyCheck} from '../../model/index.ts'
import {issueWords} from './fault.ts'

/** Names of checks, as bindings write them; the file of one is called so too. */
const Name = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {error: 'expected lower-case words joined by `-`'})
  .max(40)

const action = z.custom<() => unknown>((value) => typeof value === 'function', {error: 'expected a function'})
const fields = z.custom<z.ZodObject>((value) => value instanceof z.ZodObject, {
  error: 'expected what `z.object` or `z.strictObject` gives, with `z` of `proofmark/check`',
})
const text = z.string({error: 'expected text'})
const texts = z.record(z.string(), text)

const Example = z.object({
  title: text.min(1),
  call: text.min(1),
  world: z.object({
    files: texts.optional(),
    answers: z
      .record(z.string(), z.object({status: z.int(), headers: texts.optional(), body: text.optional()}))
      .optional(),
    settings: text.optional(),
    environment: text.optional(),
  }),
  outcome: z.enum(['pass', 'fail', 'error', 'not-run'], {error: 'expected `pass`, `fail`, `error` or `not-run`'}),
})

const common = {
  name: Name,
  summary: text.min(1, {error: 'expected one sentence'}),
  params: fields,
  observation: fields,
  shorthand: action.nullable(),
  observe: action,
  tell: action,
  examples: z.array(Example, {error: 'expected a list of examples'}),
}

/** What an author gives to `defineCheck`. */
const Written = z.object({
  ...common,
  expect: z.union([text.min(1), action], {error: 'expected CEL as text, or a function that gives it'}),
  resolve: action.optional(),
  nameOf: action.optional(),
  couldSee: action.optional(),
})

/** What `defineCheck` gives back. */
const Defined = z.object({
  ...common,
  usual: text.nullable(),
  read: action,
  expect: action,
  resolve: action,
  nameOf: action,
  couldSee: action,
})

const wrongIn = (schema: z.ZodType, value: unknown): string | null => {
  const read = schema.safeParse(value)
  return read.success ? null : issueWords(read.error.issues)
}

/** What is wrong in what an author gives to `defineCheck`, or null: not every file of a check is type-checked. */
export const wrongInWritten = (check: unknown): string | null => wrongIn(Written, check)

/** Whether it is what `defineCheck` gives. */
const isDefined = (value: unknown): value is AnyCheck => Defined.safeParse(value).success

/** The check of a file, out of what it exports; or what is wrong with it, as the end of a sentence. */
export function checkIn(exported: Readonly<Record<string, unknown>>): AnyCheck | string {
  const check = exported.default ?? exported.check
  const wanted = '`export const check = defineCheck({…})`, or a default export of that'
  if (check === undefined) {
    const [other] = Object.keys(exported)
    return `no check in it, expected ${wanted}${other === undefined ? '' : `; it exports \`${other}\``}`
  }
  if (isDefined(check)) return check
  if (wrongIn(z.object({read: action, couldSee: action}), check) !== null)
    return `an export that \`defineCheck\` did not make, expected ${wanted}`
  return `a wrong check, ${wrongIn(Defined, check)}`
}
