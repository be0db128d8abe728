import type {Checklist, Item, Problem, Section} from '../model/index.ts'
import {chooseIds} from './ids/choose.ts'
import {derivedForms} from './ids/forms.ts'
import {type Draft, digits, draftsOf, sayings, stated} from './items/draft.ts'
import {inlineHtml} from './items/inline-html.ts'
import {follow} from './links/follow.ts'
import type {World} from './links/world.ts'
import {Outline, type PlacedHeading} from './outline.ts'
import {type Page, stem} from './page.ts'
import {sha256} from './source.ts'
import {warnings} from './warnings/index.ts'

/** A checklist read from a page, with the nodes that its items came from, and what is wrong in it but its links. */
export interface ReadChecklist {
  checklist: Checklist
  drafts: readonly Draft[]
  problems: Problem[]
}

/** Reads the sections and items of a page. */
export function readChecklist(page: Page, world: World): ReadChecklist {
  const outline = new Outline(page)
  const drafts = draftsOf(page, outline)
  const items = itemsOf(page, drafts, world)
  const {file, text} = page.source
  const sections = outline.headings.map((placed) => sectionOf(placed, page, world))
  const checklist = {file, name: stem(file), title: page.title, digest: sha256(text), sections, items}
  return {checklist, drafts, problems: warnings({page, drafts, items})}
}

function itemsOf(page: Page, drafts: readonly Draft[], world: World): Item[] {
  const repeated = repetitions(drafts)
  const twin = (draft: Draft): boolean => stated(draft).length === 0 && (repeated.get(sayings(draft)) ?? 0) > 1
  const chosen = chooseIds(
    drafts.map((draft) => ({
      stated: stated(draft),
      derived: derivedForms({
        section: draft.section,
        token: draft.token,
        parentToken: draft.parent?.token ?? null,
        text: draft.bare,
        hash: digits(draft.fingerprint.own),
      }),
      context: digits(draft.fingerprint.context),
      duplicate: twin(draft),
    })),
  )
  const ids = new Map(drafts.map((draft, index) => [draft, chosen[index]?.id ?? '']))
  return drafts.map((draft, index) =>
    itemOf(draft, page, world, {
      id: chosen[index]?.id ?? '',
      forms: chosen[index]?.forms ?? [],
      parent: draft.parent === null ? null : (ids.get(draft.parent) ?? null),
      duplicate: twin(draft),
    }),
  )
}

function itemOf(
  draft: Draft,
  page: Page,
  world: World,
  named: Pick<Item, 'id' | 'forms' | 'parent' | 'duplicate'>,
): Item {
  const {placed, text, own, path, fingerprint, visible} = draft
  const {mark, sentence, heading, codes, links, node} = placed
  return {
    ...named,
    idFrom: mark.pinned !== null ? 'pinned' : visible !== null ? 'visible' : 'derived',
    text,
    own,
    html: inlineHtml(sentence),
    claim: mark.claim,
    section: heading?.heading.slug ?? null,
    path,
    codes,
    links: links.map((link) => follow(link, page, world).link),
    colon: /[:：]$/.test(text),
    fingerprint,
    at: page.source.at(node.position?.start.offset ?? 0),
    box: mark.box,
  }
}

function sectionOf({heading, parent, links}: PlacedHeading, page: Page, world: World): Section {
  return {
    anchor: heading.slug,
    title: heading.text,
    depth: heading.depth,
    parent: parent?.heading.slug ?? null,
    links: links.map((link) => follow(link, page, world).link),
    at: page.source.at(heading.node.position?.start.offset ?? 0),
  }
}

function repetitions(drafts: readonly Draft[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const draft of drafts) counts.set(sayings(draft), (counts.get(sayings(draft)) ?? 0) + 1)
  return counts
}
