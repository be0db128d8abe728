/** An entry of what an author wrote as the navigation of the docs; a page without a title of its own has null. */
export type NavEntry =
  | {title: string | null; file: string}
  | {title: string; url: string}
  | {title: string; entries: NavEntry[]}
