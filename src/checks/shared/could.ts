import {readSetting, type Setting, type SettingValue} from '../../model/index.ts'
import {readJson} from './json.ts'
import type {Seen} from './reading.ts'

/** What depends on each other in an answer. */
interface Answer {
  headers: Record<string, string>
  json?: unknown
  text: string
  location: string | null
  redirects: number
}

/** An answer in which a field was falsified: its JSON is its text, its location is a header, and headers are in lower case. */
export function couldAnswer<A extends Answer>(draft: A, changed: string | undefined, follow: boolean): A {
  const {json, location} = draft
  const text = changed !== 'json' ? draft.text : json == null ? '' : JSON.stringify(json)
  const lower = Object.entries(draft.headers).map(([name, value]) => [name.toLowerCase(), value])
  const {location: sent = null, ...others} = Object.fromEntries(lower)
  const to = changed === 'location' ? location : sent
  const headers = to === null ? others : {...others, location: to}
  return {
    ...draft,
    headers,
    json: changed === 'text' ? readJson(text) : json,
    text,
    location: to,
    redirects: follow ? draft.redirects : 0,
  }
}

/** A text that the service reads as this value. */
function textOf(value: SettingValue, {as, true: yes, false: no}: Setting): string {
  if (as === 'bool' && typeof value === 'boolean') return (value ? yes : no)[0] ?? String(value)
  if (as === 'duration' && typeof value === 'number') return `${value}ms`
  return Array.isArray(value) ? value.join(',') : String(value)
}

type Draft = {[Field in keyof Seen]?: Seen[Field] | undefined}

/** The text that must be set for the changed field to be as it is. */
function rawOf(
  {value = '', effective = null, junk}: Draft,
  changed: string | undefined,
  name: string,
  setting: Setting,
): string {
  if (changed === 'effective' && effective !== null) return textOf(effective, setting)
  if (changed !== 'junk') return value
  const reads = (text: string): boolean => readSetting(name, text, setting).junk === (junk === true)
  return [value, setting.default ?? '', '1', '1s', '?'].find(reads) ?? value
}

const hidden = '[secret]'
const nowhere = new Set<Seen['kind'] | undefined>(['default', 'none', undefined])

/** A reading in which a field was falsified, as the service would read such a variable. */
export function couldRead(draft: Draft, changed: string | undefined, name: string, setting: Setting): Seen {
  const {effective = null, kind, source = null, overridden = []} = draft
  const isGone =
    changed === 'kind' ? nowhere.has(kind) : changed === 'effective' ? effective === null : draft.set !== true
  if (isGone && changed !== 'value' && changed !== 'junk') {
    const none = setting.default === undefined ? 'none' : 'default'
    const {effective: fallback} = readSetting(name, null, setting)
    const unset = {set: false, value: '', effective: fallback, junk: false, source: null, overridden: []}
    return {name, ...unset, secret: setting.secret || draft.secret === true, kind: none}
  }
  const raw = rawOf(draft, changed, name, setting)
  const from = kind === undefined || nowhere.has(kind) ? 'values' : kind
  const secret = setting.secret || from === 'secret' || draft.secret === true
  // What is hidden already reads as it did.
  const read = secret && raw === hidden ? {effective, junk: draft.junk === true} : readSetting(name, raw, setting)
  const isHidden = secret && raw !== ''
  const shown = isHidden
    ? {value: hidden, effective: read.effective === null ? null : hidden}
    : {value: raw, effective: read.effective}
  return {name, set: true, ...shown, junk: read.junk, secret, source, kind: from, overridden}
}
