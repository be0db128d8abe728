import type {Item} from '../../model/index.ts'
import type {Draft} from '../items/draft.ts'
import type {Page} from '../page.ts'

/** What a warning may look at; drafts and items go together, one by one. */
export interface Read {
  page: Page
  drafts: readonly Draft[]
  items: readonly Item[]
}
