import {cp, mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {serveSite} from '../src/live/index.ts'
import {buildSite, refillSite} from '../src/publish/index.ts'
import {workFolder} from '../src/publish/tool.ts'
import {launchChromium} from '../test/setup/chromium.ts'
import {fixtureRoot, projectIn, readFixture} from '../test/setup/fixture.ts'

// How long new results take from the server to an open page, in Chromium, the median of 20: node bench/live.ts
const times = 20
const root = await mkdtemp(path.join(tmpdir(), 'proofmark-bench-'))
await cp(fixtureRoot, root, {recursive: true})
const project = projectIn(root)
const {documents, broken, mended} = await readFixture(project)
const out = path.join(root, 'out')
await buildSite({root, project, documents, snapshot: broken, out})
const site = await serveSite({folder: out, host: '127.0.0.1', port: 0})
const browser = await launchChromium()
const page = await browser.newPage()
await page.goto(`${site.url}readiness/`, {waitUntil: 'networkidle'})

const cell = page.locator('[id="access--dev-auth"] .pm-cells dd').first()
const refills: number[] = []
const arrivals: number[] = []
for (let time = 0; time < times; time += 1) {
  const [snapshot, word] = time % 2 === 0 ? [mended, 'pass'] : [broken, 'fail']
  const start = performance.now()
  await refillSite({out, snapshot})
  refills.push(performance.now() - start)
  site.ring()
  await cell.filter({hasText: word}).waitFor()
  arrivals.push(performance.now() - start)
}
console.log(`refill of the built pages: ${median(refills)} ms`)
console.log(`new results → open page, refill and all: ${median(arrivals)} ms`)
await browser.close()
await site.close()
await rm(workFolder(root), {recursive: true, force: true})
await rm(root, {recursive: true, force: true})

function median(spans: readonly number[]): number {
  return Math.round(spans.toSorted((a, b) => a - b)[Math.floor(spans.length / 2)] ?? 0)
}
