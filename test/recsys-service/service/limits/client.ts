import type {IncomingMessage} from 'node:http'
import {BlockList, isIP} from 'node:net'

/** Tells clients apart by address; what a trusted proxy says of its own client is believed. */
export function clientAddress(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const trusted = new BlockList()
  for (const range of trustedProxies) addRange(trusted, range)
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

  return ({socket, headers}) => {
    const forwarded = headers['x-forwarded-for']
    const hops = (Array.isArray(forwarded) ? forwarded.join() : (forwarded ?? '')).split(',').map((hop) => plain(hop))
    let address = plain(socket.remoteAddress ?? '')
    while (isTrusted(address)) {
      const before = hops.pop()
      if (before === undefined || isIP(before) === 0) break
      address = before
    }
    return address
  }
}

// A range that cannot be read trusts nobody.
function addRange(list: BlockList, range: string): void {
  const [address = '', bits] = range.split('/')
  const version = isIP(address)
  const prefix = bits === undefined ? (version === 6 ? 128 : 32) : Number(bits)
  if (version === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > (version === 6 ? 128 : 32)) return
  list.addSubnet(address, prefix, version === 6 ? 'ipv6' : 'ipv4')
}

function plain(address: string): string {
  return address.trim().replace(/^::ffff:/i, '')
}
