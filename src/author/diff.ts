/** The lines of a text, each with what ends it: LF, CRLF or CR, as Markdown reads them. */
export const linesOf = (text: string): string[] => text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? []

/** Unchanged lines that are shown around a changed one. */
const around = 1

/**
 * A unified diff of two texts, as `git apply` reads it; empty where nothing differs. Where lines were added or taken out,
 * all from the first difference to the last is one hunk.
 */
export function unifiedDiff(file: string, before: string, after: string): string {
  const [old, now] = [linesOf(before), linesOf(after)]
  const header = [`--- a/${file}\n`, `+++ b/${file}\n`]
  if (old.length !== now.length) return [...header, wholeHunk(file, old, now)].join('')
  const hunks = hunksOf(old.flatMap((line, index) => (line === now[index] ? [] : [index])))
  if (hunks.length === 0) return ''
  const blocks = hunks.map((changed) => hunk(file, old, now, changed))
  return [...header, ...blocks].join('')
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

/** What differs between the lines that both texts begin with and those that both end with. */
function wholeHunk(file: string, old: readonly string[], now: readonly string[]): string {
  const shorter = Math.min(old.length, now.length)
  let same = 0
  while (same < shorter && old[same] === now[same]) same += 1
  let tail = 0
  while (tail < shorter - same && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1
  const from = Math.max(0, same - around)
  const after = Math.min(tail, around)
  const range = (lines: readonly string[]): string => {
    const count = lines.length - tail + after - from
    // Of no lines a diff names the one above.
    return `${count === 0 ? from : from + 1},${count}`
  }
  return [
    `@@ -${range(old)} +${range(now)} @@ ${file}:${same + 1}\n`,
    ...old.slice(from, same).map((line) => marked(' ', line)),
    ...old.slice(same, old.length - tail).map((line) => marked('-', line)),
    ...now.slice(same, now.length - tail).map((line) => marked('+', line)),
    ...old.slice(old.length - tail, old.length - tail + after).map((line) => marked(' ', line)),
  ].join('')
}
