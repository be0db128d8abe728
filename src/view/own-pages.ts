import type {Heading, Snapshot} from '../model/index.ts'

/** A page of the site that is neither a document nor an item: everything on it is drawn from the snapshot. */
export interface OwnPage {
  /** Without slashes around it; below `readiness/`, so that it takes no address that a team's own document would want. */
  route: string
  title: string
  /** The title as safe HTML, where it is more than text. */
  html?: string
  description: string
  /** Words of its link in the sidebar; null for a page that others lead to. */
  label: string | null
  /** Names of its markers, in order, as `drawPart` takes them. */
  parts: string[]
  /** Its table of contents; a page without one is as wide as the overview. */
  headings: Heading[]
}

/** What the list may depend on: a result that changed it would call for a new build. */
export type SiteOf = {site: Pick<Snapshot['site'], 'audience'>}

/** The site's own pages; a public site has none, for they hold what readers of one may not see. */
export const ownPages = ({site}: SiteOf): OwnPage[] => (site.audience === 'public' ? [] : pages)

/** Each page of a run is made from this one, which stays for those that are gone. */
export const runShell: OwnPage = {
  route: 'readiness/runs/run',
  title: 'This run is no longer told of',
  description: 'What a run came to, what changed since the one before it, and where every item stood.',
  label: null,
  parts: ['run'],
  headings: [],
}

const pages: OwnPage[] = [
  {
    route: 'readiness/runs',
    title: 'Runs',
    description: 'What each kept run came to, and what changed since the one before it, by environment.',
    label: 'Runs',
    parts: ['runs'],
    headings: [],
  },
  runShell,
  {
    route: 'readiness/diff',
    title: 'Two runs compared',
    description: 'What stands otherwise by one run than by another, of one environment or of two.',
    label: null,
    parts: ['diff'],
    headings: [],
  },
  {
    route: 'readiness/records',
    title: 'Records and expiries',
    description: 'What ends and when, which records of people count, and why the others do not.',
    label: 'Records and expiries',
    parts: ['records'],
    headings: [],
  },
  {
    route: 'readiness/problems',
    title: 'Problems in what was written',
    description: 'What is wrong in the docs, the checklists and their bindings, by file.',
    label: 'Problems',
    parts: ['problems'],
    headings: [],
  },
  {
    route: 'readiness/checks',
    title: 'Checks',
    description: 'What each check of this project sees and takes, which items lean on it, and what no check proves.',
    label: 'Checks',
    parts: ['checks'],
    headings: [],
  },
]
