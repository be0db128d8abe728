import {spawn} from 'node:child_process'
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import * as z from 'zod'
import {workFolder} from '../src/publish/tool.ts'
import {launchChromium} from '../test/setup/chromium.ts'
import {buildDemoSite} from '../test/setup/demo-site.ts'
import {serveFolder} from '../test/setup/serve.ts'

// What Lighthouse says of the site, as a public one, since it takes `noindex` for a fault: node bench/lighthouse.ts (fetches Lighthouse)
const lighthouse = 'lighthouse@13.5.0'
const port = 9333
const pages = {
  overview: '',
  checklist: 'recsys/operations/production-readiness-checklist/',
  document: 'recsys/explanation/data-modes/',
}

const Report = z.object({
  categories: z.record(
    z.string(),
    z.object({
      title: z.string(),
      score: z.number().nullable(),
      auditRefs: z.array(z.object({id: z.string(), weight: z.number()})),
    }),
  ),
  audits: z.record(z.string(), z.object({title: z.string(), score: z.number().nullable()})),
})

const root = await mkdtemp(path.join(tmpdir(), 'proofmark-bench-'))
const out = path.join(root, 'site')
const site = await serveFolder(out)
const demo = path.join(root, 'demo')
await buildDemoSite(demo, out, {audience: 'public', url: new URL(site.url).origin})
const browser = await launchChromium([`--remote-debugging-port=${port}`])
for (const [name, address] of Object.entries(pages)) await judge(name, new URL(address, site.url).href)
await browser.close()
await site.close()
await rm(workFolder(demo), {recursive: true, force: true})
await rm(root, {recursive: true, force: true})

async function judge(name: string, url: string): Promise<void> {
  const file = path.join(root, 'report.json')
  const flags = [`--port=${port}`, '--quiet', '--output=json', `--output-path=${file}`]
  const {status, stderr} = await run(['--yes', lighthouse, url, ...flags])
  if (status !== 0) throw new Error(stderr)
  const {categories, audits} = Report.parse(JSON.parse(await readFile(file, 'utf8')))
  const scores = Object.values(categories).map(({title, score}) => `${title} ${Math.round((score ?? 0) * 100)}`)
  console.log(`${name}: ${scores.join(', ')}`)
  for (const {auditRefs} of Object.values(categories))
    for (const {id, weight} of auditRefs) {
      const audit = audits[id]
      if (weight > 0 && audit?.score != null && audit.score < 0.9) console.log(`  ${audit.score}: ${audit.title}`)
    }
}

/** Beside the server of the pages, which must go on answering. */
async function run(args: readonly string[]): Promise<{status: number | null; stderr: string}> {
  const child = spawn('npx', [...args], {stdio: ['ignore', 'ignore', 'pipe']})
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  return new Promise((resolve) => child.on('close', (status) => resolve({status, stderr})))
}
