/** What the YAML reader complains of, by its words, and ours for it. None quotes what stands in the file: it may be a secret. */
const known: readonly (readonly [RegExp, string])[] = [
  [/^Tabs/, 'Unexpected tab at the start of a line, expected spaces'],
  [/closing "quote/, 'Unexpected end of a text in quotes, expected `"` behind it'],
  [/closing 'quote/, "Unexpected end of a text in quotes, expected `'` behind it"],
  [/^Flow map.* end with/, 'Unexpected end of a map in braces, expected `}` behind it'],
  [/^Flow sequence.* end with/, 'Unexpected end of a list in brackets, expected `]` behind it'],
  [/flow-map-end/, 'Unexpected `}`, expected a `{` before it'],
  [/flow-seq-end/, 'Unexpected `]`, expected a `[` before it'],
  [/^Nested mappings/, 'Unexpected second `: ` in a line, expected text that holds `: ` in quotes'],
  [/^Block collections/, 'Unexpected `: ` or `- ` inside of braces, expected text that holds it in quotes'],
  [/^Block scalar header/, 'Unexpected text behind `|` or `>`, expected it on the lines below'],
  [/^A block sequence may not/, 'Unexpected `- ` beside keys, expected a list on the lines below its key'],
  [/must start at the same column/, 'Unexpected indentation, expected that of the entries above'],
  [/cannot start with|reserved character/, 'Unexpected sign at the start of a text, expected such text in quotes'],
  [/^Implicit (map )?keys need/, 'Unexpected text without `: ` behind it, expected `key: value`'],
  [/must be at most 1024 chars/, 'Unexpected key of more than 1024 characters, expected a shorter one'],
  [/escape/, "Unexpected escape in a text in quotes, expected `\\\\` for a backslash, or the text in `'…'`"],
  [/^Map keys must be unique/, 'Unexpected second entry of one key, expected each key once'],
  [/at most one (anchor|tag)/, 'Unexpected second anchor or tag, expected one at most'],
  [/directive/, 'Unexpected line that starts with `%`, expected text that starts so in quotes'],
  [/at node end|in flow|token/i, 'Unexpected text behind a value, expected a new line, or all of it in quotes'],
]

/** A complaint of the YAML reader in our grammar. */
export const yamlWords = (message: string): string =>
  known.find(([says]) => says.test(message))?.[1] ??
  'Unexpected YAML, expected `key: value` on lines of one indentation, and text with signs of YAML in quotes'
