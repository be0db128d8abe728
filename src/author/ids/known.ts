import type {Layer} from '../../bindings/index.ts'
import {type Checklist, keyOf, type Names, type Position, type Records} from '../../model/index.ts'
import {itemOf, type Written, writtenIn} from './written.ts'

/** A place that names an item. */
export interface NamedBy {
  what: 'binding' | 'pack' | 'attestation' | 'waiver'
  at: Position
}

/** An id that some file knows an item by, and that no item has any more. */
export interface Gone {
  id: string
  /** The checklist that it was written for; null where any may have had it. */
  checklist: Checklist | null
  /** The sentences that it stood for, in words or as `own:…`. */
  texts: string[]
  /** What the sentence stood under, where a record says so. */
  context: string | null
  by: NamedBy[]
  /** Keys of the items that the same bindings file speaks of already: none of them can be meant. */
  taken: ReadonlySet<string>
}

/** What knows items by their ids. */
export interface Knowing {
  checklists: readonly Checklist[]
  layers: readonly Layer[]
  records: readonly Records[]
}

/** The ids that bindings files, packs and records name, and that no item has; each once, in the order of these files. */
export function goneIds({checklists, layers, records}: Knowing, names: Names): Gone[] {
  const bound = layers.flatMap((layer) => goneFrom(writtenIn(layer), names))
  const stated = records.flatMap((record) => goneIn(record, checklists))
  return merged([...bound, ...stated.filter(({id, checklist}) => isGone(id, checklist, names))])
}

function isGone(id: string, checklist: Checklist | null, names: Names): boolean {
  const found = names.find(id, checklist)
  return !('item' in found || 'several' in found)
}

function goneFrom(entries: readonly Written[], names: Names): Gone[] {
  const taken = new Set(entries.flatMap((each) => itemOf(each, names) ?? []).map(keyOf))
  return entries
    .filter(({layer, entry}) => isGone(entry.key, layer.checklist, names))
    .map(({layer, entry, texts}) => ({
      id: entry.key,
      checklist: layer.checklist,
      texts,
      context: null,
      by: [{what: layer.pack === null ? 'binding' : 'pack', at: entry.at}],
      taken,
    }))
}

/** The items that a record names, with their sentences. */
function goneIn(record: Records, checklists: readonly Checklist[]): Gone[] {
  if (record.kind === 'decision') return []
  const {kind: what, at} = record
  const context = record.kind === 'attestation' ? record.context : null
  const listed = record.kind === 'waiver' ? record.items : []
  return [
    {id: record.item, text: record.text, context},
    ...listed.map(({item, text}) => ({id: item, text, context: null})),
  ].map(({id, text, context}) => ({
    ...split(id, checklists),
    texts: [text],
    context,
    by: [{what, at}],
    taken: new Set<string>(),
  }))
}

/** `launch:access/admin` names an item of one checklist. */
function split(name: string, checklists: readonly Checklist[]): Pick<Gone, 'id' | 'checklist'> {
  const checklist = checklists.find((each) => name.startsWith(`${each.name}:`)) ?? null
  return {id: checklist === null ? name : name.slice(checklist.name.length + 1), checklist}
}

/** One entry for each id, with all that is known of it. */
function merged(all: readonly Gone[]): Gone[] {
  const found: Gone[] = []
  for (const gone of all) {
    const at = found.findIndex(({id, checklist}) => id === gone.id && mayBeSame(checklist, gone.checklist))
    const before = found[at]
    if (before === undefined) found.push(gone)
    else
      found[at] = {
        id: gone.id,
        checklist: before.checklist ?? gone.checklist,
        texts: [...new Set([...before.texts, ...gone.texts])],
        context: before.context ?? gone.context,
        by: [...before.by, ...gone.by],
        taken: new Set([...before.taken, ...gone.taken]),
      }
  }
  return found
}

const mayBeSame = (one: Checklist | null, other: Checklist | null): boolean =>
  one === null || other === null || one === other
