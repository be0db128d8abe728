import {cp, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {serveSite, settles} from '../src/live/index.ts'
import {buildSite, refillSite, startDev} from '../src/publish/index.ts'
import {workFolder} from '../src/publish/tool.ts'
import {launchChromium} from '../test/setup/chromium.ts'
import {fixtureRoot, projectIn, readFixture} from '../test/setup/fixture.ts'

// How long new results and saved sentences take to an open page, in Chromium, the medians of 20: node bench/live.ts
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
  await refillSite({root, out, snapshot})
  refills.push(performance.now() - start)
  site.ring()
  await cell.filter({hasText: word}).waitFor()
  arrivals.push(performance.now() - start)
}
console.log(`refill of the built pages: ${median(refills)} ms`)
console.log(`new results → open page, refill and all: ${median(arrivals)} ms`)
await site.close()

const dev = await startDev({root, project, documents, snapshot: broken, host: '127.0.0.1', port: 0})
const sentence = path.join(root, 'docs/index.md')
const source = await readFile(sentence, 'utf8')
await page.goto(dev.url + documents.find(({file}) => file === 'docs/index.md')?.route, {waitUntil: 'networkidle'})
const saves: number[] = []
for (let time = 0; time < times; time += 1) {
  const start = performance.now()
  await writeFile(sentence, source.replace('a small service', `small service ${time}`))
  const read = await readFixture(project)
  await dev.show({documents: read.documents, snapshot: read.broken})
  await page.getByText(`small service ${time},`).waitFor()
  saves.push(performance.now() - start)
}
console.log(`saved sentence → open page under dev, without the ${settles} ms that a save settles: ${median(saves)} ms`)
await browser.close()
await dev.close()
await rm(workFolder(root), {recursive: true, force: true})
await rm(root, {recursive: true, force: true})

function median(spans: readonly number[]): number {
  return Math.round(spans.toSorted((a, b) => a - b)[Math.floor(spans.length / 2)] ?? 0)
}
