import {spawnSync} from 'node:child_process'
import {copyFile, cp, mkdir, mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'

// How long the published `proofmark lint` of one checklist takes, against a Node that does nothing; medians of runs in turn:
// npm run bundle && node bench/lint.ts (PROOFMARK_SEED=FILE.md for another checklist)
const times = 25
const repository = path.join(import.meta.dirname, '..')
const own = path.join(repository, 'docs/recsys/operations/production-readiness-checklist.md')
const folder = await mkdtemp(path.join(tmpdir(), 'proofmark-bench-'))
const installed = path.join(folder, 'node_modules/proofmark')
await mkdir(installed, {recursive: true})
for (const name of ['bin', 'dist', 'packs', 'package.json'])
  await cp(path.join(repository, name), path.join(installed, name), {recursive: true})
await copyFile(process.env.PROOFMARK_SEED ?? own, path.join(folder, 'checklist.md'))

const lints: number[] = []
const nothings: number[] = []
for (let time = 0; time <= times; time += 1) {
  const lint = spanOf([path.join(installed, 'bin/proofmark.mjs'), 'lint', 'checklist.md'])
  const nothing = spanOf(['-e', '0'])
  // The first run fills Node's cache of compiled code, as the first run of a user does.
  if (time === 0) continue
  lints.push(lint)
  nothings.push(nothing)
}
console.log(`proofmark lint: ${median(lints).toFixed(0)} ms`)
console.log(`node -e 0: ${median(nothings).toFixed(0)} ms`)
console.log(`ratio, run by run: ${median(lints.map((span, index) => span / (nothings[index] ?? 1))).toFixed(1)}`)
await rm(folder, {recursive: true, force: true})

function spanOf(args: readonly string[]): number {
  const start = performance.now()
  const {status, stderr} = spawnSync(process.execPath, [...args], {cwd: folder, encoding: 'utf8'})
  if (status !== 0 && status !== 1) throw new Error(stderr)
  return performance.now() - start
}

function median(spans: readonly number[]): number {
  return spans.toSorted((a, b) => a - b)[Math.floor(spans.length / 2)] ?? 0
}
