import matter from 'gray-matter'
import {type Document, isMap, isNode, isPair, isScalar, parseDocument} from 'yaml'
import * as z from 'zod'
import {type Problem, problem} from '../model/index.ts'
import {meant} from '../model/nearest.ts'
import {expected} from '../model/yaml-read.ts'
import {yamlWords} from '../model/yaml-words.ts'
import {limits} from './limits.ts'
import {brief} from './plain.ts'
import type {Source} from './source.ts'

const label = z.string().nullish()

/** What we read of a file's front matter; keys of other tools are left alone. */
const Front = z.looseObject({
  title: label.describe('Title of the page'),
  description: label.describe('One sentence for search results'),
  tags: z
    .union([z.string(), z.array(z.unknown())])
    .nullish()
    .describe('Words to find it by'),
  checklist: z
    .strictObject({bullets: z.boolean().default(false).describe('Plain bullets are items too')})
    .optional()
    .describe('How the file is read as a checklist'),
})

/** Front matter as read; without any, `end` is where the file starts. */
export interface FrontMatter {
  title: string | null
  description: string | null
  bullets: boolean
  /** Offset of the first character after it. */
  end: number
}

type Complain = (offset: number, message: string) => Problem

/** The front matter of a file. A first line `---` that is only a rule gives none. */
export function frontMatter(source: Source): {front: FrontMatter; problems: Problem[]} {
  const none = {title: null, description: null, bullets: false, end: source.start}
  const block = blockOf(source.text.slice(source.start))
  if (block === null) return {front: none, problems: []}
  const after = {...none, end: source.start + block.text.length}
  const shift = source.start + '---'.length + block.language.length
  const complain: Complain = (offset, message) =>
    problem('front-matter', message, source.at(Math.max(source.start, shift + offset)))
  const refused = refusal(block)
  if (refused !== null) return {front: after, problems: [complain(-shift, refused)]}
  if (block.body.trim() === '') return {front: after, problems: []}
  const document = read(block.text)
  if (document === null || (!isMap(document.contents) && !opensWithKey(block.body))) return {front: none, problems: []}
  return checked(document, after, complain)
}

/** The front matter of a file as text, for whoever reads it by rules of their own; it begins in the second line. */
export function frontMatterBlock(source: Source): {body: string; end: number; refused: string | null} | null {
  const block = blockOf(source.text.slice(source.start))
  return block && {body: block.body, end: source.start + block.text.length, refused: refusal(block)}
}

interface Block {
  /** What follows the first dashes in their line. */
  language: string
  /** From the first dashes to the end of the line with the second. */
  text: string
  body: string
}

function blockOf(text: string): Block | null {
  const first = /^---([ \t]*[A-Za-z][\w+-]*)?[ \t]*(?:\r\n|\n|\r)/.exec(text)
  if (first === null) return null
  const last = /^---[ \t]*(?:\r\n|\n|\r|$)/m.exec(text.slice(first[0].length))
  if (last === null) return null
  const body = text.slice(first[0].length, first[0].length + last.index)
  // A blank line right below the dashes makes them a rule, as Pandoc has it.
  if (/^[ \t]*[\r\n]/.test(body) && first[1] === undefined) return null
  return {language: first[1] ?? '', text: text.slice(0, first[0].length + body.length + last[0].length), body}
}

function refusal({language, body}: Block): string | null {
  if (!['', 'yaml', 'yml'].includes(language.trim().toLowerCase())) {
    return `Unexpected \`${language.trim()}\` after \`---\`, expected YAML: no other language is read, and none is run`
  }
  return body.length > limits.frontMatter
    ? `Unexpected ${body.length} characters of front matter, expected at most ${limits.frontMatter}`
    : null
}

const opensWithKey = (body: string): boolean => /^(?:#.*(?:\r\n|\n|\r))*["'\w][^:\r\n]*:(?:\s|$)/.test(body)

/** The only call of gray-matter: always with options (it caches without), and with no engine but ours. */
function read(block: string): Document | null {
  const seen: Document[] = []
  const parse = (yaml: string): object => {
    // gray-matter leaves the first half of a last CRLF.
    seen.push(parseDocument(yaml.replace(/\r$/, ''), {schema: 'core', merge: false, logLevel: 'error'}))
    return {}
  }
  const refuse = (): never => {
    throw new Error('Unexpected language of front matter, expected YAML')
  }
  const engines = {yaml: parse, json: refuse, javascript: refuse, js: refuse, coffee: refuse}
  matter(block, {language: 'yaml', engines})
  return seen[0] ?? null
}

function checked(
  document: Document,
  after: FrontMatter,
  complain: Complain,
): {front: FrontMatter; problems: Problem[]} {
  const data = plainData(document)
  if (typeof data === 'string') return {front: after, problems: [complain(0, data)]}
  if (document.errors.length > 0) {
    // What follows the first error is often only its echo.
    const problems = document.errors.slice(0, 1).map(({pos, message}) => complain(pos[0], yamlWords(message)))
    return {front: after, problems}
  }
  const result = Front.safeParse(data.value)
  if (!result.success) {
    return {
      front: after,
      problems: result.error.issues.map((issue) => complain(offsetOf(document, issue.path), inWords(issue))),
    }
  }
  const {title, description, checklist} = result.data
  const front = {...after, title: title || null, description: description || null, bullets: checklist?.bullets ?? false}
  return {front, problems: []}
}

/** The YAML as plain data, with titles and descriptions in the words that were written (`012` stays `012`). */
function plainData(document: Document): {value: unknown} | string {
  if (document.errors.length > 0) return {value: null}
  if (!isMap(document.contents)) return 'Unexpected front matter, expected keys and values'
  for (const pair of document.contents.items) {
    const {key, value} = isPair(pair) ? pair : {key: null, value: null}
    if (!isScalar(key) || !isScalar(value) || value.value === null) continue
    if (key.value === 'title' || key.value === 'description') value.value = value.source ?? String(value.value)
  }
  try {
    return {value: document.toJS({maxAliasCount: limits.aliases})}
  } catch {
    return `Unexpected alias in the front matter, expected an anchor of its name above it, and at most ${limits.aliases} aliases`
  }
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  const node = document.getIn(path, true)
  return isNode(node) && node.range ? node.range[0] : 0
}

function inWords(issue: z.core.$ZodIssue): string {
  const where = issue.path.join('.')
  if (issue.code !== 'unrecognized_keys')
    return `Unexpected value of \`${where}\` in the front matter, expected ${expected(issue)}`
  const known = Object.keys(Front.shape.checklist.unwrap().shape)
  const [key = ''] = issue.keys
  return `Unexpected key \`${brief(key)}\` in \`${where}\`, ${meant(key, known)}`
}
