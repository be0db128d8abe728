import {type Checklist, type Problem, problem, type Records, type SeenPage, type Waiver} from '../../model/index.ts'
import {Names, placesOf} from '../../model/names.ts'
import {oneOf} from '../../model/nearest.ts'
import {isRecord, recordsFolder} from '../../model/record-file.ts'
import {kindOf, markdownFiles, readSource} from '../files.ts'
import {sightAt} from '../sight.ts'
import {type ReadRecord, readRecord} from './read.ts'

/** What a project's records come to: those that are not valid are problems, and count for nothing. */
export interface ReadRecords {
  records: Records[]
  problems: Problem[]
}

interface Ask {
  /** Absolute; the rest counts from here. */
  root: string
  docs: string | null
  checklists: readonly Checklist[]
}

/** Reads what people stated, below `records` in the docs folder, with what the pages that they saw say today. */
export async function readRecords({root, docs, checklists}: Ask): Promise<ReadRecords> {
  if (docs === null || (await kindOf(root, recordsFolder(docs))) !== 'folder') return {records: [], problems: []}
  const files = (await markdownFiles(root, recordsFolder(docs))).filter((file) => isRecord(file, docs))
  const names = new Names(checklists)
  const today = sightsIn(root)
  const records: Records[] = []
  const problems: Problem[] = []
  for (const file of files) {
    const source = await readSource(root, file)
    const read =
      'source' in source ? readRecord(source.source) : {problems: [{...source.problem, slug: 'record' as const}]}
    if ('problems' in read) problems.push(...read.problems)
    else {
      records.push(await compared(read.record, today))
      problems.push(...namesIn(read.record).flatMap((name) => unnamed(name, read, names)))
    }
  }
  return {records, problems}
}

/** What each page says today, read once; null for one that is not there. */
function sightsIn(root: string): (path: string) => Promise<string | null> {
  const known = new Map<string, Promise<string | null>>()
  return (path) => {
    const sight = known.get(path) ?? sightAt(root, path)
    known.set(path, sight)
    return sight
  }
}

async function compared(record: Records, today: (path: string) => Promise<string | null>): Promise<Records> {
  if (record.kind !== 'attestation') return record
  const sees: SeenPage[] = []
  for (const page of record.sees) sees.push({...page, now: await today(page.path)})
  return {...record, sees}
}

const namesIn = (record: Records): string[] =>
  record.kind === 'decision' ? [] : [record.item, ...listedIn(record).map(({item}) => item)]

const listedIn = (record: Exclude<Records, {kind: 'decision'}>): Waiver['items'] =>
  record.kind === 'waiver' ? record.items : []

/** What is wrong with a name in a record: no item has it, or several have. */
function unnamed(name: string, {at}: ReadRecord, names: Names): Problem[] {
  const found = names.find(name, null)
  if ('item' in found) return []
  if ('several' in found)
    return [
      problem(
        'record',
        `Unexpected name \`${name}\` in a record, which fits ${found.several.length} items, expected ${oneOf(found.several.map(({checklist, item}) => `${checklist.name}:${item.id}`))}`,
        at,
        placesOf(found.several),
      ),
    ]
  const near =
    found.near.length === 0
      ? 'expected the id of an item (`proofmark ids` lists them, and finds reworded ones)'
      : `did you mean ${oneOf(found.near)}?`
  return [problem('unknown-item', `Unexpected item \`${name}\` in a record, which no checklist has, ${near}`, at)]
}
