import type {LookupAddress, LookupOptions} from 'node:dns'
import type {LookupFunction} from 'node:net'
import {DoorClosed} from '../model/index.ts'
import {isLocalhost, isLoopback, isReserved} from './addresses.ts'

/** How names become addresses; `dns.lookup` of Node unless a test says otherwise. */
export type Lookup = (
  host: string,
  options: LookupOptions & {all: true},
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/**
 * Looks at each address just before it is connected to, so that no answer of a name server leads inside: a name must not lead to
 * loopback, unless it is `localhost` or the host of a target as written, and never to where clouds keep their credentials.
 */
export function guardLookup(lookup: Lookup, targetHosts: ReadonlySet<string>): LookupFunction {
  return (host, options, done) => {
    lookup(host, {...options, all: true}, (error, addresses) => {
      if (error !== null) return done(error, '')
      const own = isLocalhost(host) || targetHosts.has(host)
      const refused = addresses.find(({address}) => isReserved(address) || (isLoopback(address) && !own))
      if (refused !== undefined) {
        const message = `Unexpected address \`${refused.address}\` behind the name \`${host}\`, expected a public or private one`
        return done(new DoorClosed('capability', host, message, 'name the address itself, in `target` or `allow`'), '')
      }
      const [first] = addresses
      if (options.all === true || first === undefined) return done(null, addresses)
      return done(null, first.address, first.family)
    })
  }
}
