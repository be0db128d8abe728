import {createHash} from 'node:crypto'
import {sharedPicture} from '../src/view/index.ts'
import {sidebar, snapshot} from './data.ts'

const digestOf = (of: unknown): string => createHash('sha256').update(JSON.stringify(of)).digest('hex')

// The same for all pages, and as large as the docs.
const shell = digestOf([snapshot.site, snapshot.service, sharedPicture(snapshot), sidebar])

/** What Astro draws a page from, which is no result: when none of it changed, the page of the last build is taken. */
export const keyOf = (digest: string | number | undefined, markers: string): string =>
  digestOf([digest, shell, markers])
