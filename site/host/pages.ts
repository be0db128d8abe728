import {bodies, host, snapshot} from 'virtual:proofmark/host'
import {drawAnswer, drawVerdict, emptyMarker, fill, itemPages} from '../../src/view/index.ts'
import {settled} from './addresses.ts'

/** A page of ours in the site of a team. */
export interface HostPage {
  /** Below the address of our pages, without slashes around it. */
  route: string
  title: string
  /** The title as safe HTML, where it is more than text. */
  html?: string | undefined
  description: string
  /** Safe HTML with markers, above and below the title. */
  above: string
  below: string
  headings: {depth: number; slug: string; text: string}[]
}

const parts = (...names: string[]): string => names.map((name) => emptyMarker('part', name)).join('')

const overview: HostPage = {
  route: '',
  title: `May ${snapshot.service} go live?`,
  description: `Which items of the checklist are true of ${snapshot.service} today, in which environment, and what proves it.`,
  above: '',
  below: parts('answers', 'overview'),
  headings: [],
}

/** Every page: the answers, the checklists, the items. */
export const pages: HostPage[] = [
  overview,
  ...bodies.map(({checklist, title, description, html, headings}) => ({
    route: snapshot.routes[checklist] ?? checklist,
    title,
    description: description ?? overview.description,
    above: '',
    below: parts(`short:${checklist}`) + html,
    headings,
  })),
  ...itemPages(snapshot).map(({route, title, html, description, parts: [above = '', ...below], headings}) => ({
    ...{route, title, html, description, headings},
    above: parts(above),
    below: parts(...below),
  })),
]

const own = {base: snapshot.site.base, routes: new Set(pages.map(({route}) => route))}

/** The HTML of what has markers, with links that lead where this site has the pages. */
export const drawn = (html: string): string => settled(fill(html, snapshot), host, own)

export const verdict = (item: string): string => settled(drawVerdict(snapshot, item), host, own)

export const answer = (gate: string | undefined): string => settled(drawAnswer(snapshot, gate), host, own)
