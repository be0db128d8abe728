import * as z from 'zod'
import {Position} from './position.ts'

/** One field of a check's parameters, or of what it sees. */
export const ShownField = z.object({
  name: z.string(),
  takes: z.string().describe('The kinds of value that it holds, in words'),
  usual: z.string().nullable().describe('What holds unless said, as JSON; null where nothing does'),
  required: z.boolean(),
  what: z.string(),
})
export type ShownField = z.infer<typeof ShownField>

/** A check that the project can use, as it describes itself. */
export const ShownCheck = z.object({
  name: z.string(),
  summary: z.string(),
  at: Position.nullable().describe("File of one of the project's own; null for one that ships with Proofmark"),
  expects: z.string().nullable().describe('The expectation of a call that names none, where it is the same for all'),
  params: z.array(ShownField),
  observation: z.array(ShownField),
})
export type ShownCheck = z.infer<typeof ShownCheck>
