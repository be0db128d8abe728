import type {Problem} from '../../model/index.ts'
import {boxes} from './boxes.ts'
import {comments} from './comments.ts'
import {hiddenLists} from './hidden-lists.ts'
import {nothing} from './nothing.ts'
import type {Read} from './read.ts'
import {strangers} from './strangers.ts'
import {twins} from './twins.ts'
import {unstartedLists} from './unstarted-lists.ts'

const rules: readonly ((read: Read) => Problem[])[] = [
  nothing,
  boxes,
  strangers,
  unstartedLists,
  hiddenLists,
  comments,
  twins,
]

/** Everything in a checklist that looks like an item and is none, or is one twice. */
export const warnings = (read: Read): Problem[] => rules.flatMap((rule) => rule(read))
