import {DoorClosed, type Position, place, readSetting, Setting, type SettingReading} from '../model/index.ts'
import type {Entry, Step} from './entry.ts'
import type {Redactor} from './redactor.ts'
import {isSecret, passwordIn} from './secrets.ts'

/** Every variable that the sources of one tenant set, and which of them is in force. */
export interface Variables {
  inForce: ReadonlyMap<string, {entry: Entry; rank: number; index: number; overridden: readonly Entry[]}>
  /** The last source that cannot be read: nothing from before it is certain. */
  broken: {error: DoorClosed; index: number} | null
  /** A source that may set names that no other sets. */
  gap: DoorClosed | null
}

/** Lays the steps over each other. */
export function settle(steps: readonly Step[]): Variables {
  const inForce: Map<string, {entry: Entry; rank: number; index: number; overridden: Entry[]}> = new Map()
  let broken: Variables['broken'] = null
  let gap: DoorClosed | null = null
  for (const [index, step] of steps.entries()) {
    if (step.step === 'broken') broken = {error: step.error, index}
    else if (step.step === 'gap') gap ??= step.error
    else {
      const held = inForce.get(step.entry.name)
      const loses =
        held !== undefined && Number.isFinite(step.rank) && Number.isFinite(held.rank) && step.rank < held.rank
      if (loses) held.overridden.push(step.entry)
      else {
        const overridden = held === undefined ? [] : [...held.overridden, held.entry]
        inForce.set(step.entry.name, {entry: step.entry, rank: step.rank, index, overridden})
      }
    }
  }
  return {inForce, broken, gap}
}

/** Makes every secret that the sources hold known, before anything is read from elsewhere. */
export function learnSecrets(
  steps: readonly Step[],
  settings: Readonly<Record<string, Setting>>,
  redactor: Redactor,
): void {
  for (const step of steps) {
    if (step.step !== 'set' || step.entry.value === null) continue
    const {name, value, kind} = step.entry
    if (kind !== 'secret' && !isSecret(name, settings[name], value)) continue
    redactor.add(value)
    const password = passwordIn(value)
    if (password !== null) redactor.add(password)
    if (settings[name]?.as === 'list') for (const part of value.split(',')) redactor.add(part)
  }
}

const places = (entries: readonly Entry[]): Position[] => entries.flatMap(({at}) => (at === null ? [] : [at]))
const hidden = (value: string | null): string | null => (value === '' || value === null ? value : '[secret]')

/** What one variable is; throws `DoorClosed` when nobody can know. */
export function readVariable(
  {inForce, broken, gap}: Variables,
  name: string,
  declared: Setting | undefined,
): SettingReading {
  const setting = declared ?? Setting.parse({})
  const held = inForce.get(name)
  if (broken !== null && (held === undefined || held.index < broken.index)) throw broken.error
  if (held === undefined) {
    if (gap !== null) throw gap
    const {effective} = readSetting(name, null, setting)
    const kind = setting.default === undefined ? 'none' : 'default'
    return {
      name,
      set: false,
      value: null,
      effective,
      junk: false,
      secret: isSecret(name, declared, null),
      source: null,
      kind,
      overridden: [],
    }
  }
  const {value, kind, at} = held.entry
  const secret = kind === 'secret' || isSecret(name, declared, value)
  const seen = {name, set: true, secret, source: at, kind, overridden: places(held.overridden)}
  if (value === null) {
    if (kind === 'secret') return {...seen, value: '[secret]', effective: '[secret]', junk: false}
    const where = at === null ? kind : place(at)
    throw new DoorClosed(
      'error',
      where,
      `${where} sets \`${name}\` to what only the platform knows, expected a value in a file of \`config\``,
    )
  }
  const {effective, junk} = readSetting(name, value, setting)
  if (!secret) return {...seen, value, effective, junk}
  return {
    ...seen,
    value: hidden(value),
    effective: effective === null || effective === '' ? effective : '[secret]',
    junk,
  }
}
