import type {Json} from '../model/index.ts'

/** What a field is called in a sentence. */
export type NameOf = (field: string) => string

/** A value in a sentence: bare where that cannot be mistaken. */
export function value(json: Json): string {
  if (json === '') return 'empty'
  if (typeof json === 'string' && /^[\p{L}/][\p{L}\p{N}_./:@-]*$/u.test(json) && !/^(true|false|null)$/.test(json))
    return json
  return JSON.stringify(json)
}

/** `a.b` by the name that the check has for it, or by that of its first field. */
export function called(path: readonly string[], nameOf: NameOf): string {
  if (path.length === 0) return 'it'
  const [first = '', ...rest] = path.flatMap((key) => key.split('.'))
  const whole = [first, ...rest].join('.')
  if (rest.length > 0 && nameOf(whole) !== whole) return nameOf(whole)
  return [nameOf(first), ...rest].join('.')
}

/** a, b or c. */
export const listed = (parts: readonly string[], last: string): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`
