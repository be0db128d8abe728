import * as z from 'zod'
import {Position} from './position.ts'
import {Claim} from './status.ts'

/** A link as the author wrote it, and where it leads. */
export const Link = z.object({
  url: z.string().describe('The address as written, decoded by Markdown'),
  text: z.string().describe('The words of the link'),
  kind: z
    .enum(['document', 'file', 'anchor', 'external', 'other'])
    .describe(
      'What it leads to: a Markdown document, another file, a heading of the same document, http(s), anything else',
    ),
  path: z.string().nullable().describe('For document and file: path from the project root, without query and fragment'),
  anchor: z.string().nullable().describe('The fragment, decoded, without #'),
  dead: z.boolean().describe('True when the file or the heading does not exist'),
  at: Position,
})
export type Link = z.infer<typeof Link>

/** A heading and what is below it. */
export const Section = z.object({
  anchor: z.string().describe("The heading's slug, as links to it are written"),
  title: z.string().describe('The words of the heading, ordinal kept'),
  depth: z.int().min(1).max(6).describe('1 for #, 6 for ######'),
  parent: z.string().nullable().describe('Anchor of the section around it'),
  links: z.array(Link).describe('Links of its own prose, outside items'),
  at: Position,
})
export type Section = z.infer<typeof Section>

/** What an item says, hashed so that only a change of meaning changes it. */
export const Fingerprint = z.object({
  own: z.string().describe('`own:` and 32 hex digits: the item without its nested task items'),
  context: z.string().describe('`context:` and 32 hex digits: its ancestors and headings'),
})
export type Fingerprint = z.infer<typeof Fingerprint>

/** One task-list entry with a stable id: one thing that must be so. */
export const Item = z.object({
  id: z.string().describe('Unique in its checklist'),
  idFrom: z.enum(['pinned', 'visible', 'derived']).describe('Where the id comes from'),
  forms: z.array(z.string()).describe('Every form of id that may name this item, the id first'),
  text: z.string().describe('The sentence in plain words: own paragraph only, whitespace single, no id comment'),
  own: z.string().describe('The normalised own text that `fingerprint.own` hashes'),
  html: z.string().describe("Safe inline HTML of the item's first paragraph"),
  claim: Claim,
  parent: z.string().nullable().describe('Id of the item around it'),
  section: z.string().nullable().describe('Anchor of the nearest heading above'),
  path: z.array(z.string()).describe('Titles of the headings above, outermost first, the only H1 left out'),
  codes: z.array(z.string()).describe('Its code spans, in order, without those of nested items'),
  links: z.array(Link).describe('Its links, without those of nested items'),
  colon: z.boolean().describe('Its text ends with a colon, so with child items it may only group'),
  duplicate: z.boolean().describe('Another item says the same in the same place'),
  fingerprint: Fingerprint,
  at: Position,
  box: z
    .int()
    .nonnegative()
    .describe('Offset in UTF-16 code units of the mark between the brackets, in the file as read'),
})
export type Item = z.infer<typeof Item>

/** One Markdown file of sections and items. */
export const Checklist = z.object({
  file: z.string().describe('Path from the project root'),
  name: z.string().describe('File stem, or the path without ending where two checklists share a stem'),
  title: z.string().describe('Front matter title, else the first H1, else the file stem'),
  digest: z.string().describe('sha256 of the file as read, in hex'),
  sections: z.array(Section).describe('In document order'),
  items: z.array(Item).describe('In document order, nested ones right after their parent'),
})
export type Checklist = z.infer<typeof Checklist>

export const Heading = z.object({depth: z.int(), slug: z.string(), text: z.string()})
export type Heading = z.infer<typeof Heading>

/** One Markdown page of the docs. */
export const Document = z.object({
  file: z.string().describe('Path from the project root'),
  route: z.string().describe('Address on the site without leading and trailing slash, empty for the home page'),
  title: z.string().describe('Front matter title, else the first H1, else the file stem'),
  description: z.string().nullable().describe('Front matter description, else the words that the page begins with'),
  headings: z.array(Heading),
  links: z.array(Link).describe('Every link of the document'),
  digest: z.string().describe('sha256 of the file as read, in hex'),
  checklist: z.boolean().describe('Whether it is one of the checklists'),
})
export type Document = z.infer<typeof Document>
