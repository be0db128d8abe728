import type {Element, Properties} from 'hast'
import {h} from 'hastscript'

/** A field with the words around it. */
export interface Field {
  name: string
  label: string
  hint: string | null
  /** What is wrong with what was filled in. */
  fault: string | null
}

const hintId = ({name}: Field): string => `${name}-hint`
const faultId = ({name}: Field): string => `${name}-fault`

/** What a screen reader says after the label: the fault first, then the hint. */
function described(field: Field): Properties {
  const ids = [...(field.fault === null ? [] : [faultId(field)]), ...(field.hint === null ? [] : [hintId(field)])]
  return {
    ...(ids.length === 0 ? {} : {ariaDescribedBy: ids.join(' ')}),
    ...(field.fault === null ? {} : {ariaInvalid: 'true'}),
  }
}

const beside = (field: Field): Element[] => [
  ...(field.hint === null ? [] : [h('p.pm-form-hint', {id: hintId(field)}, field.hint)]),
  ...(field.fault === null ? [] : [h('p.pm-form-fault', {id: faultId(field)}, field.fault)]),
]

const className = ({fault}: Field): string[] => ['pm-form-field', ...(fault === null ? [] : ['wrong'])]

/** A field of one line. */
export const lineField = (field: Field, value: string, more: Properties): Element =>
  h(
    'div',
    {className: className(field)},
    h('label', {htmlFor: field.name}, field.label),
    ...beside(field),
    h('input', {
      type: 'text',
      autoComplete: 'off',
      ...more,
      id: field.name,
      name: field.name,
      value,
      ...described(field),
    }),
  )

/** A field of many lines. */
export const textField = (field: Field, value: string): Element =>
  h(
    'div',
    {className: className(field)},
    h('label', {htmlFor: field.name}, field.label),
    ...beside(field),
    // A parser takes away the first line break.
    h('textarea', {id: field.name, name: field.name, rows: 8, dir: 'auto', ...described(field)}, `\n${value}`),
  )

/** Several boxes that are one question; a link to the question leads to its first box. */
export const group = (field: Field, boxes: readonly Element[]): Element =>
  h(
    'fieldset',
    {className: className(field), ...described(field)},
    h('legend', field.label),
    ...beside(field),
    ...boxes,
  )

/** One box of a group; the first has the name of the group for its id. */
export const box = (
  type: 'checkbox' | 'radio',
  name: string,
  value: string,
  checked: boolean,
  index: number,
  label: string,
): Element => {
  const id = index === 0 ? name : `${name}-${index}`
  return h('p.pm-form-box', h('input', {type, name, value, checked, id}), h('label', {htmlFor: id, dir: 'auto'}, label))
}
