import {h} from 'hastscript'
import {code} from '../html.ts'
import type {AttestValues} from './form.ts'
import {type AttestShell, hiddenFields, notice, page, paragraph, paragraphs} from './shell.ts'

/** What is to be written, before it is. */
export interface AttestPreview {
  shell: AttestShell
  /** From the project root. */
  file: string
  /** As `git apply` reads it. */
  diff: string
  /** What a record does to the item, where no binding asks for one. */
  effect: string | null
  /** What happened since it was shown the last time. */
  notice: string | null
  values: AttestValues
  hidden: Readonly<Record<string, string>>
}

/** The page that shows the record exactly as it will be written. */
export function attestPreview(preview: AttestPreview): string {
  const {shell, file, diff, effect, values, hidden} = preview
  return page(shell, 'Write this record?', [
    ...notice(preview.notice),
    paragraph(
      'This file is new: ',
      code(file),
      '. Nothing else is touched; commit it together with what you looked at.',
    ),
    ...(effect === null ? [] : paragraphs(effect)),
    h('pre.pm-form-diff', {role: 'region', ariaLabel: 'What will be written', tabIndex: 0}, code(diff)),
    h(
      'form',
      {method: 'post', action: shell.address},
      ...hiddenFields({...values, ...hidden}),
      h(
        'p.pm-form-buttons',
        h('button', {type: 'submit', name: 'step', value: 'write'}, 'Write it'),
        h('button.second', {type: 'submit', name: 'step', value: 'edit'}, 'Change it'),
      ),
    ),
  ])
}
