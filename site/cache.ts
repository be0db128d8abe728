import {createHash} from 'node:crypto'
import {sharedPicture} from '../src/view/index.ts'
import {snapshot} from './data.ts'

/** What Astro draws a page from, which is no result: when none of it changed, the page of the last build is taken. */
export function keyOf(digest: string | number | undefined, markers: string): string {
  const drawn = [digest, snapshot.site, snapshot.service, sharedPicture(snapshot), markers]
  return createHash('sha256').update(JSON.stringify(drawn)).digest('hex')
}
