import {createHash} from 'node:crypto'

// A comment, a script with its text, or any other tag with its quoted attributes, in which a `<script>` would be no script.
const piece =
  /<!--[\s\S]*?-->|<script\b((?:"[^"]*"|'[^']*'|[^"'>])*)>([\s\S]*?)<\/script\s*>|<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi

const hash = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`

/** Hashes of the scripts that stand in a page itself. */
export function scriptHashes(html: string): Set<string> {
  const hashes = new Set<string>()
  // One by one: a page of thousands of items has half a million tags.
  for (const [, attributes, script] of html.matchAll(piece))
    if (script !== undefined && !/\ssrc=/i.test(attributes ?? '')) hashes.add(hash(script))
  return hashes
}

/** The policy of every page: nothing from elsewhere, and no script but the shell's own. */
export const policy = (scripts: Iterable<string>): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${[...scripts].toSorted().join(' ')}`.trim(),
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

const meta = (scripts: Iterable<string>): string =>
  `<meta http-equiv="content-security-policy" content="${policy(scripts)}">`

/**
 * Puts the policy into a page, right after its character set. `known` are the scripts of the shell, read from pages
 * that hold no word of an author: any other script in a page is an error, whatever let it through.
 */
export function withPolicy(file: string, html: string, known: ReadonlySet<string>): string {
  const foreign = [...scriptHashes(html)].filter((script) => !known.has(script))
  if (foreign.length > 0)
    throw new Error(`Unexpected script in the page \`${file}\`, expected only those of the site's shell`)
  const charset = /<meta charset="utf-8"\s*\/?>/i
  if (!charset.test(html))
    throw new Error(`Unexpected head of the page \`${file}\`, expected it to begin with its character set`)
  return html.replace(charset, (found) => `${found}${meta(known)}`)
}
