import type {Finding, Position, Result} from '../model/index.ts'
import {joined, type Piece, prose} from './html.ts'
import type {Lens} from './lens.ts'
import {sourcePlace} from './places.ts'

/** What failing calls expected and saw, each once: `expected X, saw Y in file:line; expected …`. */
export function failures(lens: Lens, results: readonly Result[]): Piece[] {
  const failing = results.flatMap(({findings}) => findings).filter(({outcome}) => outcome === 'fail')
  const told = new Map(
    failing.map((finding) => [`${finding.expected}\n${finding.saw}\n${place(finding.source)}`, finding]),
  )
  return joined(
    [...told.values()].map((finding) => failure(lens, finding)),
    '; ',
  )
}

const place = (at: Position | null): string => (at === null ? '' : `${at.file}:${at.line}`)

function failure(lens: Lens, {expected, saw, source, message}: Finding): Piece[] {
  if (saw === null) return prose(message)
  const where = source === null || saw.includes(place(source)) ? [] : [' in ', sourcePlace(lens, source)]
  return [...prose(`expected ${expected}, saw ${saw}`), ...where]
}

/** Calls of several results, each once, in their order. */
export function callsOf(results: readonly Result[]): {finding: Finding; tenants: string[]}[] {
  const calls = new Map<string, {finding: Finding; tenants: string[]}>()
  for (const {tenant, findings} of results)
    for (const finding of findings) {
      const same = calls.get(likeness(finding))
      if (same === undefined) calls.set(likeness(finding), {finding, tenants: [tenant]})
      else same.tenants.push(tenant)
    }
  return [...calls.values()]
}

/** Calls that a reader cannot tell apart, whatever the tenant. */
const likeness = ({check, written, outcome, expected, saw, message}: Finding): string =>
  JSON.stringify([check, written, outcome, expected, saw, message])
