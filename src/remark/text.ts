import path from 'node:path'
import * as z from 'zod'

/** What is read of a vfile; whoever runs a plugin may give less. */
const File = z.object({
  value: z.union([z.string(), z.instanceof(Uint8Array)]),
  path: z.string().nullish(),
  cwd: z.string().nullish(),
})

/** A document as its tree was parsed from. */
export interface Text {
  value: string
  /** Its path as the host gives it, with `/` between names. */
  path: string
  cwd: string
}

/** The text of a vfile; null where there is none. */
export function textOf(file: unknown): Text | null {
  const read = File.safeParse(file)
  if (!read.success) return null
  const {value, path: given, cwd} = read.data
  const text = typeof value === 'string' ? value : new TextDecoder('utf-8', {ignoreBOM: true}).decode(value)
  return {value: text, path: (given || 'document.md').split(path.sep).join('/'), cwd: cwd || '.'}
}

interface Talker {
  message(reason: string, options: object): unknown
}

const isTalker = (file: unknown): file is Talker =>
  typeof file === 'object' && file !== null && 'message' in file && typeof file.message === 'function'

/** Warns in the way of the host. */
export function say(file: unknown, reason: string): void {
  if (isTalker(file)) file.message(reason, {source: 'proofmark', ruleId: 'status'})
}
