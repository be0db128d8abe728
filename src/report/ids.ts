import {type IdsReport, type ListedId, place, type RewordedId} from '../model/index.ts'
import {block, type Sheet} from './sheet.ts'
import {many} from './words.ts'

export interface IdsText extends Sheet {
  report: IdsReport
}

const gutterWidth = 15

/** The ids of all items, then those that no item has any more, each with what it may have become. */
export function reportIds({report: {items, reworded}, ...sheet}: IdsText): string {
  const lines = [...Map.groupBy(items, ({at}) => at.file)].flatMap(([file, some]) => [
    ...block(sheet, {text: file, style: 'bold', right: counted(some)}),
    ...some.flatMap((item) => idLines(sheet, item)),
    '',
  ])
  const gone = reworded.flatMap((each) => [...goneLines(sheet, each), ''])
  return `${[...lines, ...gone, closing(items, reworded)].join('\n')}\n`
}

const idLines = (sheet: Sheet, {id, from, at}: ListedId): string[] =>
  block(sheet, {margin: 2, gutter: {word: `${String(at.line).padStart(4)} ${from}`, width: gutterWidth}, text: id})

/** `2 pinned, 5 derived` */
const counted = (items: readonly ListedId[]): string =>
  (['pinned', 'visible', 'derived'] as const)
    .map((kind) => [items.filter(({from}) => from === kind).length, kind] as const)
    .filter(([count]) => count > 0)
    .map(([count, kind]) => `${count} ${kind}`)
    .join(', ')

function goneLines(sheet: Sheet, gone: RewordedId): string[] {
  const {id, texts, by, offers} = gone
  const line = (word: string, text: string): string[] =>
    block(sheet, {margin: 2, gutter: {word, width: 7}, text, whole: word === 'next'})
  const [first, second] = offers
  return [
    ...block(sheet, {text: `${id} is the id of no item`, style: 'bold'}),
    ...by.flatMap(({what, at}) => line('in', `${place(at)} (${what})`)),
    ...texts.flatMap((text) =>
      line('was', text.startsWith('own:') ? `${text} (a fingerprint, which keeps no words)` : text),
    ),
    ...(first === undefined
      ? line('now', 'nothing is like it: bind another item, or take it out')
      : line('now', offerText(gone, first))),
    ...(second === undefined ? [] : line('or', offerText(gone, second))),
    ...offers.flatMap((offer) => line('next', `proofmark ids --keep ${id}=${offer.id}`)),
  ]
}

/** Without the old sentence the words of the ids were compared. */
function offerText({texts}: RewordedId, {text, at, similarity}: RewordedId['offers'][number]): string {
  const how = texts.some((each) => !each.startsWith('own:')) ? '' : ' by the id'
  const alike = similarity === 1 ? 'the same words' : `${Math.floor(similarity * 100)} % alike${how}`
  return `${text} (${place(at)}, ${alike})`
}

function closing(items: readonly ListedId[], reworded: readonly RewordedId[]): string {
  const total = `${many(items.length, 'item')}${items.length === 0 ? '' : `: ${counted(items)}`}`
  if (reworded.length === 0) return total
  const offered = reworded.filter(({offers}) => offers.length > 0).length
  const next = offered === 0 ? '' : '; keep what is offered: proofmark ids --reworded'
  return `${total}. ${many(reworded.length, 'id')} without an item, ${offered} with an offer${next}`
}
