import {createHash} from 'node:crypto'
import type {normalisedRecommend, Warning} from './bodies.ts'
import type {Rules, Weights} from './config.ts'
import type {SignalItem, Signals} from './data/signals.ts'

type RecommendRequest = ReturnType<typeof normalisedRecommend>['request']

export interface RankedItem {
  item_id: string
  rank: number
  score: number
  explain?: {popularity: number; covisits: number; affinity: number}
}

export interface Ranking {
  items: RankedItem[]
  warnings: Warning[]
}

/** What a surface is ranked with: its signals, if there are any, and what the tenant's operators say. */
export interface Basis {
  signals: Signals | undefined
  weights: Weights
  rules: Rules
}

const unavailable: Ranking = {
  items: [],
  warnings: [{code: 'SIGNAL_UNAVAILABLE', detail: 'there are no signals for this surface'}],
}

/** The best items for somebody, and a warning for what the request took away or the ranking had to do without. */
export function recommended(request: RecommendRequest, subject: string, {signals, weights, rules}: Basis): Ranking {
  if (signals === undefined) return unavailable
  const {pool, warnings} = candidatesOf(request, signals.items)
  const scored = withRules(pool, rules).map(({item, factor, pinned}) => {
    const explain = {popularity: item.pop, covisits: round(item.cooc), affinity: affinity(subject, item.id)}
    const {pop, cooc, affinity: taste} = weights
    const score = round(factor * (pop * explain.popularity + cooc * explain.covisits + taste * explain.affinity))
    return {item, score, pinned, ...(request.explain === 'full' ? {explain} : {})}
  })
  return {items: ranked(scored, request.k), warnings: [...warnings, ...partial(signals, weights)]}
}

/** The items most visited together with one, or sharing the most tags with it where co-visits have no weight. */
export function similar(itemId: string, k: number, {signals, weights, rules}: Basis): Ranking {
  if (signals === undefined) return unavailable
  const origin = signals.items.find(({id}) => id === itemId)
  if (origin === undefined) {
    return {items: [], warnings: [{code: 'SIGNAL_UNAVAILABLE', detail: 'nothing is known of this item'}]}
  }
  const near = signals.neighbours?.get(itemId)
  const others = signals.items.filter((item) => item !== origin)
  const scored = withRules(others, rules).map(({item, factor, pinned}) => {
    const visited = weights.cooc * (near?.get(item.id) ?? 0)
    return {item, score: round(factor * (visited + (1 - weights.cooc) * likeness(origin, item))), pinned}
  })
  return {items: ranked(scored, k), warnings: partial(signals, weights)}
}

function partial({neighbours}: Signals, {cooc}: Weights): Warning[] {
  if (neighbours !== undefined || cooc === 0) return []
  return [{code: 'SIGNAL_PARTIAL', detail: 'there are no co-visits for this surface'}]
}

interface Scored extends Pick<RankedItem, 'score' | 'explain'> {
  item: SignalItem
  pinned: boolean
}

function ranked(scored: readonly Scored[], k: number): RankedItem[] {
  return scored
    .toSorted((a, b) => Number(b.pinned) - Number(a.pinned) || b.score - a.score || a.item.id.localeCompare(b.item.id))
    .slice(0, k)
    .map(({item, pinned: _, ...rest}, index) => ({item_id: item.id, rank: index + 1, ...rest}))
}

function withRules(items: readonly SignalItem[], rules: Rules) {
  return items.flatMap((item) => {
    const meant = rules.filter(({target}) =>
      'tag' in target ? item.tags.includes(target.tag) : target.item_id === item.id,
    )
    if (meant.some(({action}) => action === 'block')) return []
    const factor = meant.reduce((product, rule) => product * (rule.action === 'boost' ? rule.factor : 1), 1)
    return [{item, factor, pinned: meant.some(({action}) => action === 'pin')}]
  })
}

function candidatesOf(request: RecommendRequest, items: readonly SignalItem[]) {
  const {include_ids, exclude_ids, required_tags, forbidden_tags} = request
  const warnings: Warning[] = []
  const named = items.filter((item) => include_ids?.includes(item.id) ?? true)
  const allowed = named.filter((item) => !exclude_ids.includes(item.id))
  if (include_ids !== undefined) {
    const left = new Set(allowed.map((item) => item.id))
    if (left.size === 0) warnings.push({code: 'CANDIDATES_INCLUDE_EMPTY', detail: 'no included item can be served'})
    else if (include_ids.some((id) => !left.has(id))) {
      warnings.push({code: 'CANDIDATES_INCLUDE_FILTERED', detail: 'some included items cannot be served'})
    }
  }
  const pool = allowed.filter(
    ({tags}) => required_tags.every((tag) => tags.includes(tag)) && !forbidden_tags.some((tag) => tags.includes(tag)),
  )
  if (pool.length < allowed.length) {
    warnings.push({
      code: 'CONSTRAINTS_FILTERED',
      detail: `${allowed.length - pool.length} items do not meet the constraints`,
    })
  }
  return {pool, warnings}
}

/** How much somebody likes an item, from 0 to 1: a fixed function of both names. */
function affinity(subject: string, itemId: string): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([subject, itemId]))
    .digest()
  return round(digest.readUInt32BE(0) / 0xff_ff_ff_ff)
}

/** The share of tags that two items have in common. */
function likeness(a: SignalItem, b: SignalItem): number {
  const all = new Set([...a.tags, ...b.tags])
  return all.size === 0 ? 0 : a.tags.filter((tag) => b.tags.includes(tag)).length / all.size
}

function round(score: number): number {
  return Math.round(score * 10_000) / 10_000
}
