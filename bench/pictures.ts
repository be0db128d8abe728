import {mkdir, rm, writeFile} from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import {prepare, snapshotOf} from '../src/line/index.ts'
import {buildSite} from '../src/publish/index.ts'
import {workFolder} from '../src/publish/tool.ts'
import {type Demo, openDemo} from '../test/demo/world.ts'
import {breaks} from '../test/recsys-service/breaks.ts'
import {launchChromium} from '../test/setup/chromium.ts'
import {serveFolder} from '../test/setup/serve.ts'
import {lookDigest} from './look.ts'

// Takes the pictures of README and guide, of the demo with two things broken in production: npm run -s pictures
const images = path.join(import.meta.dirname, '../docs/guide/images')
const checklist = 'recsys/operations/production-readiness-checklist/'
const item = 'tenancy-authentication/dev-auth-enabled'
const place = `[id="${item.replaceAll('/', '--')}"]`
const section = `.pm-section:has(${place})`
const wide = {width: 1440, height: 900}

interface Picture {
  name: string
  where: string
  viewport: {width: number; height: number}
  /** What is scrolled to the top, below what sticks there. */
  top?: string
  dark?: boolean
}

const pictures: Picture[] = [
  {name: 'overview', where: '', viewport: wide},
  {name: 'overview-dark', where: '', viewport: wide, dark: true},
  {
    name: 'checklist',
    where: checklist,
    viewport: wide,
    top: section,
  },
  {name: 'checklist-dark', where: checklist, viewport: wide, top: section, dark: true},
  {name: 'item', where: `items/production-readiness-checklist/${item}/`, viewport: wide},
  {name: 'phone', where: checklist, viewport: {width: 375, height: 812}, top: place},
]

const demo = await openDemo()
const out = path.join(demo.root, '_site')
try {
  await stage(demo)
  await build()
  await mkdir(images, {recursive: true})
  await take()
  await writeFile(path.join(images, 'made-from.json'), `${JSON.stringify({look: await lookDigest()}, null, 2)}\n`)
} finally {
  await demo.close()
  await rm(workFolder(demo.root), {recursive: true, force: true})
}

/** Some runs, so that there is a past; then what is ticked is so no longer. */
async function stage({open, records, judged, breakWith}: Demo): Promise<void> {
  await open('production')
  await open('staging')
  await records()
  for (const name of ['production', 'staging', 'production'] as const) await judged(name)
  for (const name of ['dev-auth', 'no-runbook']) {
    const found = breaks.find((one) => one.name === name)
    if (found === undefined) throw new Error(`Unexpected demo without the break \`${name}\``)
    await breakWith({...found, environment: 'production'})
    await judged('production')
  }
}

async function build(): Promise<void> {
  const now = new Date()
  const world = {env: demo.env, clock: {now: () => now, sleep: () => Promise.resolve()}, random: () => 0}
  const prepared = await prepare({root: demo.root, file: 'proofmark.yaml', files: [], packs: []}, world, 'documents')
  const {project, documents} = prepared
  await buildSite({root: demo.root, project, documents, snapshot: await snapshotOf(prepared, now), out})
}

async function take(): Promise<void> {
  const [browser, site] = await Promise.all([launchChromium(), serveFolder(out)])
  for (const {name, where, viewport, top, dark = false} of pictures) {
    const page = await browser.newPage({viewport, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce'})
    await page.goto(site.url + where, {waitUntil: 'networkidle'})
    if (top !== undefined)
      await page
        .locator(top)
        .first()
        .evaluate((place) => place.scrollIntoView())
    // Few colours are on a page: a palette keeps them, at a third of the weight.
    const png = await sharp(await page.screenshot())
      .png({palette: true, colours: 128, effort: 10, dither: 0})
      .toBuffer()
    await writeFile(path.join(images, `${name}.png`), png)
    console.log(`${name}.png: ${Math.round(png.length / 1000)} kB`)
    await page.close()
  }
  await Promise.all([browser.close(), site.close()])
}
