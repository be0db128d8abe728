import path from 'node:path'
import {fileURLToPath} from 'node:url'
import * as z from 'zod'
import {capText, type Position} from '../../model/index.ts'
import {dotted, expected} from '../../model/yaml-read.ts'

const longest = 300

/** What was thrown, in one line of plain characters. */
export function faultWords(thrown: unknown): string {
  if (thrown instanceof z.core.$ZodError) return issueWords(thrown.issues)
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  const [line = ''] = text.trim().split(/[\r\n]/, 1)
  return capText(line.replaceAll(/\p{Cc}/gu, ' ').trim() || 'nothing was said', longest)
}

/** The first thing that a schema found wrong: what it wanted, and where. */
export function issueWords([issue]: readonly z.core.$ZodIssue[]): string {
  if (issue === undefined) return 'nothing was said'
  const where = issue.path.length === 0 ? '' : ` at \`${dotted(issue.path)}\``
  // A schema of ours may say by itself what it wants, of a union too.
  return `${/^expected /.test(issue.message) ? issue.message : `expected ${expected(issue)}`}${where}`
}

/** `file:///project/checks/a.ts?code=…:3:9`, and `/project/checks/a.ts:3`. */
const frames = /((?:file:\/\/\/|\/|(?=[A-Za-z]:\\))(?:[A-Za-z]:)?[^\s():?]+)(?:\?[^\s:()]*)?:(\d+)(?::(\d+))?/g

/** The nearest place in a file of the project where something was thrown, if Node says one. */
export function faultPlace(thrown: unknown, root: string): Position | null {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : ''
  for (const [, where = '', line, column = 1] of stack.matchAll(frames)) {
    const file = path.relative(root, where.startsWith('file:') ? pathOf(where) : where)
    const inside =
      file !== '' && !file.startsWith('..') && !path.isAbsolute(file) && !/(^|[/\\])node_modules[/\\]/.test(file)
    if (inside) return {file: file.split(path.sep).join('/'), line: Number(line), column: Number(column)}
  }
  return null
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url)
  } catch {
    return ''
  }
}
