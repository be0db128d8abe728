import {DoorClosed, type Environment, type HttpAnswer, type HttpRequest, noTenant} from '../model/index.ts'
import type {Client, Received, Sending} from './client.ts'
import type {CallTime, Clock} from './clock.ts'
import type {Credential} from './credentials.ts'
import {allowRequest} from './grants.ts'
import {closedBy, isBroken, isDown} from './http-errors.ts'
import {type Pace, retryAfter} from './pace.ts'
import {bareUrl, redirected} from './redirects.ts'

/** What the http doors of one run share. */
export interface HttpWorld {
  environment: Environment
  clock: Clock
  client: Client
  credential: (name: string) => Promise<Credential>
  pace: Pace
  /** Redirects followed in a row. */
  redirects: number
  /** A proxy variable that is set. */
  proxy: string | null
}

/** The call that a request belongs to. */
export interface Caller {
  target: URL | null
  signal: AbortSignal
  time: CallTime
}

/** The target of each tenant, and under `-` the environment's own. */
export function targetsOf({target, tenants}: Environment): Map<string, URL | null> {
  const own = target === null ? null : bareUrl(target)
  const each = tenants.map((tenant): [string, URL | null] => [
    tenant.id,
    tenant.target === null ? own : bareUrl(tenant.target),
  ])
  return new Map([[noTenant, own], ...each])
}

const repeatable = new Set(['GET', 'HEAD'])
const ownHeaders =
  /^(host|connection|content-length|transfer-encoding|upgrade|keep-alive|te|trailer|expect|accept-encoding|proxy-.*)$/

/** Where a request goes: a path below the target, or a whole URL. */
function addressOf(written: string, target: URL | null, environment: string): URL {
  if (!written.startsWith('/')) {
    const url = bareUrl(written)
    if (url !== null) return url
    throw new DoorClosed('error', written, `Unexpected address \`${written}\`, expected a path or an http(s) URL`)
  }
  if (target === null) {
    const next = `give \`${environment}\` a \`target\` in \`proofmark.yaml\``
    throw new DoorClosed('no-target', environment, `The environment \`${environment}\` has no \`target\``, next)
  }
  return new URL(`${target.origin}${target.pathname.replace(/\/+$/, '')}${written}`)
}

/** The headers of a request, names in lower case, without those that decide where it goes. */
function headersOf(written: Readonly<Record<string, string>>, credential: Credential | null): Record<string, string> {
  const headers: Record<string, string> = {'user-agent': 'proofmark', accept: '*/*', 'accept-encoding': 'identity'}
  for (const [name, value] of Object.entries(written)) {
    const lower = name.toLowerCase()
    if (ownHeaders.test(lower)) {
      throw new DoorClosed(
        'capability',
        name,
        `Unexpected header \`${name}\`, expected one that Proofmark does not set itself`,
        `take \`${name}\` out of \`headers\``,
      )
    }
    headers[lower] = value
  }
  if (credential !== null) headers[credential.header] = credential.value
  return headers
}

/** Whether an answer only says that too much was asked; some services say it with 403. */
const isLimited = ({status, headers}: Received): boolean =>
  status === 429 ||
  (status === 403 && (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0'))

/** The http door: every request is granted, paced, bounded, and followed by hand, so that each hop is granted again. */
export function makeHttp({environment, clock, client, credential, pace, redirects: most, proxy}: HttpWorld) {
  /** Origins that nobody could connect to: asked again only by a further try of a call, which may find them back. */
  const down = new Map<string, DoorClosed>()

  async function once(sending: Sending, time: CallTime, again = false): Promise<Received> {
    const {origin, host} = sending.url
    const closed = down.get(origin)
    if (closed !== undefined && time.attempt === 1) throw closed
    await pace.turn(host, sending.signal, time)
    try {
      const received = await client.send(sending)
      down.delete(origin)
      return received
    } catch (error) {
      if (sending.signal.aborted || error instanceof DoorClosed) throw error
      // A server may close an idle connection just as it is used again, so one that broke is tried on a new one.
      if (isBroken(error) && !again && repeatable.has(sending.method)) return once(sending, time, true)
      const found = closedBy(error, sending.url, proxy)
      if (isDown(error)) down.set(origin, found)
      throw found
    }
  }

  async function pause({url, signal}: Sending, until: number, time: CallTime): Promise<void> {
    const ms = until - clock.now().getTime()
    if (ms <= 0) return
    if (until > time.endsAt())
      throw limited(url, `which asks to wait ${Math.ceil(ms / 1_000)} s, longer than the call may take`)
    await clock.sleep(ms, signal)
  }

  function limited({origin}: URL, why: string): DoorClosed {
    const next = `lower \`budget\` of \`${environment.name}\` in \`proofmark.yaml\`, or run again later`
    return new DoorClosed('error', origin, `Rate limited by \`${origin}\`, ${why}`, next)
  }

  /** Waits once for a host that limits the rate of requests, then asks once more. */
  async function patient(sending: Sending, time: CallTime): Promise<Received> {
    const {url} = sending
    await pause(sending, pace.until(url.host), time)
    const waited = pace.until(url.host) > 0
    const received = await once(sending, time)
    if (!isLimited(received)) return received
    if (!waited) {
      await pause(sending, pace.pause(url.host, retryAfter(received.headers['retry-after'], clock.now())), time)
      const second = await once(sending, time)
      if (!isLimited(second)) return second
    }
    throw limited(url, 'even after the wait that it asked for')
  }

  return async (ask: HttpRequest, {target, signal, time}: Caller): Promise<HttpAnswer> => {
    const {method, body, follow, wait = true} = ask
    const url = addressOf(ask.url, target, environment.name)
    allowRequest(environment, target, method, url)
    const carried = ask.credential === null ? null : await credential(ask.credential)
    let sending: Sending = {method, url, headers: headersOf(ask.headers, carried), body, signal}
    for (const seen = new Set<string>(); ; ) {
      seen.add(`${sending.method} ${sending.url.href}`)
      const received = await (wait ? patient : once)(sending, time)
      const next = follow ? redirected(sending, received, carried?.header ?? null) : null
      if (next === null) return {...received, url: sending.url.href, redirects: seen.size - 1}
      const loops = seen.has(`${next.method} ${next.url.href}`)
      if (loops || seen.size > most) {
        const found = loops
          ? `redirect back to \`${next.url.href}\``
          : `redirect number ${seen.size}, to \`${next.url.href}\``
        throw new DoorClosed('error', url.origin, `Unexpected ${found}, expected an answer within ${most} redirects`)
      }
      allowRequest(environment, target, next.method, next.url)
      sending = next
    }
  }
}
