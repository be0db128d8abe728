import {type Position, type Problem, type ProblemSlug, problem, type Records} from '../../model/index.ts'
import {meant} from '../../model/nearest.ts'
import {parseYaml, type YamlNode} from '../../model/yaml.ts'
import {readYaml} from '../../model/yaml-read.ts'
import {frontMatterBlock} from '../front-matter.ts'
import type {Source} from '../source.ts'
import {kinds} from './kinds.ts'

/** A record as it was read: pages that it saw are not yet compared. */
export interface ReadRecord {
  record: Records
  /** Where its item is named. */
  at: Position
}

/** Reads one record, or says what is wrong with it: then it counts for nothing. */
export function readRecord(source: Source): ReadRecord | {problems: Problem[]} {
  const block = frontMatterBlock(source)
  const start = source.at(source.start)
  const wrong = (message: string, at = start): {problems: Problem[]} => ({problems: [problem('record', message, at)]})
  if (block === null)
    return wrong(`Unexpected page without front matter, expected a record that begins with \`---\` and \`kind: …\``)
  if (block.refused !== null) return wrong(block.refused)
  const {yaml, problems} = parseYaml({file: source.file, source: block.body, firstLine: 2})
  if (yaml === null) return {problems: problems.map(asRecord)}
  const kind = kindOf(yaml.root)
  if ('message' in kind) return wrong(kind.message, kind.at)
  const note = source.text.slice(block.end).trim()
  const read = recordOf(kind.name, yaml.root, {note, at: start})
  if ('problems' in read) return {problems: read.problems.map(asRecord)}
  return {record: read.record, at: entryAt(yaml.root, 'item') ?? start}
}

/** Whatever is wrong with a record stops no run. */
const asRecord = (found: Problem): Problem => ({...found, slug: 'record' satisfies ProblemSlug})

const entryAt = (node: YamlNode, key: string): Position | undefined =>
  node.kind === 'map' ? node.entries.get(key)?.value.at : undefined

function kindOf(node: YamlNode): {name: keyof typeof kinds} | {message: string; at: Position} {
  const known = Object.keys(kinds)
  const written = node.kind === 'map' ? node.entries.get('kind')?.value : undefined
  if (written === undefined)
    return {message: `Unexpected front matter without \`kind\`, ${meant('', known)}`, at: node.at}
  const word = written.kind === 'scalar' ? written.source : ''
  if (word === 'attestation' || word === 'waiver' || word === 'decision') return {name: word}
  return {message: `Unexpected kind \`${word}\` of a record, ${meant(word, known)}`, at: written.at}
}

type Rest = {note: string; at: Position}

function recordOf(
  kind: keyof typeof kinds,
  node: YamlNode,
  {note, at}: Rest,
): {record: Records} | {problems: Problem[]} {
  if (kind === 'attestation') {
    const read = readYaml(kinds.attestation, node)
    if ('problems' in read) return read
    const {title: _, description: __, renew_every: renewEvery = null, ...written} = read.value
    const {tenants = null, until = null, release = null, sees = []} = written
    const pages = sees.map((page) => ({...page, now: null}))
    return {record: {...written, tenants, until, renewEvery, release, sees: pages, note, at}}
  }
  if (kind === 'waiver') {
    const read = readYaml(kinds.waiver, node)
    if ('problems' in read) return read
    const {title: _, description: __, tenants = null, items = [], ...written} = read.value
    return {record: {...written, tenants, items, at}}
  }
  const read = readYaml(kinds.decision, node)
  if ('problems' in read) return read
  const {title: _, description: __, conditions = null, ...written} = read.value
  return {record: {...written, conditions, at}}
}
