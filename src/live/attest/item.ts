import {type Checklist, type Item, itemAddress} from '../../index.ts'
import {type Ask, mustGoOn, type Prepared, prepare, type World} from '../../line/index.ts'

/** Address of the form of an item, from that of its page. */
export const formAddress = (base: string, page: string): string => `${base}attest/${page.slice(`${base}items/`.length)}`

/** An item whose form was asked for. */
export interface Found {
  prepared: Prepared
  named: {checklist: Checklist; item: Item}
  address: string
}

/** The item whose form an address is, looked up among those of the project as it is now. */
export async function itemAt(ask: Ask, world: World, base: string, wanted: string): Promise<Found | null> {
  const prepared = await prepare(ask, world, 'checklists')
  for (const checklist of prepared.checklists)
    for (const item of checklist.items) {
      const address = formAddress(base, itemAddress(base, checklist.name, item.id))
      if (readable(address) !== readable(wanted)) continue
      mustGoOn(prepared.problems)
      return {prepared, named: {checklist, item}, address}
    }
  return null
}

/** An address as its author meant it, however a browser encodes it, with its slash or without. */
function readable(address: string): string {
  try {
    return address.split('/').map(decodeURIComponent).join('/').replace(/\/?$/, '/')
  } catch {
    return address
  }
}
