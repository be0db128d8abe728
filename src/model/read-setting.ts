import {goDuration} from './duration.ts'
import type {Setting, SettingValue} from './setting.ts'

/** What a setting comes to once the service has read it. */
export interface SettingRead {
  effective: SettingValue | null
  junk: boolean
}

const number = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/

function word(raw: string, setting: Setting): boolean | null {
  const holds = (words: readonly string[]) => words.some((each) => each.toLowerCase() === raw.trim().toLowerCase())
  return holds(setting.true) ? true : holds(setting.false) ? false : null
}

function numeric(raw: string, whole: boolean): number | null {
  const text = raw.trim()
  if (!(whole ? /^[+-]?\d+$/ : number).test(text)) return null
  const value = Number(text)
  return (whole ? Number.isSafeInteger(value) : Number.isFinite(value)) ? value : null
}

/** The value of a text, or null when it is junk. */
function read(raw: string, setting: Setting): SettingValue | null {
  if (setting.as === 'bool') return word(raw, setting)
  if (setting.as === 'int') return numeric(raw, true)
  if (setting.as === 'number') return numeric(raw, false)
  if (setting.as === 'duration') return goDuration(raw.trim())
  if (setting.as === 'list') return raw.split(',').flatMap((part) => part.trim() || [])
  return raw
}

/** Reads a variable as the service does; `raw` is null when it is not set. Unknown and refused are null. */
export function readSetting(_name: string, raw: string | null, setting: Setting): SettingRead {
  const fallback = setting.default === undefined ? null : read(setting.default, setting)
  if (raw === null) return {effective: fallback, junk: false}
  const effective = read(raw, setting)
  if (effective !== null) return {effective, junk: false}
  return {effective: setting.junk === 'default' ? fallback : null, junk: true}
}
