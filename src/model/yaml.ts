import {isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument} from 'yaml'
import type {Json} from './binding.ts'
import type {Position} from './position.ts'
import {type Problem, problem} from './problem.ts'
import {yamlWords} from './yaml-words.ts'

interface Placed {
  at: Position
  /** Offsets of its first character and of the one after its last. */
  from: number
  to: number
}
/** A value of a YAML file, with its place; `source` is the text as written, without quotes. */
export interface YamlScalar extends Placed {
  kind: 'scalar'
  value: string | number | boolean
  source: string
}
export interface YamlList extends Placed {
  kind: 'list'
  items: YamlNode[]
}
export interface YamlEntry {
  key: string
  at: Position
  from: number
  value: YamlNode
}
export interface YamlMap extends Placed {
  kind: 'map'
  entries: Map<string, YamlEntry>
}
export type YamlNode = YamlScalar | YamlList | YamlMap

/** A YAML file that was read whole; what it holds is plain data with places. */
export interface YamlFile {
  file: string
  source: string
  root: YamlNode
  /** Place of an offset of `source`. */
  position(offset: number): Position
}

export interface YamlText {
  file: string
  source: string
  /** Line of the file that `source` begins on, for a block inside another file. */
  firstLine?: number
}

const bounds = {characters: 4_000_000, depth: 64, nodes: 500_000, aliases: 100, shown: 5}
const options = {schema: 'core', merge: false, resolveKnownTags: false, prettyErrors: false, uniqueKeys: false} as const

class Reader {
  readonly problems: Problem[] = []
  readonly position: (offset: number) => Position
  readonly #anchors = new Map<string, Node>()
  #nodes = 0
  #aliases = 0

  constructor(position: (offset: number) => Position) {
    this.position = position
  }

  say(slug: Problem['slug'], message: string, at: Position): null {
    this.problems.push(problem(slug, message, at))
    return null
  }

  read(node: Node | null, at: Position, depth: number, name: string): YamlNode | null {
    this.#nodes += 1
    const [from = 0, to = from] = node?.range ?? []
    const here = {at: node === null ? at : this.position(from), from, to}
    if (depth > bounds.depth) return this.say('too-deep', `Unexpected depth over ${bounds.depth} levels`, here.at)
    if (this.#nodes > bounds.nodes)
      return this.#once('too-large', `Unexpected number of values over ${bounds.nodes}`, at)
    if (isAlias(node)) return this.#alias(node.source, here.at, depth, name)
    if (node !== null && 'anchor' in node && node.anchor !== undefined) this.#anchors.set(node.anchor, node)
    if (isSeq<Node | null>(node)) {
      const items = node.items.map((item, index) => this.read(item, here.at, depth + 1, `${name}[${index}]`))
      return {kind: 'list', items: items.filter((item) => item !== null), ...here}
    }
    if (isMap<Node | null, Node | null>(node)) return this.#map(node.items, here, depth, name)
    return this.#scalar(node, here, name)
  }

  #once(slug: Problem['slug'], message: string, at: Position): null {
    return this.problems.some((found) => found.slug === slug) ? null : this.say(slug, message, at)
  }

  #alias(name: string, at: Position, depth: number, path: string): YamlNode | null {
    const target = this.#anchors.get(name)
    this.#aliases += 1
    if (target === undefined)
      return this.say('yaml', `Unexpected alias \`*${name}\`, expected an anchor of that name above`, at)
    if (this.#aliases > bounds.aliases)
      return this.#once('too-large', `Unexpected aliases, more than ${bounds.aliases}`, at)
    return this.read(target, at, depth + 1, path)
  }

  #map(pairs: readonly {key: Node | null; value: Node | null}[], here: Placed, depth: number, name: string): YamlMap {
    const entries = new Map<string, YamlEntry>()
    for (const {key, value} of pairs) {
      const [from = here.from] = key?.range ?? []
      const at = this.position(from)
      const word = isScalar(key) ? (key.source ?? String(key.value)) : null
      if (word === null || word === '' || word === '<<') {
        this.say(
          'yaml',
          `Unexpected key ${word === '<<' ? '`<<` (merging is not read)' : 'that is no text'}, expected a word`,
          at,
        )
        continue
      }
      const before = entries.get(word)
      if (before !== undefined) {
        this.say('yaml', `Unexpected second \`${word}\`, expected each key once (first in line ${before.at.line})`, at)
        continue
      }
      const read = this.read(value, at, depth + 1, name === '' ? word : `${name}.${word}`)
      if (read !== null) entries.set(word, {key: word, at, from, value: read})
    }
    return {kind: 'map', entries, ...here}
  }

  #scalar(node: Node | null, here: Placed, name: string): YamlScalar | null {
    const value = isScalar(node) ? node.value : null
    const source = isScalar(node) ? (node.source ?? '') : ''
    if (value === null || value === undefined) {
      const where = name === '' ? 'in the whole file' : `at \`${name}\``
      return this.say('null-value', `Unexpected nothing ${where}, expected a value (or leave the key out)`, here.at)
    }
    if (typeof value === 'string') return {kind: 'scalar', value, source: value, ...here}
    if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) {
      return {kind: 'scalar', value, source, ...here}
    }
    return this.say(
      'yaml',
      `Unexpected \`${source}\` at \`${name}\`, expected text, a number, \`true\` or \`false\``,
      here.at,
    )
  }
}

/** The message of the YAML reader in our grammar, with what to do where we know. */
function complaint(code: string, message: string): string {
  if (code === 'RESOURCE_EXHAUSTION') return `Unexpected depth over ${bounds.depth} levels`
  if (code === 'MULTIPLE_DOCS') return 'Unexpected second document, expected one in a file'
  if (code !== 'TAG_RESOLVE_FAILED') return yamlWords(message)
  const tag = message.replace(/^Unresolved tag: /, '')
  return `Unexpected tag \`${tag}\`, expected a plain value; put text that begins with \`!\` in quotes`
}

/** Reads YAML as plain data with places. Errors, warnings, nulls, aliases gone wild: each is a problem, and then `root` is null. */
export function parseYaml({file, source, firstLine = 1}: YamlText): {yaml: YamlFile | null; problems: Problem[]} {
  const start = {file, line: firstLine, column: 1}
  if (source.length > bounds.characters) {
    const message = `Unexpected ${source.length} characters, expected at most ${bounds.characters}`
    return {yaml: null, problems: [problem('too-large', message, start)]}
  }
  const lineCounter = new LineCounter()
  const position = (offset: number): Position => {
    const {line, col} = lineCounter.linePos(offset)
    return {file, line: Math.max(1, line) + firstLine - 1, column: Math.max(1, col)}
  }
  const document = parseDocument(source, {...options, lineCounter})
  const reader = new Reader(position)
  // What follows the first error is often only its echo.
  const told = document.errors.length > 0 ? document.errors.slice(0, 1) : document.warnings.slice(0, bounds.shown)
  for (const {code, message, pos} of told)
    reader.say(code === 'RESOURCE_EXHAUSTION' ? 'too-deep' : 'yaml', complaint(code, message), position(pos[0]))
  const empty: YamlMap = {kind: 'map', entries: new Map(), at: start, from: 0, to: 0}
  const nothing = isScalar(document.contents) && document.contents.value === null && document.contents.source === ''
  const root =
    document.contents === null || nothing
      ? empty
      : reader.problems.length > 0
        ? null
        : reader.read(document.contents, start, 0, '')
  if (root === null || reader.problems.length > 0) return {yaml: null, problems: reader.problems.slice(0, 50)}
  return {yaml: {file, source, root, position}, problems: []}
}

/** The plain data of a node; own keys only, whatever their names. */
export function plain(node: YamlNode): Json {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(plain)
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, plain(entry.value)]))
}

const userOfUrl = /\/\/[^/@\s]+@/g

/** A node as a message names it, behind `Unexpected`. */
export function shown(node: YamlNode): string {
  if (node.kind === 'map') return node.entries.size === 0 ? 'empty map' : 'map'
  if (node.kind === 'list') return node.items.length === 0 ? 'empty list' : 'list'
  const words = node.source.replaceAll(userOfUrl, '//[secret]@')
  return words === '' ? 'empty text' : `\`${words.length > 60 ? `${words.slice(0, 59)}…` : words}\``
}

/** The place of a character inside a text value, as near as its quoting allows. */
export function placeIn(yaml: YamlFile, node: YamlScalar, offset: number): Position {
  const raw = yaml.source.slice(node.from, node.to)
  const text = String(node.value).trimEnd()
  const inner = raw.indexOf(text)
  return inner === -1 || offset > text.length ? node.at : yaml.position(node.from + inner + offset)
}
