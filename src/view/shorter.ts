import type {Element} from 'hast'
import {h} from 'hastscript'

const few = 8
const many = 150

/** A list that may be long: a few rows, the next ones folded away, and how many more there are. */
export function shorter<T>(all: readonly T[], list: (some: readonly T[]) => Element): Element[] {
  if (all.length <= few + 1) return [list(all)]
  const [more, left] = [all.slice(few, many), all.length - many]
  return [
    list(all.slice(0, few)),
    h('details.pm-open', h('summary', `${all.length - few} more`), list(more), ...(left > 0 ? [beyond(left)] : [])),
  ]
}

/** Nobody reads so many; each page of an item says on what it leans. */
const beyond = (left: number): Element =>
  h('p.pm-meta', `and ${left} that are not named here; each item’s page says the same of it.`)
