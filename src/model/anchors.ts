/** What the ids of a page's own parts begin with: those of the shell, of verdicts, filters and glyphs, and of an author's raw HTML. */
const ours = /^(?:_top$|diagram-|pm-|show-|starlight__|tabs-|user-content-)/

/** The id that a heading or an item has on its page: none of an author's stands in for one of ours. */
export const anchorId = (anchor: string): string => (ours.test(anchor) ? `user-content-${anchor}` : anchor)
