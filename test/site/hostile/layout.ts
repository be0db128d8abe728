import type {Page} from 'playwright-core'

/** What of ours an author's words must never push out of the page, cover or take the name of. */
const parts = ['header .site-title', 'h1', '.pm-answer h2', '.pm-short a', '.pm-bar', 'dl.pm-cells dd', '.pm-state']

/** What is wrong with how a page looks: nothing of it may be wider than the window, and each part of ours lies on top. */
export const looksOf = (page: Page): Promise<string[]> =>
  page.evaluate((selectors) => {
    const wrong: string[] = []
    const wide = document.documentElement.scrollWidth - innerWidth
    if (wide > 0) wrong.push(`${wide} px too wide`)
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({visibilityProperty: true}) && element.getBoundingClientRect().width > 0
    for (const selector of selectors) {
      const part = [...document.querySelectorAll(selector)].find(isSeen)
      if (part === undefined) continue
      part.scrollIntoView({block: 'center', behavior: 'instant'})
      const {left, top, width, height} = part.getBoundingClientRect()
      const hit = document.elementFromPoint(
        left + Math.min(width, innerWidth - left) / 2,
        top + Math.min(height, 200) / 2,
      )
      if (hit === null || !(part.contains(hit) || hit.contains(part)))
        wrong.push(`${selector} is covered by ${hit?.outerHTML.slice(0, 100)}`)
      if (left < 0 || left > innerWidth) wrong.push(`${selector} is at ${left}`)
    }
    for (const id of ['pm-live', 'starlight__sidebar', '_top', 'pm-pass', 'pm-fail', 'show-failing', 'show-to-mend'])
      if (document.querySelectorAll(`[id="${id}"]`).length > 1) wrong.push(`two parts are called ${id}`)
    const live = document.getElementById('pm-live')
    if (live?.getAttribute('role') !== 'status' || live.closest('.sl-markdown-content') !== null)
      wrong.push('the live region is not ours')
    return wrong
  }, parts)
