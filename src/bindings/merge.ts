import {type Attest, type Level, spanOf} from '../model/index.ts'
import type {Draft, DraftOrAny} from './draft.ts'
import type {Part} from './entry.ts'

/** A binding merged from its parts; calls are not yet read for the item. */
export interface Merged
  extends Omit<Part, 'layer' | 'source' | 'node' | 'when' | 'checks' | 'more' | 'level' | 'texts'> {
  texts: string[]
  whens: NonNullable<Part['when']>[]
  checks: DraftOrAny[]
  level: Level
  loosened: string[]
  parts: Part[]
  /** The part that each of these came from. */
  from: {choice: Part | null; option: Part | null; texts: Part | null}
}

const writtenOf = (draft: DraftOrAny): string =>
  'any' in draft ? `any of ${draft.any.map(({written}) => written).join(', ')}` : draft.written

/** What a file beside the checklist takes away from what packs say. */
function loosened(before: Merged, part: Part, replaced: readonly DraftOrAny[], kept: readonly DraftOrAny[]): string[] {
  const pack = before.parts.findLast(({source}) => source.pack !== null)?.source.pack ?? null
  if (part.source.pack !== null || pack === null) return []
  const still = kept.map(writtenOf)
  const clauses = replaced
    .map(writtenOf)
    .filter((written) => !still.includes(written))
    .map((written) => `drops the check \`${written}\` of the pack \`${pack}\``)
  if (part.level === 'recommended' && before.level === 'required')
    clauses.push(`is recommended, where the pack \`${pack}\` requires it`)
  if (part.when !== null) clauses.push(`applies only when \`${part.when.text}\``)
  if (part.drop !== null) clauses.push(`is dropped: ${part.drop}`)
  return [...clauses, ...attestLoosened(before.attest, part.attest, pack)]
}

/** How long a renewed attestation holds; without a span for ever. */
const spanIn = ({renew_every: span}: Attest): number =>
  span === undefined ? Number.POSITIVE_INFINITY : (spanOf(span) ?? 0)

function attestLoosened(before: Attest | null, now: Attest | null, pack: string): string[] {
  if (before === null || now === null) return []
  const renewed = now.renew_every === undefined ? 'never renews' : `renews every ${now.renew_every}`
  const longer =
    spanIn(now) > spanIn(before) ? [`${renewed}, where the pack \`${pack}\` says ${before.renew_every}`] : []
  const unseen = (before.sees ?? []).filter((path) => now.sees?.includes(path) === false)
  return [...longer, ...unseen.map((path) => `asks nobody to see \`${path}\``)]
}

const nothing: Merged = {
  texts: [],
  why: null,
  whens: [],
  checks: [],
  attest: null,
  choice: null,
  option: null,
  level: 'required',
  owner: null,
  drop: null,
  loosened: [],
  parts: [],
  from: {choice: null, option: null, texts: null},
}

/** Lays one part over what came before; `base` is what earlier layers checked. */
function lay(before: Merged, part: Part, isRule: boolean, base: readonly DraftOrAny[]): Merged {
  const replaces = part.checks !== null && !isRule
  const kept = replaces ? before.checks.filter((draft) => !base.includes(draft)) : before.checks
  const checks = [...kept, ...(part.checks ?? []), ...part.more]
  return {
    texts: part.texts ?? before.texts,
    why: part.why ?? before.why,
    whens: part.when === null ? before.whens : [...before.whens, part.when],
    checks,
    attest: part.attest ?? before.attest,
    choice: part.choice ?? before.choice,
    option: part.option ?? before.option,
    level: part.level ?? before.level,
    owner: part.owner ?? before.owner,
    drop: part.drop ?? before.drop,
    loosened: [...before.loosened, ...loosened(before, part, replaces ? base : [], checks)],
    parts: [...before.parts, part],
    from: {
      choice: part.choice === null ? before.from.choice : part,
      option: part.option === null ? before.from.option : part,
      texts: part.texts === null ? before.from.texts : part,
    },
  }
}

/** The parts of one layer that speak of an item: rules that fit, in order, then the entry. */
export interface LayerParts {
  rules: Part[]
  entry: Part | null
}

/** Merges the layers of an item, packs first, field by field; null when nothing names it. */
export function merge(layers: readonly LayerParts[]): Merged | null {
  const merged = layers.reduce((before, {rules, entry}) => {
    const ruled = rules.reduce((so, rule) => lay(so, rule, true, before.checks), before)
    return entry === null ? ruled : lay(ruled, entry, false, before.checks)
  }, nothing)
  return merged.parts.length === 0 ? null : merged
}

/** Every single call of a binding, those within `any` too. */
export const callsOf = (checks: readonly DraftOrAny[]): Draft[] =>
  checks.flatMap((draft) => ('any' in draft ? draft.any : [draft]))
