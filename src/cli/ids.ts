import {type Checklist, type IdsReport, type Item, keyOf, type Reworded, stages} from '../index.ts'
import {layersFor, type Prepared} from '../line/index.ts'

const listed = (checklist: Checklist, item: Item): IdsReport['items'][number] => ({
  key: keyOf({checklist, item}),
  id: item.id,
  from: item.idFrom,
  text: item.text,
  at: item.at,
})

/** All ids, and what became of those that no item has any more. */
export const idsReport = (checklists: readonly Checklist[], reworded: readonly Reworded[]): IdsReport => {
  const items = checklists.flatMap((checklist) => checklist.items.map((item) => listed(checklist, item)))
  return {
    version: 1,
    kind: 'ids',
    count: items.length,
    items,
    reworded: reworded.map(({id, checklist, texts, by, offers, sure}) => ({
      id,
      checklist: checklist?.name ?? null,
      texts,
      by,
      offers: offers.map(({named, similarity}) => ({
        ...listed(named.checklist, named.item),
        similarity: Math.floor(similarity * 100) / 100,
      })),
      sure,
    })),
  }
}

/** What bindings, packs and records know, and no item has. Of some checklists alone nobody can say that an id is gone: only offers are told. */
export async function rewordedIn(prepared: Prepared, files: readonly string[]): Promise<Reworded[]> {
  const {checklists, records} = prepared
  const {rewordedItems} = await stages.author()
  const found = rewordedItems({checklists, records, layers: await layersFor(prepared)})
  const isBound = ({by}: Reworded): boolean => by.some(({what}) => what === 'binding')
  return found.filter((each) => files.length === 0 || each.offers.length > 0 || isBound(each))
}
