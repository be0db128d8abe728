import {createHash} from 'node:crypto'

type Hash = `sha256-${string}`

/** The hash of a script, as a policy names it. */
export const hashOf = (text: string): Hash => `sha256-${createHash('sha256').update(text).digest('base64')}`

/** The inline script of a component. */
export function scriptIn(component: string): string {
  const [, script] = /<script is:inline>([\s\S]*)<\/script>/.exec(component) ?? []
  if (script === undefined) throw new Error('Unexpected component, expected an inline script in it')
  return script
}

/** The hashes of styles that stand on elements, such as the length of a bar. */
export const styleHashes = (html: string): Hash[] => [
  ...new Set([...html.matchAll(/<[a-z][^>]*\sstyle="([^"]*)"/g)].map(([, style = '']) => hashOf(style))),
]
