/** The lines of a text, each with what ends it: LF, CRLF or CR, as Markdown reads them. */
export const linesOf = (text: string): string[] => text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? []

/** Unchanged lines that are shown around a changed one. */
const around = 1

/** A unified diff of two texts with the same number of lines, as `git apply` reads it; empty where nothing differs. */
export function unifiedDiff(file: string, before: string, after: string): string {
  const [old, now] = [linesOf(before), linesOf(after)]
  const hunks = hunksOf(old.flatMap((line, index) => (line === now[index] ? [] : [index])))
  if (hunks.length === 0) return ''
  const blocks = hunks.map((changed) => hunk(file, old, now, changed))
  return [`--- a/${file}\n`, `+++ b/${file}\n`, ...blocks].join('')
}

/** Changed lines that stand so near that their surroundings meet share a hunk. */
function hunksOf(changed: readonly number[]): number[][] {
  const hunks: number[][] = []
  for (const index of changed) {
    const last = hunks.at(-1)
    if (last !== undefined && index - (last.at(-1) ?? 0) <= 2 * around + 1) last.push(index)
    else hunks.push([index])
  }
  return hunks
}

function hunk(file: string, old: readonly string[], now: readonly string[], changed: readonly number[]): string {
  const [first = 0, last = 0] = [changed[0], changed.at(-1)]
  const from = Math.max(0, first - around)
  const to = Math.min(old.length, last + around + 1)
  const range = `${from + 1},${to - from}`
  const lines = [`@@ -${range} +${range} @@ ${file}:${first + 1}\n`]
  // Lines that change one after another are told as one: first as they were, then as they are.
  const became: string[] = []
  for (let index = from; index < to; index += 1) {
    const [was = '', is = ''] = [old[index], now[index]]
    if (was === is) lines.push(...became.splice(0), marked(' ', was))
    else {
      lines.push(marked('-', was))
      became.push(marked('+', is))
    }
  }
  return [...lines, ...became].join('')
}

function marked(sign: string, line: string): string {
  if (line.endsWith('\n')) return sign + line
  return line.endsWith('\r') ? `${sign}${line}\n` : `${sign}${line}\n\\ No newline at end of file\n`
}
