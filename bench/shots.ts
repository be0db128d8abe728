import {mkdir} from 'node:fs/promises'
import path from 'node:path'
import {launchChromium} from '../test/setup/chromium.ts'

// Takes pictures of a built site: node bench/shots.ts URL FOLDER [NAME=PATH…]
const [url, folder, ...more] = process.argv.slice(2)
if (url === undefined || folder === undefined) throw new Error('Usage: node bench/shots.ts URL FOLDER [NAME=PATH…]')

const browser = await launchChromium()
const found = await firstPages(url)
const pages = new Map([['overview', '/'], ...found, ...more.map(named)])
await mkdir(folder, {recursive: true})
for (const [name, address] of pages)
  for (const width of [375, 1440])
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({viewport: {width, height: 900}, colorScheme})
      await page.goto(new URL(address, url).href, {waitUntil: 'load'})
      await page.screenshot({path: path.join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true})
      await page.close()
    }
await browser.close()

/** The first checklist, and the first item that a repair names, else its first item. */
async function firstPages(site: string): Promise<[string, string][]> {
  const page = await browser.newPage()
  await page.goto(site)
  const checklist = await page.locator('#starlight__sidebar a').nth(1).getAttribute('href')
  const repair = page.locator('.pm-rows .pm-what a').first()
  const item = (await repair.count()) > 0 ? await repair.getAttribute('href') : null
  await page.close()
  return [
    ...(checklist === null ? [] : [named(`checklist=${checklist}`)]),
    ...(item === null ? [] : [named(`item=${item}`)]),
  ]
}

function named(text: string): [string, string] {
  const [name = '', ...rest] = text.split('=')
  return [name, rest.join('=')]
}
