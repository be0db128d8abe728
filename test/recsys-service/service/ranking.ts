import type {normalisedRecommend, Warning} from './bodies.ts'
import {affinity, type CatalogueItem, catalogue, likeness, round} from './catalogue.ts'

type RecommendRequest = ReturnType<typeof normalisedRecommend>['request']

export interface RankedItem {
  item_id: string
  rank: number
  score: number
  explain?: {popularity: number; affinity: number}
}

export interface Ranking {
  items: RankedItem[]
  warnings: Warning[]
}

/** The best items for somebody: popularity with a little affinity, and a warning for what the request took away. */
export function recommended(request: RecommendRequest, subject: string): Ranking {
  const {pool, warnings} = candidatesOf(request)
  const scored = pool.map((item) => {
    const explain = {popularity: item.popularity, affinity: affinity(subject, item.id)}
    const score = round(0.8 * explain.popularity + 0.2 * explain.affinity)
    return {item, score, ...(request.explain === 'full' ? {explain} : {})}
  })
  return {items: ranked(scored, request.k), warnings}
}

/** The items that share the most tags with one. */
export function similar(itemId: string, k: number): Ranking {
  const origin = catalogue.find((item) => item.id === itemId)
  if (origin === undefined) {
    return {items: [], warnings: [{code: 'SIGNAL_UNAVAILABLE', detail: 'nothing is known of this item'}]}
  }
  const scored = catalogue.filter((item) => item !== origin).map((item) => ({item, score: likeness(origin, item)}))
  return {items: ranked(scored, k), warnings: []}
}

interface Scored extends Pick<RankedItem, 'score' | 'explain'> {
  item: CatalogueItem
}

function ranked(scored: readonly Scored[], k: number): RankedItem[] {
  return scored
    .toSorted((a, b) => b.score - a.score || a.item.id.localeCompare(b.item.id))
    .slice(0, k)
    .map(({item, ...rest}, index) => ({item_id: item.id, rank: index + 1, ...rest}))
}

function candidatesOf({include_ids, exclude_ids, required_tags, forbidden_tags}: RecommendRequest) {
  const warnings: Warning[] = []
  const named = catalogue.filter((item) => include_ids?.includes(item.id) ?? true)
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
