import type {Element, ElementContent} from 'hast'
import {h} from 'hastscript'
import type {ListItem} from 'mdast'
import {anchorId} from '../../model/anchors.ts'
import type {Item} from '../../model/index.ts'
import {boxOf} from './boxes.ts'
import {marker} from './markers.ts'
import {unstamped} from './stamp.ts'

/** What an item's element needs to know of its item. */
export interface Shown {
  item: Item
  key: string
  /** It has child items and ends in a colon. */
  groups: boolean
}

/**
 * Gives an item its row: box and own content, the verdict's marker, then everything from the first list with items on,
 * in the author's order.
 */
export function itemRow(li: Element, {item, key, groups}: Shown, holdsItems: (node: ElementContent) => boolean): void {
  const content = li.children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
  const first = content.findIndex(holdsItems)
  const own = first === -1 ? content : content.slice(0, first)
  const rest = first === -1 ? [] : content.slice(first)
  const [only, another] = own
  const said = only?.type === 'element' && only.tagName === 'p' && another === undefined ? only : h('div', own)
  li.properties = {className: groups ? ['pm-item', 'group'] : ['pm-item'], id: anchorId(item.id.replaceAll('/', '--'))}
  li.children = [h('div', {class: 'pm-say'}, boxOf(item.claim), said), marker({item: key}), ...rest]
}

/** Puts the box before the words of a task outside checklists. */
export function taskRow(li: Element, task: ListItem): void {
  const claim = task.data?.item?.claim
  if (claim === undefined) return
  const [first] = li.children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
  const into = first?.type === 'element' && first.tagName === 'p' ? first : li
  into.children.unshift(boxOf(claim), {type: 'text', value: ' '})
  li.properties = {...unstamped(li.properties), className: ['task-list-item']}
}
