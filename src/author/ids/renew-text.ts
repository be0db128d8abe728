import {stringify} from 'yaml'
import {type Json, keyOf, type Named, Names} from '../../model/index.ts'
import {parseYaml, plain, type YamlEntry, type YamlMap, type YamlNode} from '../../model/yaml.ts'
import {insertions, withInsertions} from '../suggest/insert.ts'
import {bindingsFileOf, rankIn} from '../suggest/write.ts'
import {textOf} from './written.ts'

/** Text that takes the place of what stands between two offsets. */
interface Edit {
  from: number
  to: number
  text: string
}

/**
 * A bindings file with the sentence `now` as `text` of an item: in place of the old one, else in its entry, else in an
 * entry of its own. Everything else stays byte for byte. Null where the file has a shape that this cannot be done in.
 */
export function renewText(source: string, named: Named, now: string): string | null {
  const root = mapIn(source)
  if (root === null) return null
  const items = root.entries.get('items')
  const entry = items === undefined ? undefined : entryOf(items.value, named)
  const edits = entry === undefined ? null : editsFor(source, entry, now)
  const text = entry === undefined ? withEntry(source, named, now) : edits && applied(source, edits)
  const after = text === null ? null : mapIn(text)
  const wanted = expected(plain(root), entry?.key ?? named.item.id, now)
  return after !== null && JSON.stringify(flat(plain(after))) === JSON.stringify(flat(wanted)) ? text : null
}

function mapIn(source: string): YamlMap | null {
  const {yaml} = parseYaml({file: 'bindings.yaml', source})
  return yaml?.root.kind === 'map' ? yaml.root : null
}

function entryOf(items: YamlNode, named: Named): YamlEntry | undefined {
  const names = new Names([named.checklist])
  const isNamed = ({key}: YamlEntry): boolean => {
    const found = names.find(key, named.checklist)
    return 'item' in found && keyOf(found.item) === keyOf(named)
  }
  return items.kind === 'map' ? [...items.entries.values()].find(isNamed) : undefined
}

function editsFor(source: string, {value: entry}: YamlEntry, now: string): Edit[] | null {
  const text = textOf(entry)
  if (text === undefined) return newText(source, entry, now)
  // In braces a plain text would end at a comma.
  const said = source[entry.from] === '{' ? JSON.stringify(now) : scalar(now)
  if (text.value.kind !== 'list' || source[text.value.from] === '[')
    return [{from: text.value.from, to: endOf(source, text.value), text: said}]
  const [first, ...more] = text.value.items
  if (first === undefined) return null
  return [{from: first.from, to: endOf(source, first), text: said}, ...more.map((item) => lineOf(source, item))]
}

/** A file that does not speak of the item yet. */
function withEntry(source: string, {checklist, item}: Named, now: string): string {
  const before = source === '' || source.endsWith('\n') ? source : source + newlineOf(source)
  const blocks = [{name: 'items', entries: [[item.id, {text: now}] as const]}]
  const all = insertions(bindingsFileOf(checklist), before, blocks, rankIn(checklist))
  const text = withInsertions(before, all)
  return source === '' ? text.trimStart() : text
}

/** An entry that names no sentence yet: before all else in it. */
function newText(source: string, entry: YamlNode, now: string): Edit[] | null {
  if (source[entry.from] === '{') return [behindBrace(source, entry, `text: ${JSON.stringify(now)}`)]
  const indent = indentOf(source, entry)
  const text = `text: ${scalar(now)}${newlineOf(source)}${indent}`
  return indent === null ? null : [{from: entry.from, to: entry.from, text}]
}

function behindBrace(source: string, map: YamlNode, text: string): Edit {
  const isEmpty = /^\{\s*\}/.test(source.slice(map.from, map.to))
  return {from: map.from + 1, to: map.from + 1, text: isEmpty ? text : `${text}, `}
}

const newlineOf = (source: string): string => (source.includes('\r\n') ? '\r\n' : '\n')
const scalar = (text: string): string => stringify(text, {lineWidth: 0}).trimEnd()

/** What stands before a block map in its line, where that is white space alone. */
function indentOf(source: string, {from}: YamlNode): string | null {
  const before = source.slice(source.lastIndexOf('\n', from - 1) + 1, from)
  return /^ *$/.test(before) ? before : null
}

/** The end of a value without the line ends that belong to blocks. */
const endOf = (source: string, {from, to}: YamlNode): number => from + source.slice(from, to).trimEnd().length

function lineEnd(source: string, from: number): number {
  const found = /\r?\n/.exec(source.slice(from))
  return found === null ? source.length : from + found.index
}

/** The lines of a member of a list, to be taken out. */
function lineOf(source: string, item: YamlNode): Edit {
  const end = lineEnd(source, endOf(source, item))
  const next = source.startsWith('\r\n', end) ? 2 : 1
  return {from: source.lastIndexOf('\n', item.from - 1) + 1, to: Math.min(source.length, end + next), text: ''}
}

const applied = (source: string, edits: readonly Edit[]): string =>
  edits.toReversed().reduce((text, {from, to, text: put}) => text.slice(0, from) + put + text.slice(to), source)

/** The data that must come out. */
function expected(root: Json, key: string, now: string): Json {
  const {items = {}, ...rest} = asMap(root)
  const {[key]: entry = {}, ...others} = asMap(items)
  const {text: _, ...said} = asMap(entry)
  return {...rest, items: {...others, [key]: {...said, text: now}}}
}

const asMap = (json: Json): Record<string, Json> =>
  json !== null && typeof json === 'object' && !Array.isArray(json) ? json : {}

/** The same for data that differs in the order of keys alone, or in a text that stands alone in a list. */
function flat(json: Json, name = ''): Json {
  if (name === 'text' && Array.isArray(json) && json.length === 1) return json[0] ?? null
  if (Array.isArray(json)) return json.map((each) => flat(each))
  if (json === null || typeof json !== 'object') return json
  const entries = Object.entries(json).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, value]) => [key, flat(value, key)]))
}
