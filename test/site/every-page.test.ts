import {AxeBuilder} from '@axe-core/playwright'
import type {Browser, BrowserContextOptions, Page} from 'playwright-core'
import {afterAll, beforeAll, expect, inject, test} from 'vitest'
import {launchChromium} from '../setup/chromium.ts'
import {serveFolder} from '../setup/serve.ts'
import {walk} from './every-page/keyboard.ts'
import {type Kind, kinds} from './every-page/kinds.ts'

const sites = inject('sites')
let browser: Browser
let served: Record<NonNullable<Kind['site']>, Awaited<ReturnType<typeof serveFolder>>>

beforeAll(async () => {
  const [started, broken, mended, demo, long] = await Promise.all([
    launchChromium(),
    serveFolder(sites.broken),
    serveFolder(sites.mended),
    serveFolder(sites.demo),
    serveFolder(sites.long),
  ])
  browser = started
  served = {broken, mended, demo, long}
})

afterAll(async () => {
  await Promise.all([browser?.close(), ...Object.values(served ?? {}).map((site) => site.close())])
})

const narrow = {viewport: {width: 375, height: 812}}
const wide = {viewport: {width: 1440, height: 900}}

/** Opens a page an hour after the newest run, and keeps what it complains of, asks of others and moves while it loads. */
async function open({site = 'broken', where, search}: Kind, options: BrowserContextOptions) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const faults: string[] = []
  const {url} = served[site]
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
  })
  page.on('pageerror', ({message}) => faults.push(message))
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) faults.push(`asked ${request.url()}`)
  })
  // A page that is filled again while Tab goes through it is another one; test/site/live.test.ts has that.
  await page.route('**/status.json', () => {})
  await page.clock.setFixedTime('2026-11-24T16:30:00Z')
  await page.addInitScript(`
    globalThis.shifted = 0
    new PerformanceObserver((list) => { for (const {value} of list.getEntries()) globalThis.shifted += value })
      .observe({type: 'layout-shift', buffered: true})
    addEventListener('securitypolicyviolation', ({violatedDirective: rule, blockedURI: what}) => console.error(rule, what))
  `)
  await page.goto(url + where, {waitUntil: 'load'})
  if (search !== undefined) {
    await page.getByRole('button', {name: 'Search'}).first().click()
    await page.locator('#starlight__search input').fill(search)
    await page.locator('.pagefind-ui__result-link').first().waitFor()
  }
  const close = async (): Promise<string[]> => {
    await context.close()
    return faults
  }
  return {page, close}
}

const unfold = "for (const one of document.querySelectorAll('main details')) one.open = true"
const otherTheme =
  "document.documentElement.dataset.theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'"
const painted = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))'

async function axe(page: Page, rules?: string[]): Promise<string[]> {
  const all = new AxeBuilder({page}).setLegacyMode(true)
  const {violations} = await (rules ? all.withRules(rules) : all).analyze()
  return violations.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(' ')}`)
}

/** A page that is wider than its window, one without its policy, and controls of ours that a finger misses. */
const seen = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const over = document.documentElement.scrollWidth - innerWidth
    const ours =
      '.pm-filters :is(a, summary), .pm-heads a, .pm-more > summary, .pm-open > summary, .pm-link, main select'
    const small = [...document.querySelectorAll(ours)].filter((place) => {
      const {width, height} = place.getBoundingClientRect()
      return place.checkVisibility() && (width < 24 || height < 24)
    })
    return [
      ...(over > 0 ? [`scrolls sideways by ${over} at ${innerWidth}`] : []),
      ...(document.querySelector('meta[http-equiv=content-security-policy]') ? [] : ['no policy']),
      ...(document.querySelectorAll('h1').length === 1 ? [] : ['not one h1']),
      ...small.map((place) => `too small at ${innerWidth}: ${place.outerHTML.slice(0, 120)}`),
    ]
  })

/** What can be read in a page, folds open, but for what only a script can know: ages, and what was chosen. */
const words = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    for (const one of document.querySelectorAll('main details')) one.setAttribute('open', '')
    for (const gone of document.querySelectorAll('main :is(.pm-age, .pm-showing, .pm-pick, .pm-picked)')) gone.remove()
    const text = document.querySelector('main')?.innerText ?? ''
    return text.split(/\s+/).filter((word) => word !== '')
  })

/** axe takes long: it looks at a page folded where it is wide, and open where it is narrow. */
async function withScripts(kind: Kind, options: BrowserContextOptions): Promise<{faults: string[]; said: string[]}> {
  const {page, close} = await open(kind, options)
  await page.evaluate(painted)
  const shifted = Number(await page.evaluate('globalThis.shifted'))
  const found = shifted > 0.02 ? [`moves by ${shifted}`] : []
  if (options === dark) found.push(...(await axe(page)))
  found.push(...(await walk(page)))
  await page.evaluate(unfold)
  if (options === light) found.push(...(await axe(page)))
  found.push(...(await seen(page)))
  await page.evaluate(otherTheme)
  found.push(...(await axe(page, ['color-contrast'])))
  if (options === light) {
    await page.setViewportSize({width: 320, height: 800})
    found.push(...(await seen(page)))
  }
  const said = kind.search === undefined ? await words(page) : []
  return {faults: [...found, ...(await close())], said}
}

const light = {...narrow, colorScheme: 'light'} as const
const dark = {...wide, colorScheme: 'dark'} as const

/** What those read without a script, who have none; and where the links lead that they follow. */
async function withoutScripts(kind: Kind) {
  const {page, close} = await open(kind, {...narrow, colorScheme: 'dark', javaScriptEnabled: false})
  const faults = await seen(page)
  if (kind.holds !== undefined && (await page.locator(kind.holds).count()) === 0) faults.push(`no ${kind.holds}`)
  await page.setViewportSize(wide.viewport)
  await page.emulateMedia({colorScheme: 'light'})
  faults.push(...(await seen(page)))
  const links = await page
    .locator('main a[href]:not(.pm-missing)')
    .evaluateAll((all) => all.map((a) => String(Reflect.get(a, 'href'))))
  const read = await words(page)
  return {faults: [...faults, ...(await close())], read: new Set(read), links}
}

const answers = new Map<string, Promise<string | null>>()

/** The links that lead to no page of the site, or to no place in it. */
async function dead(links: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    [...new Set(links)].filter(isOurs).map(async (link) => {
      const [address = '', hash = ''] = link.split('#')
      const asked = answers.get(address) ?? fetch(address).then((answer) => (answer.ok ? answer.text() : null))
      answers.set(address, asked)
      const html = await asked
      const leads =
        html !== null && (hash === '' || hash === '_top' || html.includes(`id="${decodeURIComponent(hash)}"`))
      return leads ? [] : [`leads nowhere: ${link}`]
    }),
  )
  return found.flat()
}

const isOurs = (link: string): boolean => Object.values(served).some(({url}) => link.startsWith(url))

test.each(kinds)(
  '$kind: at every width, in either theme, with scripts and without, to eye, key and finger',
  async (kind) => {
    const [small, big, plain] = await Promise.all([
      withScripts(kind, light),
      withScripts(kind, dark),
      kind.search === undefined ? withoutScripts(kind) : null,
    ])
    const onlyScripted = plain === null ? [] : big.said.filter((word) => !plain.read.has(word))
    expect({
      narrow: small.faults,
      wide: big.faults,
      plain: plain?.faults ?? [],
      dead: await dead(plain?.links ?? []),
      onlyScripted,
    }).toEqual({narrow: [], wide: [], plain: [], dead: [], onlyScripted: []})
    if (plain !== null) expect(plain.read.size).toBeGreaterThan(10)
  },
)
