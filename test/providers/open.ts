import type {ConfigSource, Environment, SettingReading, Tenant} from '../../src/model/index.ts'
import {noTenant, Setting} from '../../src/model/index.ts'
import {openDoors} from '../../src/providers/index.ts'
import {environment, file} from '../run/build.ts'
import {folderWith} from '../run/folder.ts'
import {realClock} from '../run/world.ts'

export type Opening = Partial<Parameters<typeof openDoors>[0]>

/** Doors over an environment, without anything else of a run. */
export const open = (more: Opening & {environment: Environment}) =>
  openDoors({root: '/nowhere', settings: {}, env: {}, clock: realClock, anchorsOf: async () => null, ...more})

const never = new AbortController().signal
export const doorsOf = (more: Opening & {environment: Environment}, tenant = noTenant) =>
  open(more).doorsFor(tenant, never)

export const tenant = (id: string, more: Partial<Tenant> = {}): Tenant => ({
  ...{id, facts: {}, config: [], target: null},
  ...more,
})

/** The reading of one variable out of these files, all listed in their order unless said otherwise. */
export async function read(
  name: string,
  files: Readonly<Record<string, string>>,
  more: {
    config?: ConfigSource[]
    settings?: Record<string, Partial<Setting>>
    tenants?: Tenant[]
    tenant?: string
  } = {},
): Promise<SettingReading> {
  const {root, remove} = await folderWith(files)
  const {config = Object.keys(files).map((one) => file(one)), tenants = [tenant(noTenant)]} = more
  const settings = Object.fromEntries(
    Object.entries(more.settings ?? {}).map(([key, one]) => [key, Setting.parse(one)]),
  )
  try {
    return await doorsOf({root, settings, environment: environment({config, tenants})}, more.tenant).settings.read(name)
  } finally {
    await remove()
  }
}
