import * as z from 'zod'
import {Attest, type BindingSource, type Condition, Level, spanOf} from '../model/index.ts'
import {placeIn, type YamlEntry, type YamlNode} from '../model/yaml.ts'
import {readYaml} from '../model/yaml-read.ts'
import {conditionOf, type DraftOrAny, draftsOf, type Reading} from './draft.ts'
import type {Layer} from './layer.ts'
import {withoutMisplaced} from './misplaced.ts'

const shared = {
  when: z.string().optional().describe('CEL over facts; ANDed with what stands elsewhere'),
  why: z.string().optional().describe('Why this proves the sentence'),
  checks: z.array(z.unknown()).optional().describe('Check calls that must all pass'),
  attest: Attest.extend({
    renew_every: z
      .string()
      .refine((text) => spanOf(text) !== null, {error: 'expected a duration such as `180d`'})
      .optional()
      .describe('How long an attestation holds'),
  })
    .optional()
    .describe("What a person's dated word must say"),
  level: Level.optional(),
  owner: z.string().optional().describe('Who mends it'),
  drop: z.string().min(1).optional().describe('Why it is not judged'),
}

/** What an author may say of one item. */
export const ItemEntry = z.strictObject({
  text: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .optional()
    .describe('The sentence that it was written for, in words or as `own:…`'),
  ...shared,
  'checks+': z.array(z.unknown()).optional().describe('Check calls beside those of a pack'),
  choice: z.string().optional().describe('The fact whose values the children stand for'),
  option: z.string().optional().describe('The value that this child stands for'),
})

/** What picks items in a rule of `match`; all that are given must fit. */
export const matchers = {
  section: z.string().min(1).optional().describe("First words of a heading; its subsections' items too"),
  code: z.string().min(1).optional().describe('Name in a code span'),
  link: z.string().min(1).optional().describe('Address or path of a link'),
  text: z.string().min(1).optional().describe('Words of the sentence'),
}
export const RuleEntry = z
  .strictObject({...matchers, ...shared})
  .refine((rule) => Object.keys(matchers).some((key) => key in rule), {
    error: 'expected `section`, `code`, `link` or `text`',
  })

/** A part of a binding, read from one entry or rule. */
export interface Part {
  layer: Layer
  source: BindingSource
  node: YamlNode
  texts: string[] | null
  why: string | null
  when: Condition | null
  /** null where the entry has no such key. */
  checks: DraftOrAny[] | null
  more: DraftOrAny[]
  attest: Attest | null
  choice: string | null
  option: string | null
  level: Level | null
  owner: string | null
  drop: string | null
}

/** The lines of an entry as they stand in the file. */
function sourceText({yaml}: Layer, from: number, node: YamlNode): string {
  const {column} = yaml.position(from)
  const indent = new RegExp(`^ {0,${column - 1}}`)
  const lines = yaml.source.slice(from, node.to).trimEnd().split(/\r?\n/)
  return lines.map((line, index) => (index === 0 ? line : line.replace(indent, ''))).join('\n')
}

function partOf(
  layer: Layer,
  node: YamlNode,
  source: BindingSource,
  value: z.infer<typeof ItemEntry>,
  reading: Reading,
): Part {
  const at = (key: string): YamlNode | undefined => (node.kind === 'map' ? node.entries.get(key)?.value : undefined)
  const {text, why = null, attest = null, choice = null, option = null, level = null, owner = null, drop = null} = value
  return {
    layer,
    source,
    node,
    texts: text === undefined ? null : [text].flat(),
    why,
    when: conditionOf(layer, at('when'), reading),
    checks: at('checks') === undefined ? null : draftsOf(layer, at('checks'), reading),
    more: draftsOf(layer, at('checks+'), reading),
    attest,
    choice,
    option,
    level,
    owner,
    drop,
  }
}

/** An entry of `items` as a part of a binding, or null when it cannot be read. */
export function itemPart(layer: Layer, {key, at, from, value}: YamlEntry, reading: Reading): Part | null {
  const read = readYaml(ItemEntry, withoutMisplaced(value, Object.keys(ItemEntry.shape), reading))
  if ('problems' in read) {
    reading.report.add(read.problems)
    return null
  }
  const source = {pack: layer.pack, key, yaml: sourceText(layer, from, value), at}
  return partOf(layer, value, source, read.value, reading)
}

/** A rule of `match`: what it picks, and the part of a binding that it gives. */
export interface Rule {
  picks: Partial<Record<keyof typeof matchers, string>>
  part: Part
}

export function ruleOf(layer: Layer, node: YamlNode, reading: Reading): Rule | null {
  const read = readYaml(RuleEntry, withoutMisplaced(node, Object.keys(RuleEntry.shape), reading))
  if ('problems' in read) {
    reading.report.add(read.problems)
    return null
  }
  const {section, code, link, text, ...value} = read.value
  const picks = {...(section && {section}), ...(code && {code}), ...(link && {link}), ...(text && {text})}
  const key = Object.entries(picks)
    .map(([name, words]) => `${name}: ${words}`)
    .join(', ')
  const source = {pack: layer.pack, key, yaml: sourceText(layer, node.from, node), at: node.at}
  return {picks, part: partOf(layer, node, source, value, reading)}
}

/** The place of a value of an entry, or of the entry itself. */
export function placeOfKey({layer, node, source}: Part, key: string): BindingSource['at'] {
  const value = node.kind === 'map' ? node.entries.get(key)?.value : undefined
  if (value === undefined) return source.at
  return value.kind === 'scalar' ? placeIn(layer.yaml, value, 0) : value.at
}
