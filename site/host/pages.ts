import {bodies, host, snapshot} from 'virtual:proofmark/host'
import {folioRoute} from '../../src/model/index.ts'
import {
  auditBody,
  auditRoute,
  dataFiles,
  drawAnswer,
  drawVerdict,
  emptyMarker,
  fill,
  folioPlace,
  folioWays,
  itemPages,
  ownPages,
  runPages,
  runShell,
  sentences,
  toAnswers,
  toAudit,
  toOwnPages,
} from '../../src/view/index.ts'
import {addressIn, settled} from './addresses.ts'

/** A page of ours in the site of a team. */
export interface HostPage {
  /** As our links name it. */
  route: string
  /** Below the address of our pages, without slashes around it. */
  at: string
  title: string
  /** The title as safe HTML, where it is more than text. */
  html?: string | undefined
  description: string
  /** Safe HTML with markers, above and below the title. */
  above: string
  below: string
  headings: {depth: number; slug: string; text: string}[]
  /** Whether a search of the site finds what stands on it; what other pages say already would be found twice. */
  isSearched: boolean
}

const isWhole = host.pages === 'all'
const parts = (...names: string[]): string => names.map((name) => emptyMarker('part', name)).join('')

const numbered = (title: string, folio: number): string => (folio === 0 ? title : `${title}, page ${folio}`)

const overview: HostPage = {
  route: '',
  at: '',
  title: `May ${snapshot.service} go live?`,
  description: `Which items of the checklist are true of ${snapshot.service} today, in which environment, and what proves it.`,
  above: '',
  below: parts('answers', 'overview') + (isWhole ? toOwnPages(snapshot, '') : ''),
  headings: [],
  isSearched: false,
}

const checklists = bodies.map(({checklist, folio, title, description, html, headings}): HostPage => {
  const first = snapshot.routes[checklist] ?? checklist
  const route = folio === 0 ? first : folioRoute(first, folio)
  const audit = isWhole ? toAudit(snapshot, checklist, folio) : ''
  const [place, cover, ways] =
    folio === 0
      ? ['', parts(`cover:${checklist}`), '']
      : [folioPlace(snapshot, checklist, folio), '', folioWays(snapshot, checklist, folio)]
  return {
    ...{route, at: route, title: numbered(title, folio), headings, isSearched: true},
    description: description ?? overview.description,
    above: toAnswers(snapshot),
    below: place + parts(`short:${checklist}`) + audit + cover + html + ways,
  }
})

const items = (): HostPage[] =>
  itemPages(snapshot).map(({route, title, html, description, parts: [above = '', ...below], headings}) => ({
    ...{route, at: route, title, html, description, headings, isSearched: true},
    above: parts(above),
    below: parts(...below),
  }))

/** Of runs, records, problems, checks. A run that is no longer told of has no page here. */
const others = (): HostPage[] =>
  [...ownPages(snapshot), ...runPages(snapshot)]
    .filter(({route}) => route !== runShell.route)
    .map(({route, title, description, headings, parts: names}) => ({
      ...{route, at: ownPlace(route), title, description, headings, isSearched: false},
      above: toAnswers(snapshot),
      below: parts(...names) + toOwnPages(snapshot, route),
    }))

const audits = (): HostPage[] =>
  snapshot.site.audience === 'public'
    ? []
    : bodies.map(({checklist, folio, title, html}) => {
        const route = auditRoute(checklist, folio)
        const way = (label?: string): string => folioWays(snapshot, checklist, folio, {isAudit: true, label})
        const [before, after] =
          folio === 0 ? [parts(`audit-cover:${checklist}`), ''] : [way('Pages of this checklist'), way()]
        return {
          ...{route, at: ownPlace(route), title: numbered(`${title}: all evidence`, folio)},
          description:
            'Every item with what its checks expected and saw, who attested or waived it, and until when. Made to be printed.',
          above: toAnswers(snapshot),
          below: before + auditBody(html) + after,
          headings: [],
          isSearched: false,
        }
      })

/** All our pages stand below one address already. */
const ownPlace = (route: string): string => route.replace(/^readiness\//, '')

/** Every page: the answers, the checklists, and unless they are not wanted the items and all else. */
export const pages: HostPage[] = [overview, ...checklists, ...(isWhole ? [...items(), ...others(), ...audits()] : [])]

const {base} = snapshot.site
const addressOf = ({at}: HostPage): string =>
  at === '' ? base : `${base}${at.split('/').map(encodeURIComponent).join('/')}/`

const own = {
  base,
  pages: new Map([
    // An item without a page of its own has its sentence.
    ...(isWhole ? [] : sentences(snapshot)),
    ...pages.map((page) => [page.route, addressOf(page)] as const),
  ]),
  files: new Map(isWhole ? dataFiles(snapshot).map(([name]) => [name, base + ownPlace(name)]) : []),
}

/** What pages fetch or lead to beside pages, by name below the address of ours. */
export const data = (): [string, string][] =>
  isWhole
    ? dataFiles(snapshot).map(([name, draw]) => [ownPlace(name), draw((href) => addressIn(href, '', host, own))])
    : []

/** The HTML of what has markers, with links that lead where this site has the pages. */
export const drawn = (html: string): string =>
  settled(fill(html, snapshot), host, own).replaceAll(followed, (whole, before: string) =>
    isFollowed ? whole : before,
  )

/** Where the script of a long checklist looks for the page of an item: as only some sites write addresses. */
const followed = /(<div class="pm-scroll") data-items="[^"]*"/g
const isFollowed = isWhole && host.format !== 'file'

export const verdict = (item: string): string => settled(drawVerdict(snapshot, item), host, own)

export const answer = (gate: string | undefined): string => settled(drawAnswer(snapshot, gate), host, own)
