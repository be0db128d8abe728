import {glob, mkdtemp, rm, stat} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {workFolder} from '../src/publish/tool.ts'
import {writeProject} from './docs.ts'
import {type Held, sumOf} from './memory.ts'
import {proofmark, proofmarkWatched} from './once.ts'

// What a large project takes against a usual one, each built from nothing: npm run bundle && node bench/scale.ts
const usual = await built({pages: 155, items: 59})
const large = await built({pages: 1000, items: 5000})
for (const [name, {span, most, pages, largest}] of Object.entries({usual, large})) {
  console.log(`${name}: ${(span / 1000).toFixed(1)} s, ${pages} pages`)
  console.log(`  all processes at once: ${megabytes(sumOf(most))} MB at most (${most.map(told).join(', ')})`)
  for (const [kind, {file, size}] of largest) console.log(`  largest ${kind}: ${kilobytes(size)} kB, ${file}`)
}
console.log(`ratio of the times: ${(large.span / usual.span).toFixed(1)}`)

interface Largest {
  file: string
  size: number
}

async function built(size: {pages: number; items: number}) {
  const root = await mkdtemp(path.join(tmpdir(), 'proofmark-bench-'))
  await writeProject(root, size)
  proofmark(['run'], root)
  const {span, most} = await proofmarkWatched(['build'], root)
  const largest = new Map<string, Largest>()
  let pages = 0
  for await (const file of glob('**/*.html', {cwd: path.join(root, '_site')})) {
    pages += 1
    const {size} = await stat(path.join(root, '_site', file))
    const kind = kindOf(file)
    if (size > (largest.get(kind)?.size ?? 0)) largest.set(kind, {file, size})
  }
  await rm(workFolder(root), {recursive: true, force: true})
  await rm(root, {recursive: true, force: true})
  return {span, most, pages, largest}
}

function kindOf(file: string): string {
  if (file.startsWith('launch/')) return 'page of a checklist'
  if (/^(?:items|readiness)\//.test(file)) return `page below ${file.split('/', 1)[0]}`
  return file === 'index.html' ? 'overview' : 'document'
}

function told({name, memory}: Held): string {
  return `${name} ${megabytes(memory)}`
}

function kilobytes(size: number): number {
  return Math.round(size / 1000)
}

function megabytes(size: number): number {
  return Math.round(size / 1_000_000)
}
