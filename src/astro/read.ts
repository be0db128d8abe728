import path from 'node:path'
import {type Prepared, prepare, snapshotOf, type World} from '../line/index.ts'
import {filesOf} from '../live/project-files.ts'
import type {Document, Heading, Project, Snapshot} from '../model/index.ts'
import {withoutForeignPictures} from '../publish/pictures.ts'
import {isWithheld} from '../publish/public.ts'
import {withoutWithheld} from '../publish/withheld.ts'
import {lensOf} from '../view/lens.ts'
import {ownPages} from '../view/own-pages.ts'
import {sourceHref} from '../view/places.ts'
import {drawerAt} from './diagrams.ts'
import {type Host, pageOf} from './host.ts'

/** The prose of a checklist, with markers for results. */
export interface Body {
  checklist: string
  /** Which page of a long checklist it is; 0 for the first, and for all that stands on one. */
  folio: number
  title: string
  description: string | null
  html: string
  headings: Heading[]
}

/** Everything that the pages are drawn from. */
export interface Shown {
  snapshot: Snapshot
  bodies: Body[]
  project: Project
  /** Whose change makes it worth while to read again: absolute paths. */
  files: string[]
}

interface Ask {
  root: string
  host: Host
  /** Below the base of the host. */
  base: string
  audience: Snapshot['site']['audience'] | undefined
  now: Date
}

/** Reads the project and its kept runs; makes no checks. Throws `CannotJudge` for what stops. */
export async function readShown({root, host, base, audience, now}: Ask, world: World): Promise<Shown> {
  const ask = {root, file: 'proofmark.yaml', files: [], packs: []}
  const prepared = await prepare(ask, world, 'checklists')
  const site = {
    ...prepared.project.site,
    base: `${host.base}${base}/`,
    url: host.url,
    audience: audience ?? prepared.project.site.audience,
  }
  const project = {...prepared.project, site}
  const documents = withShortRoutes(prepared.documents)
  const snapshot = await snapshotOf({...prepared, project, documents, navigation: null}, now)
  const bodies = await bodiesOf({host, project, documents, snapshot})
  return {snapshot, bodies, project, files: [...filesOf(ask, prepared), ...besides(prepared)]}
}

/** Checklists stand side by side, under their own names where these differ; none takes the place of a page of ours. */
function withShortRoutes(documents: readonly Document[]): Document[] {
  const short = ({route}: Document): string => route.split('/').at(-1) ?? route
  const names = Map.groupBy(documents, short)
  return documents.map((each) => {
    const route = names.get(short(each))?.length === 1 ? short(each) : each.route
    return {...each, route: taken.has(route.split('/')[0] ?? '') ? `checklists/${route}` : route}
  })
}

const taken = new Set([
  'items',
  'audit',
  ...ownPages({site: {audience: 'internal'}}).map(({route}) => route.split('/')[1]),
])

async function bodiesOf({
  host,
  project,
  documents,
  snapshot,
}: {
  host: Host
  project: Project
  documents: Document[]
  snapshot: Snapshot
}): Promise<Body[]> {
  const {renderPage} = await import('../markdown/index.ts')
  const {base} = project.site
  const withheld = (file: string): boolean => isWithheld(file, project)
  const outside = (file: string, anchor: string | null): string | null => {
    if (withheld(file)) return null
    const page = pageOf(host, path.join(project.root, file))
    if (page !== null) return `${page}${anchor === null ? '' : `#${encodeURIComponent(anchor)}`}`
    return sourceHref(lensOf(snapshot), {file, line: 1, column: 1})
  }
  const diagrams = drawerAt(host.root)
  const bodies: Body[] = []
  for (const checklist of snapshot.checklists) {
    const {file, name, title} = checklist
    const body = await renderPage({root: project.root, file, documents, checklist, base, outside, diagrams})
    const description = documents.find((document) => document.file === file)?.description ?? null
    for (const [folio, {html, headings}] of [body, ...body.folios].entries()) {
      const safe = withoutWithheld(withoutForeignPictures(html), base, withheld)
      bodies.push({checklist: name, folio, title, description, html: safe, headings})
    }
  }
  return bodies
}

/** Bindings beside the checklists, and what tells of new runs. */
const besides = ({project, checklists}: Prepared): string[] =>
  [
    ...checklists.map(({file}) => file.replace(/\.[^./]*$/, '.bindings.yaml')),
    ...project.environments.map(({name}) => `.proofmark/runs/${encodeURIComponent(name)}/history.json`),
  ].map((name) => path.join(project.root, name))
