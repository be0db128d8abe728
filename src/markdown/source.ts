import {createHash} from 'node:crypto'
import type {Position} from '../model/index.ts'

/** A file as read, and where each offset of it stands for a person. */
export interface Source {
  readonly file: string
  readonly text: string
  /** Offset of the first character that is not a byte order mark. */
  readonly start: number
  readonly at: (offset: number) => Position
}

/** Wraps text; columns leave a byte order mark out, offsets count it. */
export function sourceOf(file: string, text: string): Source {
  const start = text.startsWith('\uFEFF') ? 1 : 0
  const lines = lineStarts(text, start)
  const at = (offset: number): Position => {
    const line = lineAt(lines, offset)
    return {file, line: line + 1, column: Math.max(0, offset - (lines[line] ?? 0)) + 1}
  }
  return {file, text, start, at}
}

/** sha256 of text, in hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function lineStarts(text: string, start: number): number[] {
  const starts = [start]
  for (const {index, 0: end} of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length)
  return starts
}

/** The last of some sorted starts that is not behind an offset. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
