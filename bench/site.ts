import {cp, glob, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {processIo} from '../src/cli/io.ts'
import {prepare, snapshotOf} from '../src/line/index.ts'
import {refillSite} from '../src/publish/index.ts'
import {ownTool, toolFolder, workFolder} from '../src/publish/tool.ts'
import {writeProject} from './docs.ts'
import {median, once, proofmark} from './once.ts'

const config = `import starlight from '@astrojs/starlight'
export default {
  cacheDir: './cache',
  vite: {cacheDir: './vite'},
  integrations: [starlight({title: 'Docs'})],
}
`

const collections = `import {docsLoader} from '@astrojs/starlight/loaders'
import {docsSchema} from '@astrojs/starlight/schema'
import {defineCollection} from 'astro:content'
export const collections = {docs: defineCollection({loader: docsLoader(), schema: docsSchema()})}
`

// Our site against a bare Starlight over the same docs, in turn; the medians, and the ratios run by run:
// npm run bundle && node bench/site.ts [TIMES]
const world = processIo()
const times = Number(process.argv[2] ?? 5)
const astro = path.join(ownTool().modules, 'astro/bin/astro.mjs')
const folder = await mkdtemp(path.join(tmpdir(), 'proofmark-bench-'))
const ours = path.join(folder, 'ours')
// Below the packages' folder, so that Node finds them as in any project.
await mkdir(path.join(toolFolder(), '.proofmark'), {recursive: true})
const bare = await mkdtemp(path.join(toolFolder(), '.proofmark/bare-starlight-'))
await writeProject(ours, {pages: 155, items: 59})
await writeStarlight()
proofmark(['run'], ours)

const spans: Record<string, number[]> = {}
for (let time = 0; time < times; time += 1) {
  await forget()
  note('ours cold', proofmark(['build'], ours).span)
  note('starlight cold', starlight())
  note('ours warm', proofmark(['build'], ours).span)
  note('starlight warm', starlight())
  proofmark(['run'], ours)
  note('ours, new results alone', proofmark(['build'], ours).span)
  note('the refill in it', await refill())
}
for (const [name, all] of Object.entries(spans)) console.log(`${name}: ${Math.round(median(all))} ms`)
ratio('ours cold', 'starlight cold')
ratio('ours warm', 'starlight warm')
ratio('ours, new results alone', 'ours cold')
ratio('the refill in it', 'ours cold')
await rm(workFolder(ours), {recursive: true, force: true})
await rm(folder, {recursive: true, force: true})
await rm(bare, {recursive: true, force: true})

function note(name: string, span: number): void {
  spans[name] = [...(spans[name] ?? []), span]
}

function ratio(name: string, to: string): void {
  const each = (spans[name] ?? []).map((span, index) => span / (spans[to]?.[index] ?? Number.NaN))
  console.log(`${name} / ${to}: ${median(each).toFixed(2)}`)
}

/** What new results take once docs and results are read, as under `serve`. */
async function refill(): Promise<number> {
  const prepared = await prepare({root: ours, file: 'proofmark.yaml', files: [], packs: []}, world, 'documents')
  const snapshot = await snapshotOf(prepared, new Date())
  const start = performance.now()
  const {stale} = await refillSite({root: ours, out: path.join(ours, '_site'), snapshot})
  if (stale !== null) throw new Error(stale)
  return performance.now() - start
}

function starlight(): number {
  return once(astro, ['build'], bare).span
}

/** Both begin as in a fresh checkout: nothing built, nothing kept from a build before. */
async function forget(): Promise<void> {
  const made = ['dist', '.astro', 'cache', 'vite'].map((name) => path.join(bare, name))
  for (const each of [...made, workFolder(ours), path.join(ours, '_site')])
    await rm(each, {recursive: true, force: true})
}

/** The same docs as Starlight itself takes them: nothing of ours, nothing left out. */
async function writeStarlight(): Promise<void> {
  const docs = path.join(bare, 'src/content/docs')
  await cp(path.join(ours, 'docs'), docs, {recursive: true, filter: (file) => !file.endsWith('.yaml')})
  for await (const name of glob('**/*.md', {cwd: docs})) {
    const file = path.join(docs, name)
    const text = await readFile(file, 'utf8')
    // Starlight asks every page for a title in its front matter.
    if (!text.startsWith('---')) await writeFile(file, text.replace(/^# (.*)$/m, '---\ntitle: $1\n---'))
  }
  await mkdir(path.join(bare, 'public'))
  await writeFile(
    path.join(bare, 'package.json'),
    '{"type": "module", "dependencies": {"astro": "*", "@astrojs/starlight": "*"}}\n',
  )
  await writeFile(path.join(bare, 'astro.config.mjs'), config)
  await writeFile(path.join(bare, 'src/content.config.ts'), collections)
}
