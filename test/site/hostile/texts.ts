const marks = Array.from({length: 60}, (_, index) => String.fromCodePoint(0x300 + index)).join('')

/** Text that is no markup at all, and yet would break a line, a page or a reader. */
export const texts: readonly string[] = [
  'admin \u202egnp.exe\u202c is a picture',
  '\u2066\u2067left open isolates \u202a\u202b\u202d\u202e and embeddings',
  'a \u05d0\u05d1\u05d2 b \u0639\u0637\u0651\u0644 c \u200f mixed',
  'zero\u200bwidth\u200cjoiners\u200d\u2060in\ufeffhere',
  '\u200b\u200b\u200b\u200b',
  `zalgo: ${[...'readiness'].map((sign) => sign + marks).join('')}`,
  'W'.repeat(1_000),
  `${'unbroken'.repeat(40)}_${'path'.repeat(40)}`,
  `https://canary.example/${'very-long-address/'.repeat(60)}`,
  `\`${'code'.repeat(300)}\``,
  'words and more words '.repeat(500),
  '漢'.repeat(500),
  '👩‍👩‍👧‍👦'.repeat(60),
  '\ud83d lone half \udc4d',
  'tabs\t\t\tand\u00a0\u00a0\u00a0blanks\u3000\u2003',
  'line\u2028separator\u2029paragraph\u0085next\u000bvertical\u000cform',
  'bell\u0007escape\u001b[31mred\u001b[0m backspace\u0008 null\u0000',
  '\ufffe\uffff\ufdd0 noncharacters',
  '_'.repeat(90),
  '*'.repeat(30),
  `![${'a'.repeat(800)}](missing.png "${'b'.repeat(800)}")`,
  'constructor __proto__ toString hasOwnProperty valueOf',
  'null undefined NaN true false 0 -1 1e999',
  '../../../../etc/passwd C:\\windows\\system32 \\\\server\\share',
  '$(pwn) `pwn()` | pwn() ; pwn() & pwn() && pwn()',
  "' OR 1=1; DROP TABLE items; --",
]

const nested = (line: (depth: number) => string, depth = 90): string =>
  Array.from({length: depth}, (_, index) => line(index)).join('\n')

/** Blocks that nest as deep as a page may. */
export const deep: readonly string[] = [
  `${'*a '.repeat(90)}`,
  `${'['.repeat(90)}x${']'.repeat(90)}`,
  `${'<b>'.repeat(50)}deep${'</b>'.repeat(50)}`,
  `${'<sup>'.repeat(50)}high${'</sup>'.repeat(50)}`,
  nested((depth) => `${'  '.repeat(depth)}- level ${depth}`, 45),
  `${'> '.repeat(95)}quoted`,
  `${'<div>'.repeat(50)}deep${'</div>'.repeat(50)}`,
  nested((depth) => `${'    '.repeat(depth)}!!! note "Level ${depth}"`, 30),
  nested((depth) => `${'    '.repeat(depth)}=== "Level ${depth}"`, 30),
  `${'<table><tr><td>'.repeat(15)}deep${'</td></tr></table>'.repeat(15)}`,
  `${'<details><summary>'.repeat(20)}deep`,
  `| ${'column | '.repeat(120)}\n| ${'--- | '.repeat(120)}\n| ${'cell | '.repeat(120)}`,
]
