import {createHash} from 'node:crypto'

type Hash = `sha256-${string}`

const hashOf = (text: string): Hash => `sha256-${createHash('sha256').update(text).digest('base64')}`

/** The hash of the inline script of a component, as a policy names it. */
export function scriptHash(component: string): Hash {
  const [, script] = /<script is:inline>([\s\S]*)<\/script>/.exec(component) ?? []
  if (script === undefined) throw new Error('Unexpected component, expected an inline script in it')
  return hashOf(script)
}

/** The hashes of styles that stand on elements, such as the length of a bar. */
export const styleHashes = (html: string): Hash[] => [
  ...new Set([...html.matchAll(/<[a-z][^>]*\sstyle="([^"]*)"/g)].map(([, style = '']) => hashOf(style))),
]
