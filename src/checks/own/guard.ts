import * as z from 'zod'
import {type AnyCheck, CannotJudge, Position, problem} from '../../model/index.ts'
import {faultPlace, faultWords, issueWords} from './fault.ts'
import type {Own} from './names.ts'

const Plain: z.ZodType = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(Plain), Fields], {error: 'expected JSON'}),
)
const Fields = z.record(z.string(), Plain.optional(), {error: 'expected a map'})
const Expanded = z.union([z.object({params: Fields, expect: Plain.optional()}), z.object({problem: z.string()})], {
  error: 'expected `{params}`, perhaps with `expect`, or `{problem}`',
})
const Told = z.object({
  saw: z.string(),
  source: Position.nullish(),
  next: z.string().nullish(),
  until: z.iso.datetime().nullish(),
})

/** What a check gave, where it fits; else thrown in words. */
function fitting<T>(schema: z.ZodType, given: T, what: string): T {
  const read = schema.safeParse(given)
  if (read.success) return given
  throw new Error(`\`${what}\` gave what it should not, ${issueWords(read.error.issues)}`)
}

/** A check whose mistakes stop what asked it in a sentence: nothing that it throws or gives reaches further than its own words. */
export function guarded({check, from}: Own, root: string): AnyCheck {
  const {name} = check
  /** Where a plan is made, or drilled, nobody stands ready for what is thrown. */
  const safely = <T>(what: string, act: () => T): T => {
    try {
      return act()
    } catch (error) {
      if (error instanceof CannotJudge) throw error
      const said = `Unexpected error in \`${what}\` of the check \`${name}\`, expected it to give something for whatever it is given: ${faultWords(error)}`
      const place = faultPlace(error, root)
      throw new CannotJudge([problem('own-check', said, place ?? from.at, place === null ? [] : [from.at])])
    }
  }
  const {shorthand} = check
  return {
    ...check,
    shorthand:
      shorthand === null
        ? null
        : (text, place) => safely('shorthand', () => fitting(Expanded, shorthand(text, place), 'shorthand')),
    read: (params) => safely('params', () => check.read(params)),
    expect: (params) => safely('expect', () => fitting(z.string(), check.expect(params), 'expect')),
    resolve: (params, place) => safely('resolve', () => fitting(Fields, check.resolve(params, place), 'resolve')),
    nameOf: (field, params) => safely('nameOf', () => fitting(z.string(), check.nameOf(field, params), 'nameOf')),
    couldSee: (...asked) => safely('couldSee', () => fitting(Plain, check.couldSee(...asked), 'couldSee')),
    async observe(params, doors) {
      try {
        return fitting(Plain, await check.observe(params, doors), 'observe')
      } catch (error) {
        // The words of a schema are a page of JSON.
        throw error instanceof z.core.$ZodError
          ? new Error(`what it saw does not fit its observation, ${faultWords(error)}`)
          : error
      }
    },
    tell: (observation, params) => fitting(Told, check.tell(observation, params), 'tell'),
  }
}
