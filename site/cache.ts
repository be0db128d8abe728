import {createHash} from 'node:crypto'
import {fill, sharedPicture} from '../src/view/index.ts'
import {snapshot} from './data.ts'

/** What a page is drawn from: when none of it changed, the page of the last build is taken. */
export function keyOf(digest: string | number | undefined, markers: string): string {
  const drawn = [digest, snapshot.site, snapshot.service, sharedPicture(snapshot), fill(markers, snapshot)]
  return createHash('sha256').update(JSON.stringify(drawn)).digest('hex')
}
