import {createHash} from 'node:crypto'
import {existsSync, globSync, readFileSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {writeWhole} from '../disk/index.ts'
import {shippedFolder, toolFolder} from './tool.ts'

/** In a built site: what made it, so that no other version refills it. */
const mark = '.proofmark/made-by'

/** Whether this very version built a site. */
export const isOurMake = async (out: string): Promise<boolean> =>
  (await readFile(path.join(out, mark), 'utf8').catch(() => null)) === (await madeBy())

/** Says that this version built a site. */
export const markMade = async (out: string): Promise<void> =>
  writeWhole(path.join(out, mark), await madeBy(), {forced: false})

let known: Promise<string> | undefined

/** What this version is: sha256 over all that shapes a page apart from docs and results: our pages, and in a checkout the rooms behind them. */
export function madeBy(): Promise<string> {
  known ??= digest()
  return known
}

async function digest(): Promise<string> {
  const tool = toolFolder()
  const hash = createHash('sha256').update(await readFile(path.join(tool, 'package.json')))
  const sources = path.join(tool, 'src')
  const rooms = ['model', 'markdown', 'view', 'publish'].map((room) => path.join(sources, room))
  for (const folder of [path.join(shippedFolder(), 'site'), ...(existsSync(sources) ? rooms : [])]) {
    const files = globSync('**/*.{ts,mjs,js,astro,css,svg}', {cwd: folder})
    for (const file of files.toSorted()) hash.update(`${file}\0`).update(readFileSync(path.join(folder, file)))
  }
  return `${hash.digest('hex')}\n`
}
