import type {Page} from 'playwright-core'

/** What is wrong with the way of the Tab key through a page: order, mark of the focus, and what lies over it. */
export async function walk(page: Page): Promise<string[]> {
  const expected = await page.evaluate(prepare)
  const stops: number[] = []
  const wrong: string[] = []
  for (let turn = 0; turn < expected.length + 40; turn += 1) {
    await page.keyboard.press('Tab')
    const {index, faults} = await page.evaluate(look)
    wrong.push(...faults)
    if (index === null || stops.includes(index)) break
    if (index >= 0) stops.push(index)
  }
  const missed = expected.filter((_, index) => !stops.includes(index))
  const sorted = stops.toSorted((a, b) => a - b)
  return [
    ...wrong,
    ...missed.map((name) => `Tab never reaches ${name}`),
    ...(sorted.every((stop, index) => stop === stops[index]) ? [] : [`Tab leaps: ${stops.join(' ')}`]),
  ]
}

/** Notes on each place that Tab should stop at its number, and how it looks without focus. Gives their names. */
function prepare(): string[] {
  const root = document.querySelector('dialog[open]') ?? document
  const all = root.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]')
  const places = [...all].filter((place) => {
    const isOff = place.tabIndex < 0 || place.matches(':disabled, input[type=radio]:not(:checked)')
    const {width, height} = place.getBoundingClientRect()
    return !isOff && width > 0 && height > 0 && place.checkVisibility({visibilityProperty: true})
  })
  // From the top, wherever the address or the page has put the focus.
  const start = document.createElement('i')
  start.tabIndex = -1
  start.style.position = 'fixed'
  const around = root instanceof Document ? root.body : root
  around.prepend(start)
  start.focus()
  const mark = (place: Element): string => {
    const {outline, boxShadow} = getComputedStyle(place)
    return `${outline} ${boxShadow}`
  }
  places.forEach((place, index) => {
    place.dataset.stop = String(index)
    const label = place instanceof HTMLInputElement ? (place.labels?.[0] ?? place) : place
    place.dataset.mark = `${mark(place)} ${mark(label)}`
  })
  return places.map((place) => place.outerHTML.replace(/ data-(?:stop|mark)="[^"]*"/g, '').slice(0, 160))
}

/** Where the focus is: a number of `prepare`, -1 for what only scrolls, null for nowhere; and what is wrong there. */
function look(): {index: number | null; faults: string[]} {
  const at = document.activeElement
  if (!(at instanceof HTMLElement) || at === document.body) return {index: null, faults: []}
  const name = at.outerHTML.slice(0, 160)
  const scrolls = at.scrollWidth > at.clientWidth || at.scrollHeight > at.clientHeight
  const {stop, mark: before} = at.dataset
  if (stop === undefined && !scrolls) return {index: -1, faults: [`Tab stops at ${name}`]}
  const mark = (place: Element): string => {
    const {outline, boxShadow} = getComputedStyle(place)
    return `${outline} ${boxShadow}`
  }
  const label = at instanceof HTMLInputElement ? (at.labels?.[0] ?? at) : at
  const isMarked = stop === undefined || before !== `${mark(at)} ${mark(label)}`
  const box = label.getClientRects()[0] ?? label.getBoundingClientRect()
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)]
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]
  const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
  const isSeen = top < bottom && left < right && (at.contains(over) || label.contains(over))
  return {
    index: stop === undefined ? -1 : Number(stop),
    faults: [
      ...(isMarked ? [] : [`the focus is not to be seen on ${name}`]),
      ...(isSeen ? [] : [`${over?.outerHTML.slice(0, 80) ?? 'the edge'} covers ${name}`]),
    ],
  }
}
