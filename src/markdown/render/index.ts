import type {Element, Root} from 'hast'
import {toHtml} from 'hast-util-to-html'
import {h} from 'hastscript'
import type {ListItem, Nodes} from 'mdast'
import {anchorId} from '../../model/anchors.ts'
import {CannotJudge, type Checklist, type Document, folioRoute, type Heading} from '../../model/index.ts'
import {addressOf} from '../../model/item-address.ts'
import {each, take} from '../each.ts'
import {readSource} from '../files.ts'
import {takePage} from '../kept.ts'
import {type Page, type PageHeading, readPage} from '../page.ts'
import {sha256} from '../source.ts'
import {drawAbbreviations, takeAbbreviations} from './abbreviations.ts'
import {headAdmonitions} from './admonitions.ts'
import {drawAlerts} from './alerts.ts'
import {drawInputs} from './boxes.ts'
import {drawChecklist, type ShownChecklist, shownChecklist} from './checklist.ts'
import {colourCode, nameBlocks} from './code.ts'
import {type Draw, drawDiagrams} from './diagrams.ts'
import {eachElement} from './each-element.ts'
import {type CallOuts, drawFolds} from './folds.ts'
import {type Cut, takeFolios} from './folios.ts'
import {follower} from './follow.ts'
import {taskRow} from './items.ts'
import {type Outside, rewriteLinks} from './links.ts'
import {nameFormulas} from './math.ts'
import {arrange, notesOf} from './sections.ts'
import {Stamps} from './stamp.ts'
import {scrollTables} from './tables.ts'
import {readTerms} from './terms.ts'
import {safeHast} from './to-hast.ts'

/** A page's body, and the headings in it. */
export interface RenderedBody {
  html: string
  headings: Heading[]
}

/** A document rendered: its page, and those on which a long checklist goes on. */
export interface RenderedPage extends RenderedBody {
  folios: RenderedBody[]
}

/** One document to render, with the others for the addresses of its links. */
export interface RenderAsk {
  root: string
  file: string
  documents: readonly Document[]
  /** With it the page gets the structure of a checklist, with markers for results. */
  checklist: Checklist | null
  base: string
  /** Where links to files of the project lead that are no pages; unless given the site holds those files. */
  outside?: Outside
  /** What draws diagrams; without it they show their source. */
  diagrams?: (() => Promise<Draw>) | undefined
}

/** Renders a document as safe HTML. Its title is left out, since the layout shows it. */
export async function render(ask: RenderAsk): Promise<RenderedPage> {
  const page = await pageAt(ask)
  const shown = ask.checklist === null ? null : shownChecklist(page, ask.checklist.name)
  const title = takeTitle(page)
  const words = takeAbbreviations(page.tree)
  takeContents(page.tree)
  readTerms(page.tree)
  headAdmonitions(page.tree)
  nameFormulas(page)
  nameBlocks(page.tree)
  const stamps = stamped(page)
  const root = safeHast(page.tree, {stamp: stamps.shape, paragraphs: shown !== null})
  const base = folderOf(ask.base)
  const slugs = new Set(page.headings.map(({slug}) => slug))
  const {documents, outside} = ask
  rewriteLinks(root, {documents, base, slugs, outside, follow: await follower({...ask, base, page})})
  drawAlerts(root)
  drawInputs(root)
  drawFolds(root, callOuts(stamps))
  scrollTables(root)
  await drawDiagrams(root, ask.diagrams)
  await colourCode(root)
  drawAbbreviations(root, words)
  const ids = structure(root, shown, stamps)
  // Links to the title's own slug still arrive.
  if (title !== null) root.children.unshift(h('span', {id: anchorId(title.slug)}))
  const folios = shown === null ? [] : foliosIn(root, shown, ids, addressIn(ask))
  const headings = page.headings.filter((heading) => heading !== title)
  const body = (tree: Root): RenderedBody => ({html: toHtml(tree), headings: headingsOn(tree, headings)})
  if (folios.length === 0) return {html: toHtml(root), headings: headings.map(named), folios: []}
  return {...body(root), folios: folios.map(body)}
}

/** Cuts a long checklist; of none that is short. */
function foliosIn(
  root: Root,
  {name, folios}: ShownChecklist,
  ids: ReadonlyMap<Element, string>,
  hrefOf: Cut['hrefOf'],
): Root[] {
  return folios.length === 0 ? [] : takeFolios(root, {name, folios, idOf: (element) => ids.get(element), hrefOf})
}

const addressIn =
  ({base, file, documents}: RenderAsk): Cut['hrefOf'] =>
  (number) => {
    const route = documents.find((one) => one.file === file)?.route ?? ''
    const to = number === 0 ? route : folioRoute(route, number)
    return `${folderOf(base)}/${to === '' ? '' : `${addressOf(to)}/`}`
  }

const named = ({depth, slug, text}: PageHeading): Heading => ({depth, slug: anchorId(slug), text})

function headingsOn(tree: Root, headings: readonly PageHeading[]): Heading[] {
  const ids = new Set<unknown>()
  eachElement(tree, ({tagName, properties}) => {
    if (/^h[1-6]$/.test(tagName)) ids.add(properties.id)
  })
  return headings.map(named).filter(({slug}) => ids.has(slug))
}

/** The site's base in one form: empty, or with a slash before and none after. */
const folderOf = (base: string): string => base.replace(/^\/*/, '/').replace(/\/+$/, '')

async function pageAt({root, file, documents}: RenderAsk): Promise<Page> {
  const read = await readSource(root, file)
  if ('problem' in read) throw new CannotJudge([read.problem])
  const document = documents.find((one) => one.file === file)
  const kept = takePage(document, read.source)
  if (kept !== null) return kept
  const {page, problems} = readPage(read.source)
  if (page === null) throw new CannotJudge(problems)
  return page
}

/** Takes the first H1 off the page, unless it says something else than the title. */
function takeTitle(page: Page): PageHeading | null {
  const title = page.headings.find(({depth}) => depth === 1)
  const index = title === undefined ? -1 : page.tree.children.indexOf(title.node)
  if (title === undefined || index === -1 || title.text !== page.title) return null
  page.tree.children.splice(index, 1)
  return title
}

/** Takes off `[TOC]`: the layout shows the contents of each page beside it. */
function takeContents(tree: Page['tree']): void {
  const taken = new Set<Nodes>()
  each(tree, (node) => {
    if (node.type !== 'paragraph') return
    const [only, another] = node.children
    if (only?.type === 'text' && another === undefined && only.value.trim() === '[TOC]') taken.add(node)
  })
  take(tree, taken)
}

function stamped(page: Page): Stamps {
  const stamps = new Stamps(sha256(page.source.text))
  for (const heading of page.headings) stamps.put(heading.node, {heading})
  each(page.tree, (node) => {
    if (node.type === 'listItem' && node.data?.item) stamps.put(node, {item: node})
  })
  each(page.tree, (node) => {
    const admonition = node.type === 'blockquote' ? node.data?.admonition : undefined
    if (node.type !== 'blockquote' || admonition === undefined || admonition.form === 'box') return
    node.children.shift()
    stamps.put(node, {admonition})
  })
  return stamps
}

function callOuts(stamps: Stamps): CallOuts {
  const admonitionOf: CallOuts['admonitionOf'] = (element) => {
    const origin = stamps.of(element)
    return origin !== null && 'admonition' in origin ? origin.admonition : null
  }
  const holdsBox: CallOuts['holdsBox'] = (element) => {
    const origin = stamps.of(element)
    if (origin !== null && 'item' in origin) return true
    return element.children.some((child) => child.type === 'element' && holdsBox(child))
  }
  return {admonitionOf, holdsBox}
}

/** Gives a page its sections and rows, and the elements of items with their ids. */
function structure(root: Root, shown: ShownChecklist | null, stamps: Stamps): ReadonlyMap<Element, string> {
  const itemOf = (li: Element): ListItem | null => {
    const origin = stamps.of(li)
    return origin !== null && 'item' in origin ? origin.item : null
  }
  const headingOf = (element: Element): PageHeading | null => {
    const origin = stamps.of(element)
    return origin !== null && 'heading' in origin ? origin.heading : null
  }
  const sectionOf = ({slug}: PageHeading): string | null => (shown?.sections.has(slug) ? `${shown.name}#${slug}` : null)
  const notes = notesOf(root, (element) => itemOf(element) !== null)
  root.children = arrange(root.children, {headingOf, sectionOf, notes})
  const ids = shown === null ? new Map<Element, string>() : drawChecklist(root, shown, itemOf, notes)
  eachElement(root, (li) => {
    const task = li.tagName === 'li' ? itemOf(li) : null
    if (task !== null) taskRow(li, task)
  })
  return ids
}
