import {BlockList, isIP} from 'node:net'

function blocks(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [network = '', bits] = range.split('/')
    list.addSubnet(network, Number(bits), network.includes(':') ? 'ipv6' : 'ipv4')
  }
  return list
}

const loopback = blocks(['127.0.0.0/8', '0.0.0.0/8', '::1/128', '::/128', '64:ff9b::7f00:0/104'])
const never = blocks([
  '169.254.0.0/16', // link-local, and the metadata of most clouds
  'fe80::/10',
  'fd00:ec2::254/128', // metadata of AWS
  '100.100.100.200/32', // metadata of Alibaba Cloud
  '168.63.129.16/32', // metadata of Azure
  '64:ff9b::a9fe:0/112', // link-local behind NAT64
])

const within = (list: BlockList, address: string): boolean => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** An address of this very machine. */
export const isLoopback = (address: string): boolean => within(loopback, address)

/** An address that no name may lead to: link-local, or where a cloud keeps the credentials of a machine. */
export const isReserved = (address: string): boolean => within(never, address)

/** A name that stands for this very machine by definition. */
export const isLocalhost = (host: string): boolean => /^(.+\.)?localhost\.?$/i.test(host)
