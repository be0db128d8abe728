import {writeFile} from 'node:fs/promises'
import path from 'node:path'

/** What a page cannot say of itself, for hosts that read it in a file: Netlify, Cloudflare Pages and others. */
export function headersFile(base: string): string {
  const root = `/${base.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/')
  const rules: [string, string[]][] = [
    [
      `${root}*`,
      [
        'X-Content-Type-Options: nosniff',
        'Referrer-Policy: no-referrer',
        // All else of the policy stands in each page; what it links to of the project keeps its own.
        "Content-Security-Policy: frame-ancestors 'none'",
      ],
    ],
    [`${root}_astro/*`, ['Cache-Control: public, max-age=31536000, immutable']],
    // Who shows these asks again each time, so that nobody reads an old verdict.
    [`${root}status.json`, ['Cache-Control: no-cache']],
    [`${root}badge/*`, ['Cache-Control: no-cache']],
  ]
  return rules.map(([place, lines]) => `${[place, ...lines.map((line) => `  ${line}`)].join('\n')}\n`).join('')
}

/** Writes what hosts read beside the pages; it depends on no result, so that a refill leaves it alone. */
export async function writeHostFiles(folder: string, base: string): Promise<void> {
  // GitHub runs Jekyll over a branch, which leaves out every folder that begins with `_`.
  await writeFile(path.join(folder, '.nojekyll'), '')
  await writeFile(path.join(folder, '_headers'), headersFile(base))
}
