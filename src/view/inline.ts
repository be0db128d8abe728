import type {Element} from 'hast'
import {h} from 'hastscript'
import type {Snapshot} from '../model/index.ts'
import {meant} from '../model/nearest.ts'
import {line} from './answers.ts'
import {day} from './dates.ts'
import {grouped} from './groups.ts'
import {type Piece, written} from './html.ts'
import {type EnvironmentLens, type ItemLens, type Lens, lensOf, resultsOf, shown} from './lens.ts'
import {itemHref} from './places.ts'
import {verdict} from './status.ts'
import {unstopped} from './words.ts'

/**
 * Where an item stands in each environment, to stand in a sentence of somebody else's page: `production pass, staging fail (globex)`.
 * Throws for an item that is in no checklist.
 */
export function drawVerdict(snapshot: Snapshot, name: string): string {
  const lens = lensOf(snapshot)
  const item = itemNamed(lens, name)
  const stands = lens.environments.map((environment) => standsIn(environment, item))
  const link = {href: itemHref(lens, item), title: unstopped(item.item.text)}
  return written([h('span.pm-verdict.not-content', h('a', link, ...between(stands)))])
}

/** The answers of all gates or of one, in a line for each environment. Throws for a gate that nobody declared. */
export function drawAnswer(snapshot: Snapshot, name?: string): string {
  const lens = lensOf(snapshot)
  const all = lens.environments.flatMap((environment) => environment.gates.map((gate) => ({environment, gate})))
  const found = all.filter(({gate}) => name === undefined || gate.name === name)
  if (name !== undefined && found.length === 0)
    throw new Error(
      `Unexpected gate \`${name}\`, ${meant(
        name,
        all.map(({gate}) => gate.name),
      )}`,
    )
  return written([h('ul.pm-short.not-content', ...found.map(({environment, gate}) => line(lens, environment, gate)))])
}

/** An item by its key, or by its id where one checklist alone has it. */
function itemNamed({items}: Lens, name: string): ItemLens {
  const byId = [...items.values()].filter(({item}) => item.id === name)
  const [only, another] = byId
  const found = items.get(name) ?? (another === undefined ? only : undefined)
  if (found !== undefined) return found
  const all = name.includes(':') ? [...items.keys()] : [...items.values()].map(({item}) => item.id)
  const known = another === undefined ? all : byId.map(({key}) => key)
  throw new Error(`Unexpected item \`${name}\`, ${meant(name, known)}`)
}

/** What is said of an environment is taken back by the page's script once its results count no longer. */
function standsIn(environment: EnvironmentLens, {key}: ItemLens): Element {
  const {name, snapshot} = environment
  const {freshUntil, judgedAt} = snapshot.results
  const groups = grouped(environment, resultsOf(environment, key), shown)
  const words = groups.map(({status, who}): Piece[] => [
    status === null ? 'none' : verdict(status),
    ...(who === '' ? [] : [` (${who})`]),
  ])
  const ends = freshUntil === null ? {} : {dataUntil: freshUntil, dataPast: `${name}: judged ${day(judgedAt)}, too old`}
  return h('span', ends, `${name} `, ...(words.length === 0 ? ['not judged'] : words.flatMap(comma)))
}

const between = (elements: readonly Element[]): Piece[] => elements.map((element): Piece[] => [element]).flatMap(comma)

const comma = (pieces: Piece[], index: number): Piece[] => (index === 0 ? pieces : [', ', ...pieces])
