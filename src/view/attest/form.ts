import type {Element} from 'hast'
import {h} from 'hastscript'
import {type Attestation, type Change, dateInWords, type Status} from '../../model/index.ts'
import {code, prose} from '../html.ts'
import {counted, sentence, statusWord} from '../words.ts'
import {box, type Field, group, lineField, textField} from './fields.ts'
import {type AttestShell, hiddenFields, notice, page, paragraph, paragraphs} from './shell.ts'

/** What a person filled in, as it was sent. */
export interface AttestValues {
  env: string[]
  tenant: string[]
  says: string
  by: string
  on: string
  until: string
  renew_every: string
  release: string
  note: string
}

/** What is wrong with a field, in a sentence for the person. */
export interface AttestFault {
  field: keyof AttestValues
  says: string
}

/** Everything that the form of an item shows. */
export interface AttestForm {
  shell: AttestShell
  /** What the binding asks. */
  question: string | null
  places: readonly {
    name: string
    tenants: readonly string[]
    standings: readonly {status: Status | null; because: string; tenants: readonly string[]}[]
    trouble: string | null
  }[]
  last: {record: Pick<Attestation, 'by' | 'on' | 'at' | 'release'>; changes: readonly Change[]} | null
  /** What a record does to the item, where no binding asks for one. */
  effect: string | null
  /** What happened since the form was opened. */
  notice: string | null
  values: AttestValues
  faults: readonly AttestFault[]
  /** Whether a person may say that the item does not apply. */
  mayNotApply: boolean
  hidden: Readonly<Record<string, string>>
}

/** The page with the form of one item. */
export function attestForm(form: AttestForm): string {
  const {shell, faults} = form
  const body = [...notice(form.notice), ...summary(faults), ...told(form), fields(form)]
  return page(shell, 'Attest this item', body, faults.length > 0 ? 'To mend: ' : '')
}

const labels: Readonly<Record<keyof AttestValues, string>> = {
  env: 'Environments that it speaks of',
  tenant: 'Tenants that it speaks of',
  says: 'What you say',
  by: 'Who says so',
  on: 'When it was seen',
  until: 'The last day that it holds',
  renew_every: 'Or how long it holds',
  release: 'Only for one release',
  note: 'What was seen, where and how',
}

function summary(faults: readonly AttestFault[]): Element[] {
  if (faults.length === 0) return []
  const links = faults.map(({field, says}) => h('li', h('a', {href: `#${field}`}, `${labels[field]}: ${says}`)))
  return [
    h(
      'div.pm-form-notice',
      {role: 'alert', tabIndex: -1, autoFocus: true},
      h('h2', `Nothing is written yet: ${counted(faults.length, 'field is', 'fields are')} to mend`),
      h('ul', ...links),
    ),
  ]
}

/** What a person should know first. */
const told = ({question, places, last, effect}: AttestForm): Element[] => [
  ...(question === null ? [] : [h('h2', 'What is asked'), paragraph(question)]),
  h('h2', 'Where it stands now'),
  h('dl.pm-facts', ...places.flatMap((place) => [h('dt', {dir: 'auto'}, place.name), h('dd', ...standing(place))])),
  h('h2', 'What was said last'),
  ...lastWord(last),
  ...(effect === null ? [] : paragraphs(effect)),
]

function standing({standings, trouble}: AttestForm['places'][number]): Element[] {
  if (trouble !== null) return [paragraph('Nobody can say. '), ...paragraphs(trouble)]
  return standings.map(({status, because, tenants}) =>
    paragraph(
      h('b', {className: ['pm-s', status ?? 'none']}, status === null ? 'no status of its own' : statusWord(status)),
      tenants.length === 0 ? '' : ` for ${tenants.join(', ')}`,
      because === '' ? '' : ': ',
      ...prose(because),
    ),
  )
}

function lastWord(last: AttestForm['last']): Element[] {
  if (last === null) return [paragraph('Nobody has attested it yet.')]
  const {record, changes} = last
  return [
    paragraph(`Attested by ${record.by} on ${dateInWords(record.on)}: `, code(record.at.file), '.'),
    ...(changes.length === 0
      ? [paragraph('Nothing that it leans on has changed since.')]
      : [
          paragraph('Since then:'),
          h(
            'ul',
            ...changes.map(({what, detail}) =>
              h('li', {dir: 'auto'}, ...prose(sentence(detail === null ? what : `${what}: ${detail}`))),
            ),
          ),
        ]),
  ]
}

function fields(form: AttestForm): Element {
  const {shell, places, values, faults, mayNotApply, hidden, last} = form
  const of = (name: keyof AttestValues, hint: string | null): Field => ({
    name,
    label: labels[name],
    hint,
    fault: faults.find(({field}) => field === name)?.says ?? null,
  })
  const tenants = [...new Set(places.flatMap((place) => place.tenants))]
  const oneRelease = last?.record.release ?? null
  return h(
    'form.pm-form-fields',
    {method: 'post', action: shell.address, noValidate: true},
    ...hiddenFields(hidden),
    h('h2', 'Your word'),
    group(
      of('env', 'It counts nowhere else: a rehearsal in staging proves nothing in production.'),
      places.map(({name}, index) => box('checkbox', 'env', name, values.env.includes(name), index, name)),
    ),
    ...(tenants.length === 0
      ? []
      : [
          group(
            of('tenant', 'None chosen means all of them.'),
            tenants.map((id, index) => box('checkbox', 'tenant', id, values.tenant.includes(id), index, id)),
          ),
        ]),
    ...(mayNotApply
      ? [
          group(of('says', null), [
            box('radio', 'says', 'met', values.says !== 'not-applicable', 0, 'It is so'),
            box('radio', 'says', 'not-applicable', values.says === 'not-applicable', 1, 'It does not apply here'),
          ]),
        ]
      : []),
    lineField(of('by', 'The person, by the name that your team uses.'), values.by, {autoComplete: 'name'}),
    lineField(of('on', null), values.on, {type: 'date'}),
    lineField(of('until', null), values.until, {type: 'date'}),
    lineField(of('renew_every', 'Such as 180d. With both, the earlier counts.'), values.renew_every, {}),
    lineField(
      of(
        'release',
        oneRelease === null
          ? 'Empty unless it speaks of no other release.'
          : `Empty unless it speaks of no other release. The last word was about ${oneRelease}.`,
      ),
      values.release,
      {},
    ),
    textField(of('note', 'Markdown. Others will read it in review. Nothing secret.'), values.note),
    h('p.pm-form-buttons', h('button', {type: 'submit', name: 'step', value: 'preview'}, 'Show what will be written')),
    h('p.pm-meta', 'Nothing is written before you have seen it.'),
  )
}
