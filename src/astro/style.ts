import {readFile} from 'node:fs/promises'
import path from 'node:path'
import type {Snapshot} from '../model/index.ts'
import {drawStyle} from '../view/index.ts'

/** The style of our pages, and that of verdicts in pages of others. */
export async function stylesOf(
  site: string,
  snapshot: Snapshot,
  inStarlight: boolean,
): Promise<{page: string; verdict: string}> {
  const read = async (names: readonly string[]): Promise<string> =>
    (await Promise.all(names.map((name) => readFile(path.join(site, `${name}.css`), 'utf8')))).join('\n')
  const variables = inStarlight ? [] : ['host/plain']
  const ours = ['tokens', 'proofmark', 'docs', 'mkdocs', 'records', 'runs', 'print'].map((name) => `styles/${name}`)
  const [page, verdict] = await Promise.all([
    read([...ours, 'host/page', ...variables]),
    read(['styles/tokens', 'host/verdict', ...variables]),
  ])
  const drawn = `${page}\n${drawStyle(snapshot)}`
  return inStarlight ? {page: drawn, verdict} : {page: unlayered(drawn), verdict: unlayered(verdict)}
}

/** A site without Starlight has styles outside of all layers, such as `* {margin: 0}`, and those would win over any inside of one. */
const unlayered = (css: string): string =>
  css.replaceAll('@layer starlight, proofmark;', '').replaceAll('@layer proofmark {', '@media all {')
