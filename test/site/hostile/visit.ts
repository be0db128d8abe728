import type {Browser, Page} from 'playwright-core'

/** What a visit of pages has found; a sanitiser that holds leaves all of it empty. */
export interface Found {
  /** Payloads that ran, dialogs, and windows that were opened. */
  ran: string[]
  /** Requests that were for anybody else. */
  asked: string[]
  /** What the browser complained of, what the policy had to stop among it. */
  complaints: string[]
}

/** Opens each page in one tab, and tries on each what a reader may do. The policy of the pages can be switched off. */
export async function visitAll(
  browser: Browser,
  site: string,
  pages: readonly string[],
  {bypassCSP, width, each}: {bypassCSP: boolean; width: number; each: (page: Page, where: string) => Promise<void>},
): Promise<Found> {
  const found: Found = {ran: [], asked: [], complaints: []}
  const context = await browser.newContext({viewport: {width, height: 900}, bypassCSP, reducedMotion: 'reduce'})
  let at = ''
  await context.exposeBinding('pwn', () => void found.ran.push(at))
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI}) => {
      console.error(`policy: ${violatedDirective} ${blockedURI}`)
    })
  })
  // A request is counted when it is made: the hosts that the snippets name are nowhere.
  context.on('request', (request) => {
    if (!request.url().startsWith(site) && !request.url().startsWith('data:'))
      found.asked.push(`${at}: ${request.url()}`)
  })
  const page = await context.newPage()
  page.on('dialog', (dialog) => {
    found.ran.push(`${at}: dialog`)
    return dialog.dismiss()
  })
  context.on('page', () => void found.ran.push(`${at}: a window`))
  page.on('pageerror', ({message}) => void found.complaints.push(`${at}: ${message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') found.complaints.push(`${at}: ${message.text()}`)
  })
  for (const where of pages) {
    at = where
    await page.goto(new URL(where, site).href, {waitUntil: 'load'})
    await each(page, where)
  }
  await context.close()
  return found
}

/** Points at, focuses and presses everything of the page's content; a link may be followed only where that runs something. */
export const tryAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (link !== null && !/^(?:javascript|vbscript|data|blob):$/.test(link.protocol)) event.preventDefault()
    })
    const events = ['pointerenter', 'pointerover', 'mouseenter', 'mouseover', 'pointerdown', 'mousedown', 'mouseup']
    for (const element of document.querySelectorAll('main *')) {
      for (const name of events) element.dispatchEvent(new MouseEvent(name, {bubbles: true, cancelable: true}))
      for (const name of ['keydown', 'wheel', 'copy', 'error', 'load'])
        element.dispatchEvent(new Event(name, {bubbles: name === 'keydown', cancelable: true}))
      if (!(element instanceof HTMLElement || element instanceof SVGElement)) continue
      element.focus({preventScroll: true})
      if (!element.matches('.pm-filters *, .pm-showing *'))
        element.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))
    }
  })
