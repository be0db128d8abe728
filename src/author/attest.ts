import {stringify} from 'yaml'
import {sightAt} from '../markdown/index.ts'
import type {Attestation, Binding, Checklist} from '../model/index.ts'
import {CannotJudge, type Named, pagesToSee, problem} from '../model/index.ts'
import {recordsFolder} from '../model/record-file.ts'
import {contextLines} from '../model/sentence.ts'
import {textsAround} from './around.ts'
import {shortName} from './short-name.ts'
import {fileName, type RecordFile} from './write.ts'

/** What a person states of an item, and where. */
export interface Attesting
  extends Pick<
    Attestation,
    'environments' | 'tenants' | 'says' | 'by' | 'on' | 'until' | 'renewEvery' | 'release' | 'note'
  > {
  /** Absolute; the rest counts from here. */
  root: string
  docs: string
  checklists: readonly Checklist[]
  named: Named
  binding: Binding | null
}

/** The record of a person's word on an item: its sentence, what it stands under, and the pages seen, as they are today. */
export async function attest(ask: Attesting): Promise<RecordFile> {
  const {docs, checklists, named, environments, tenants, says, by, on, until, renewEvery, release, note} = ask
  const {item} = named
  const front = {
    title: `Attested for ${environments.join(', ')}: ${item.text}`,
    kind: 'attestation',
    item: shortName(named, checklists),
    text: item.own,
    context: contextLines(textsAround(named), item.path).join('\n'),
    environments,
    ...(tenants === null ? {} : {tenants}),
    says,
    by,
    on,
    ...(until === null ? {} : {until}),
    ...(renewEvery === null ? {} : {renew_every: renewEvery}),
    ...(release === null ? {} : {release}),
    ...(await pagesSeen(ask)),
  }
  const yaml = stringify(front, {lineWidth: 0})
  const body = note.trim() === '' ? '' : `\n${note.trim()}\n`
  const name = fileName([on.slice(0, 10), item.id, ...environments])
  return {file: `${recordsFolder(docs)}/${name}.md`, text: `---\n${yaml}---\n${body}`}
}

async function pagesSeen({
  root,
  named: {item},
  binding,
}: Attesting): Promise<{sees?: {path: string; sha256: string}[]}> {
  const sees = []
  for (const path of pagesToSee(item, binding)) {
    const sha256 = await sightAt(root, path)
    if (sha256 === null)
      throw new CannotJudge([
        problem(
          'unreadable-file',
          `Unexpected page \`${path}\`, which \`${item.id}\` leans on and which is not there, expected one to look at`,
          item.at,
        ),
      ])
    sees.push({path, sha256})
  }
  return sees.length === 0 ? {} : {sees}
}
