const itemsIn = (lines: string[]): number => new Set(lines.map((line) => line.replace(/,[^,]*$/, ''))).size

/** One sentence for who does not see the page change, from lines such as `Turn it off, production: pass.`; nothing when no line changed. */
export function whatChanged(before: string[], now: string[], at: string): string {
  const known = new Set(before)
  const changed = now.filter((line) => !known.has(line))
  const count = itemsIn(changed)
  const failing = itemsIn(changed.filter((line) => /: fail\.$/.test(line)))
  const rest = changed.length < 4 ? `. ${changed.join(' ')}` : failing ? `, ${failing} now fail.` : '.'
  return count ? `New results, ${at}: ${count} item${count > 1 ? 's' : ''} changed${rest}` : ''
}
