import * as z from 'zod'

/** A place in a file that an author wrote; lines and columns count from 1, columns in UTF-16 code units. */
export const Position = z.object({
  file: z.string().describe('Path from the project root, with forward slashes'),
  line: z.int().positive().describe('Line, counted from 1'),
  column: z.int().positive().describe('Column, counted from 1'),
})
export type Position = z.infer<typeof Position>

/** `file:line:column`, as every message prints a place. */
export const place = (at: Position): string => `${at.file}:${at.line}:${at.column}`
