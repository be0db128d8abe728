import {createHash} from 'node:crypto'
import {type AttestFault, type AttestShell, type AttestValues, stages} from '../../index.ts'
import {type AskedItem, effectOfWord, type Prepared} from '../../line/index.ts'
import {type Sent, valuesOf, type Word, wordIn} from './fields.ts'
import {type Reply, shown} from './reply.ts'

/** What every step of a form goes by, as it is now. */
export interface Basis {
  prepared: Prepared
  docs: string
  asked: AskedItem
  now: Date
  token: string
  shell: AttestShell
}

/** The form as it is opened: filled in by the last word and by what the binding asks. */
export async function firstForm(basis: Basis): Promise<Reply> {
  const {places, planned, last} = basis.asked
  const waiting = places.filter(({asks}) => asks).map(({name}) => name)
  const spoken = last?.record.environments.filter((name) => places.some((place) => place.name === name)) ?? []
  // Of several nobody but the person can say which was meant.
  const env =
    spoken.length > 0 ? spoken : ([waiting, places.map(({name}) => name)].find(({length}) => length === 1) ?? [])
  const values = {
    env,
    tenant: (last?.record.tenants ?? []).filter((id) => places.some(({tenants}) => tenants.includes(id))),
    says: last?.record.says ?? 'met',
    by: '',
    on: basis.now.toISOString().slice(0, 10),
    until: '',
    renew_every: last?.record.renewEvery ?? planned.binding?.attest?.renew_every ?? '',
    release: '',
    note: '',
  }
  return formWith(basis, 200, values)
}

interface Said {
  notice?: string
  faults?: readonly AttestFault[]
}

async function formWith(basis: Basis, status: number, values: AttestValues, told: Said = {}): Promise<Reply> {
  const {shell, token, asked} = basis
  const {planned, places, last, seen} = asked
  const {attestForm} = await stages.view()
  const html = attestForm({
    shell,
    question: planned.binding?.attest?.question ?? null,
    places,
    last,
    effect: effectOf(asked),
    notice: told.notice ?? null,
    values,
    faults: told.faults ?? [],
    mayNotApply: (planned.binding?.checks.length ?? 0) === 0,
    hidden: {token, seen: seenText(seen)},
  })
  return shown(status, html)
}

const effectOf = ({named, planned}: AskedItem): string | null => effectOfWord(named.item.id, planned.binding)

/** Goes on from what was sent: the form again, the preview, or a file that was written. */
export async function next(basis: Basis, sent: Sent): Promise<Reply | {written: string}> {
  const values = valuesOf(sent)
  const changed = changedSince(sent.seen, basis.asked)
  if (changed !== null) return formWith(basis, 409, values, {notice: changed})
  if (sent.step === 'edit') return formWith(basis, 200, values)
  const word = wordIn(values, basis.asked, basis.now.getTime())
  if (Array.isArray(word)) return formWith(basis, 422, values, {faults: word})
  const {freeRecord, writeRecordAs} = await stages.author()
  const {root} = basis.prepared.project
  const record = await freeRecord(root, await recordOf(basis, word))
  if (sent.step === 'preview') return preview(basis, 200, values, record, alreadyThere(record.same))
  if (sent.record !== digest(record)) return preview(basis, 409, values, record, otherNow(record.same))
  if (await writeRecordAs(root, record)) return {written: record.file}
  const free = await freeRecord(root, record)
  return preview(basis, 409, values, free, otherNow(free.same))
}

async function recordOf({prepared, docs, asked}: Basis, word: Word): Promise<{file: string; text: string}> {
  const {project, checklists} = prepared
  const {attest} = await stages.author()
  const {named, planned} = asked
  return attest({...word, root: project.root, docs, checklists, named, binding: planned.binding})
}

interface Shown {
  file: string
  text: string
}

const digest = ({file, text}: Shown): string =>
  createHash('sha256')
    .update(JSON.stringify([file, text]))
    .digest('hex')

async function preview(
  {shell, token, asked}: Basis,
  status: number,
  values: AttestValues,
  record: Shown,
  notice: string | null,
): Promise<Reply> {
  const [{attestPreview}, {initDiff}] = await Promise.all([stages.view(), stages.author()])
  const {file, text} = record
  const diff = initDiff({file, before: null, after: text})
  const hidden = {token, seen: seenText(asked.seen), record: digest(record)}
  return shown(status, attestPreview({shell, file, diff, effect: effectOf(asked), notice, values, hidden}))
}

const alreadyThere = (same: string | null): string | null =>
  same === null ? null : `\`${same}\` says exactly this already: there is nothing left to write.`

const otherNow = (same: string | null): string =>
  alreadyThere(same) ??
  'Nothing is written: what would be written is no longer what you saw, since a file came or a page changed meanwhile. Look at it again.'

const seenText = ({sentence, context, pages, question}: AskedItem['seen']): string =>
  [sentence, context, pages, question].join('.')

/** What is no longer as the person saw it when the form was opened. */
function changedSince(before: string, {seen, named}: AskedItem): string | null {
  if (before === seenText(seen)) return null
  const [sentence, context, pages] = before.split('.')
  const what =
    sentence !== seen.sentence
      ? `the sentence changed. It now says: “${named.item.text}”`
      : context !== seen.context
        ? 'what the sentence stands under changed.'
        : pages !== seen.pages
          ? 'a page that it links changed.'
          : 'what its binding asks changed.'
  return `Nothing is written: since you opened this form, ${what}\nYour word would be about something else than you saw. Look at it again; what you filled in is still here.`
}
