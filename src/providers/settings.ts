import {DoorClosed, type Environment, type Setting, type SettingReading} from '../model/index.ts'
import type {Redactor} from './redactor.ts'
import {type ReadText, readSources} from './sources.ts'
import {learnSecrets, readVariable, settle, type Variables} from './variables.ts'

interface World {
  environment: Environment
  settings: Readonly<Record<string, Setting>>
  redactor: Redactor
  readText: ReadText
}

/** The settings doors: the sources of each tenant are read once, and every secret in them is known from then on. */
export function makeSettings({environment, settings, redactor, readText}: World) {
  const known = new Map<string, Promise<Variables>>()

  async function load(tenant: string): Promise<Variables> {
    const own = environment.tenants.find(({id}) => id === tenant)?.config ?? []
    const steps = await readSources([environment.config, own], readText)
    learnSecrets(steps, settings, redactor)
    return settle(steps)
  }

  function variables(tenant: string): Promise<Variables> {
    const found = known.get(tenant) ?? load(tenant)
    known.set(tenant, found)
    return found
  }

  const read = async (tenant: string, name: string): Promise<SettingReading> =>
    readVariable(await variables(tenant), name, settings[name])

  async function readOrUnknown(tenant: string, name: string): Promise<SettingReading> {
    try {
      return await read(tenant, name)
    } catch (error) {
      if (!(error instanceof DoorClosed)) throw error
      const nothing = {set: false, value: null, effective: null, junk: false, secret: false}
      return {name, ...nothing, source: null, kind: 'none', overridden: []}
    }
  }

  return {
    read,
    async readings(tenant: string): Promise<Record<string, SettingReading>> {
      await variables(tenant) // even where no setting is declared: its secrets must be known
      const all = Object.keys(settings).map(async (name) => [name, await readOrUnknown(tenant, name)] as const)
      return Object.fromEntries(await Promise.all(all))
    },
  }
}
