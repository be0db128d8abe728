import {type Environment, noTenant} from '../model/index.ts'
import type {DoorsFactory} from '../providers/index.ts'
import type {Deadlines} from './deadline.ts'

const atMost = 10_000

function fieldOf(body: string, field: string): string | null {
  const found = field
    .split('.')
    .reduce(
      (at: unknown, key) => (at !== null && typeof at === 'object' ? Reflect.get(at, key) : undefined),
      JSON.parse(body),
    )
  return typeof found === 'string' || typeof found === 'number' ? String(found) : null
}

/** The release that runs there: given, or read from the target; null when nobody can say. */
export async function readRelease(
  {release}: Environment,
  doors: DoorsFactory,
  deadlines: Deadlines,
): Promise<string | null> {
  if (release === null) return null
  if ('given' in release) return release.given
  const deadline = deadlines.start(atMost, 1)
  try {
    const {http} = doors.doorsFor(noTenant, deadline.signal, deadline.time)
    const ask = {method: 'GET', url: release.path, headers: {}, body: null, credential: null, follow: false, wait: true}
    const {status, body} = await deadline.within(http.request(ask))
    return status === 200 ? fieldOf(body, release.field) : null
  } catch {
    return null // a target that does not answer is told by the calls that need it
  } finally {
    deadline.stop()
  }
}
