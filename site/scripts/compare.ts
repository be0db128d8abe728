/* Two runs that a reader picks, from a file of the site; in the words of the page that is there without a script. */
import {movesOf} from '../../src/model/moves.ts'
import type {StoodCell} from '../../src/model/trend.ts'
import type {DiffData, DiffRun} from '../../src/view/diff-data.ts'
import {drawMoves, type MovedItem, type Names, type Pen, tallyWords} from '../../src/view/moves.ts'

const most = 300

type Node = HTMLElement | SVGElement

const pen: Pen<Node> = {
  element(name, className, ...inside) {
    const element = document.createElement(name)
    if (className) element.className = className
    element.append(...inside)
    return element
  },
  link(href, text) {
    const link = document.createElement('a')
    link.dir = 'auto'
    link.href = href
    link.append(text)
    return link
  },
  glyph(name) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
    svg.ariaHidden = 'true'
    svg.append(document.createElementNS(svg.namespaceURI, 'use'))
    svg.firstElementChild?.setAttribute('href', `#pm-${name}`)
    return svg
  },
}

interface Side {
  environment: string
  runs: DiffRun[]
  at: number
}

let data: DiffData

function find(id: string): Side | undefined {
  for (const {name, runs} of data.environments) {
    const at = runs.findIndex((run) => run.id === id)
    if (at >= 0) return {environment: name, runs, at}
  }
  return undefined
}

/** Where an item stood by a run: as it was last told. */
const stood = ({runs, at}: Side, item: number): StoodCell[] => [
  ...(runs.slice(0, at + 1).findLast((run) => item in run.stood)?.stood[item] ?? []),
]

function show(selects: HTMLSelectElement[]): void {
  const [from, to] = selects.map(({value}) => find(value))
  const place = document.querySelector('.pm-picked')
  if (!from || !to || !place) return
  const names: Names = from.environment === to.environment ? null : [from.environment, to.environment]
  let {alike} = data
  const moved: MovedItem[] = []
  for (const [index, item] of data.items.entries()) {
    const [before, after] = [stood(from, index), stood(to, index)]
    const moves = movesOf(before, after)
    if (moves.length) moved.push({...item, moves})
    else if (before.length) alike += 1
  }
  const tally = tallyWords(moved, alike, names)
  const told = pen.element('p', 'pm-lead', tally)
  const drawn = pen.element('section', 'pm-block', told, ...drawMoves(pen, moved, most, names))
  // A page that is filled again for nothing leaves what is being read, or selected, as it is.
  if (place.firstElementChild?.isEqualNode(drawn)) return
  place.replaceChildren(drawn)
  document.getElementById('pm-live')?.replaceChildren(tally)
}

function options(select: HTMLSelectElement, chosen: string): void {
  const groups = data.environments.map(({name, runs}) => {
    const group = document.createElement('optgroup')
    group.label = name
    group.append(...runs.toReversed().map(({id, label}) => new Option(label, id, false, id === chosen)))
    return group
  })
  select.replaceChildren(...groups)
}

async function start(): Promise<void> {
  const pick = document.querySelector<HTMLElement>('.pm-pick')
  if (!pick) return
  const selects = [...pick.querySelectorAll('select')]
  // A page that was filled again may have new runs.
  const kept = selects.map(({value}) => value)
  data = await (await fetch(pick.dataset.from ?? '', {cache: 'no-cache'})).json()
  const asked = new URLSearchParams(location.search)
  const newest = data.environments[0]?.runs.slice(-2).map(({id}) => id) ?? []
  for (const [index, select] of selects.entries()) {
    const wanted = asked.get(index ? 'to' : 'from') ?? kept[index] ?? ''
    options(select, find(wanted) ? wanted : (newest.at(index ? -1 : 0) ?? ''))
    select.onchange = () => {
      const [from = '', to = ''] = selects.map(({value}) => value)
      const url = new URL(location.href)
      url.search = new URLSearchParams({from, to}).toString()
      history.replaceState(history.state, '', url)
      show(selects)
    }
  }
  if (asked.has('from') || asked.has('to')) show(selects)
}

start().catch(() => {})
addEventListener('pm-filled', () => start().catch(() => {}))
// A site of others may swap pages, and runs no script again.
document.addEventListener('astro:after-swap', () => start().catch(() => {}))
