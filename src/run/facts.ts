import {evaluateFactValue, settingsIn} from '../expr/index.ts'
import {
  DoorClosed,
  type Fact,
  type FactReading,
  noTenant,
  type Plan,
  type SettingReading,
  type StatedFacts,
  type Truth,
} from '../model/index.ts'
import type {DoorsFactory} from '../providers/index.ts'

/** The name of the only value of a fact without values. */
const itself = '-'

/** What one setting is, in a clause. */
function clause({name, value, set, effective, source, kind}: SettingReading): string {
  if (!set) return effective === null ? `${name} is not set` : `${name} is not set, so the default ${String(effective)}`
  const where = source === null ? (kind === 'values' ? ' in proofmark.yaml' : '') : ` in ${source.file}:${source.line}`
  return `${name} is ${value === '[secret]' ? 'set' : JSON.stringify(value)}${where}`
}

/** What is stated of a fact for a tenant: the values that hold, or nothing. */
function statedOf(fact: string, stated: readonly StatedFacts[]): readonly string[] | null {
  const found = stated.findLast((facts) => Object.hasOwn(facts, fact))?.[fact]
  if (found === undefined) return null
  if (typeof found === 'boolean') return found ? [itself] : []
  return typeof found === 'string' ? [found] : found
}

/** What the configuration says of each value of a fact, and the clause that tells why. */
interface Seen {
  truths: ReadonlyMap<string, Truth>
  because: ReadonlyMap<string, string>
}

/** Reads the facts of one tenant out of its configuration, without what is stated. */
function readerOf(plan: Plan, doors: DoorsFactory, tenant: string) {
  const {settings} = doors.doorsFor(tenant, new AbortController().signal)

  async function told(name: string): Promise<string> {
    try {
      return clause(await settings.read(name))
    } catch (error) {
      if (error instanceof DoorClosed) return error.message
      throw error
    }
  }

  return async ({values = {}}: Fact): Promise<Seen> => {
    const readings = await doors.readings(tenant)
    const entries = Object.entries(values)
    const truths = entries.map(([value, text]) => [value, evaluateFactValue(text, plan.settings, readings)] as const)
    const said = entries.map(
      async ([value, text]) =>
        [value, (await Promise.all(settingsIn(text, plan.settings).map(told))).join(', ')] as const,
    )
    return {truths: new Map(truths), because: new Map(await Promise.all(said))}
  }
}

const opposite: Readonly<Record<Truth, Truth | null>> = {true: 'false', false: 'true', unknown: null}

/** A stated fact: each value holds or not, unless the configuration says the opposite of any; then nobody knows. */
function statedReadings(
  values: readonly string[],
  stated: readonly string[],
  seen: Seen,
): Omit<FactReading, 'fact' | 'tenant'>[] {
  const says = (value: string): Truth => (stated.includes(value) ? 'true' : 'false')
  const against = values.filter((value) => seen.truths.get(value) === opposite[says(value)])
  const named = stated.filter((value) => value !== itself)
  const stands = `${named.length === 0 ? '' : `${named.join(' and ')} is `}stated in proofmark.yaml`
  const contradicted = against.length > 0
  const other = [...new Set(against.map((value) => seen.because.get(value) ?? ''))].join(', ')
  const because = contradicted ? `${stands}, while ${other}` : stands
  return values.map((value) => ({
    value,
    truth: contradicted ? 'unknown' : says(value),
    source: 'stated',
    contradicted,
    because,
  }))
}

function readingsOf(
  name: string,
  fact: Fact,
  tenant: string,
  stated: readonly string[] | null,
  seen: Seen,
): FactReading[] {
  const values = fact.values === undefined ? [itself] : Object.keys(fact.values)
  if (stated !== null) return statedReadings(values, stated, seen).map((reading) => ({fact: name, tenant, ...reading}))
  return values.map((value) => ({
    ...{fact: name, value, tenant, contradicted: false},
    truth: seen.truths.get(value) ?? 'unknown',
    source: fact.values?.[value] ? 'config' : 'undeclared',
    because: seen.because.get(value) || `${name} is not stated`,
  }))
}

/** What every fact is, for all tenants alike or for each. */
export async function readFacts(plan: Plan, doors: DoorsFactory): Promise<FactReading[]> {
  const {environment} = plan
  const readings = Object.entries(plan.facts).map(async ([name, fact]) => {
    const tenants = fact.scope === 'tenant' ? environment.tenants.map(({id}) => id) : [noTenant]
    const each = tenants.map(async (tenant) => {
      const own = environment.tenants.find(({id}) => id === tenant)?.facts ?? {}
      const seen = await readerOf(plan, doors, tenant)(fact)
      return readingsOf(name, fact, tenant, statedOf(name, [environment.facts, own]), seen)
    })
    return (await Promise.all(each)).flat()
  })
  const found = (await Promise.all(readings)).flat()
  return found.map((reading) => ({...reading, because: doors.redactText(reading.because)}))
}
