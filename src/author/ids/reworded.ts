import {type Item, keyOf, type Named, Names} from '../../model/index.ts'
import {contextLines, saysStill} from '../../model/sentence.ts'
import {textsAround} from '../around.ts'
import {type Gone, goneIds, type Knowing} from './known.ts'
import {type Pairs, pairsOf, similarity} from './similarity.ts'

/** An item that may be the one that an id once named. */
export interface Offer {
  named: Named
  /** From 0 to 1, 1 for the very sentence. */
  similarity: number
}

/** An id that no item has any more, with the items that it may have become, the likeliest first. */
export interface Reworded extends Gone {
  /** At most two: a second one only where it comes close. */
  offers: Offer[]
  /** The first offer has no rival. */
  sure: boolean
}

/** Below this nothing is offered: half of the letters are others. */
const least = 0.5
/** What lies so near could as well be meant. */
const close = 0.1

interface Pair {
  gone: Gone
  named: Named
  similarity: number
  /** How alike the places are; decides where sentences are equally alike. */
  place: number
}

/** The ids that files know and no item has, each with the item that it likely became: best pairs first, each item once. */
export function rewordedItems(knowing: Knowing): Reworded[] {
  const names = new Names(knowing.checklists)
  const gone = goneIds(knowing, names)
  const items = knowing.checklists.flatMap((checklist) => checklist.items.map((item) => ({checklist, item})))
  const candidates = gone.length === 0 ? [] : items.filter(({item}) => item.idFrom !== 'pinned').map(candidateOf)
  const pairs = gone
    .flatMap((each) => pairsFor(each, candidates))
    .toSorted((a, b) => b.similarity - a.similarity || b.place - a.place)
  const best = assigned(pairs)
  return gone
    .map((each) => withOffers(each, pairs, best))
    .filter(({offers, by}) => offers.length > 0 || by.some(({what}) => what !== 'pack'))
}

interface Candidate {
  named: Named
  text: Pairs
  ids: Pairs[]
  section: string
  context: Pairs
}

function candidateOf(named: Named): Candidate {
  const {item} = named
  return {
    named,
    text: pairsOf(item.own),
    ids: item.forms.map((form) => pairsOf(afterSection(form))),
    section: sectionOf(item.forms.at(-1) ?? item.id),
    context: pairsOf(contextLines(textsAround(named), item.path).join(' ')),
  }
}

const sectionOf = (id: string): string => (id.includes('/') ? (id.split('/')[0] ?? '') : '')
const afterSection = (id: string): string => (id.includes('/') ? id.slice(id.indexOf('/') + 1) : id)

function pairsFor(gone: Gone, candidates: readonly Candidate[]): Pair[] {
  const {id, checklist, texts, taken} = gone
  const words = texts.filter((text) => !text.startsWith('own:')).map(pairsOf)
  const token = pairsOf(afterSection(id))
  const context = gone.context === null ? null : pairsOf(gone.context)
  const alike = ({named: {item}, text, ids}: Candidate): number => {
    if (texts.some((each) => saysStill(each, item))) return 1
    // What differs in no letter still differs: in case, or in marks.
    const most =
      words.length > 0 ? words.map((each) => similarity(each, text)) : ids.map((each) => similarity(each, token))
    return Math.min(0.99, Math.max(...most))
  }
  return candidates
    .filter(({named}) => (checklist === null || named.checklist === checklist) && !taken.has(keyOf(named)))
    .map((candidate) => ({
      gone,
      named: candidate.named,
      similarity: alike(candidate),
      place: context === null ? Number(candidate.section === sectionOf(id)) : similarity(context, candidate.context),
    }))
    .filter((pair) => pair.similarity >= least)
}

/** Which item each id became, so that no item is two: the best pair first, as Git finds renamed files. */
function assigned(pairs: readonly Pair[]): Map<Gone, Pair> {
  const best = new Map<Gone, Pair>()
  const given = new Set<Item>()
  for (const pair of pairs) {
    if (best.has(pair.gone) || given.has(pair.named.item)) continue
    best.set(pair.gone, pair)
    given.add(pair.named.item)
  }
  return best
}

function withOffers(gone: Gone, pairs: readonly Pair[], best: ReadonlyMap<Gone, Pair>): Reworded {
  const first = best.get(gone)
  if (first === undefined) return {...gone, offers: [], sure: false}
  const others = new Set([...best.values()].filter((pair) => pair !== first).map(({named}) => named.item))
  const isNear = (pair: Pair): boolean =>
    pair !== first && (first.similarity === 1 ? pair.similarity === 1 : pair.similarity >= first.similarity - close)
  const second = pairs.find((pair) => pair.gone === gone && isNear(pair) && !others.has(pair.named.item))
  const rival = pairs.find(
    (pair) =>
      pair.named.item === first.named.item &&
      isNear(pair) &&
      pair.gone !== gone &&
      pair.similarity > (best.get(pair.gone)?.similarity ?? 0),
  )
  const offers = second === undefined ? [first] : [first, second]
  return {
    ...gone,
    offers: offers.map(({named, similarity}) => ({named, similarity})),
    sure: second === undefined && rival === undefined,
  }
}
