import {DoorClosed, type Position} from '../model/index.ts'
import type {Entry} from './entry.ts'

const assignment = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*/
const escapes: Readonly<Record<string, string>> = {n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$'}

const closed = (at: Position, found: string, wanted: string): DoorClosed =>
  new DoorClosed('error', at.file, `${at.file}:${at.line}:${at.column} Unexpected ${found}, expected ${wanted}`)

/** The value that starts at `from`, and where the rest of its line begins. */
function readValue(text: string, from: number, at: Position): {value: string; end: number} {
  const quote = text[from]
  if (quote !== '"' && quote !== "'") {
    const line = /[^\n]*/y
    line.lastIndex = from
    const written = line.exec(text)?.[0] ?? ''
    // `A= # note` is empty: the blanks before the # are already behind us.
    const value = /[ \t]$/.test(text.slice(0, from)) && written.startsWith('#') ? '' : written.replace(/[ \t]+#.*$/, '')
    return {value: value.trim(), end: from + written.length}
  }
  const quoted = quote === '"' ? /"((?:[^"\\]|\\.)*)"/sy : /'([^']*)'/y
  quoted.lastIndex = from
  const found = quoted.exec(text)
  if (found === null) throw closed(at, `\`${quote}\` that is never closed`, `a second \`${quote}\``)
  const inner = found[1] ?? ''
  const value = quote === '"' ? inner.replace(/\\(.)/g, (whole, sign: string) => escapes[sign] ?? whole) : inner
  return {value, end: quoted.lastIndex}
}

/**
 * Reads a file of `NAME=value` lines. The rules, which differ between readers of such files elsewhere:
 * - a `#` starts a comment at the start of a line or after a blank, and nowhere else: `A=#x` is `#x`, `D=a#b` is `a#b`, `C= # note` is empty;
 * - blanks around `=` and around a bare value do not count; `export` before the name does not count;
 * - inside "…" the escapes \n \r \t \" \\ \$ are read and others stay; inside '…' nothing is; both may span lines;
 * - `NAME=` is set and empty; the same name again overrides; `$OTHER` is not expanded;
 * - a byte order mark and carriage returns at line ends are dropped; any other line is an error that names its place.
 */
export function readDotenv(file: string, source: string): Entry[] {
  const text = source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  const entries: Entry[] = []
  let line = 1
  for (let start = 0; start < text.length; ) {
    const stop = text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start)
    const written = text.slice(start, stop)
    let next = stop + 1
    if (!/^[ \t]*(#|$)/.test(written)) {
      const found = assignment.exec(written)
      const column = written.search(/\S/) + 1
      if (found === null) throw closed({file, line, column}, 'line that sets nothing', '`NAME=value`')
      const name = found[1] ?? ''
      const at = {file, line, column: found[0].indexOf(name) + 1}
      const {value, end} = readValue(text, start + found[0].length, at)
      const lineEnd = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end)
      if (!/^[ \t]*(#.*)?$/.test(text.slice(end, lineEnd)))
        throw closed(at, 'text after the closing quote', 'a comment or nothing')
      entries.push({name, value, kind: 'dotenv', at})
      next = lineEnd + 1
    }
    line += text.slice(start, next).split('\n').length - 1
    start = next
  }
  return entries
}
