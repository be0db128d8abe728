import type {Snapshot} from '../model/index.ts'
import {badgeOf, drawBadge, gateBadgeOf, shieldsBadge} from './badge.ts'
import {diffFile} from './diff.ts'
import {diffJson} from './diff-data.ts'
import {canDraw} from './drawn.ts'
import {drawFeed, feedFile, feedIndex, feedOwners, ownerFeedFile} from './feed.ts'
import {historyJson} from './history.ts'
import {lensOf} from './lens.ts'
import {drawPicture, pictureSize} from './picture.ts'
import {siteUrl} from './places.ts'

/** Every file of the site for others than its readers' browsers, by its path: badges, feeds, pictures, history. */
export function machineFiles(snapshot: Snapshot): Map<string, string> {
  const lens = lensOf(snapshot)
  const perEnvironment = lens.environments.flatMap((environment): [string, string][] => {
    const {name, gates} = environment
    const badge = badgeOf(environment)
    return [
      [`badge/${name}.svg`, drawBadge(badge)],
      [`badge/${name}.json`, shieldsBadge(badge)],
      ...gates.map((gate): [string, string] => [
        `badge/${gatesFolder(name)}/${gate.name}.svg`,
        drawBadge(gateBadgeOf(environment, gate)),
      ]),
      [pictureFile(name), drawPicture(lens, environment)],
    ]
  })
  return new Map([
    ...perEnvironment,
    [feedFile, drawFeed(lens, null)],
    ...feedOwners(lens).map((owner): [string, string] => [ownerFeedFile(owner), drawFeed(lens, owner)]),
    ['changes/index.json', feedIndex(lens)],
    ['history.json', historyJson(snapshot)],
    ...(lens.isPublic ? [] : [[diffFile, diffJson(lens)] as const]),
  ])
}

// An environment may be called as another's badge is: no folder has the name of a file, and no name a `~`.
const gatesFolder = (environment: string): string =>
  /\.(?:svg|json)$/i.test(environment) ? `${environment}~` : environment

/** The picture that a link to the site is shown with, to be drawn as PNG from `svg`, which changes with the file `from` alone. */
export function drawnPicture(snapshot: Snapshot): {file: string; from: string; svg: string} | null {
  const lens = lensOf(snapshot)
  const {main} = lens
  if (snapshot.site.url === null || main === undefined) return null
  return {file: drawnFile(main.name), from: pictureFile(main.name), svg: drawPicture(lens, main, canDraw)}
}

/** What is told of a picture to who shows a link; none of it depends on results. */
export interface SharedPicture {
  address: string
  words: string
  type: string
  width: number
  height: number
}

/** The picture that a link to the site is shown with; null where the site does not know its own address. */
export function sharedPicture(snapshot: Snapshot): SharedPicture | null {
  const lens = lensOf(snapshot)
  const {main} = lens
  if (snapshot.site.url === null || main === undefined) return null
  const words = `May ${snapshot.service} go live? The answer of ${main.name}, and what is in the way.`
  return {address: siteUrl(lens, drawnFile(main.name)), words, type: 'image/png', ...pictureSize}
}

/** Where the picture of an environment stands, from the site's root. */
const pictureFile = (environment: string): string => `og/${environment}.svg`
const drawnFile = (environment: string): string => `og/${environment}.png`

/** Whether a file of the site is one that could be among them, so that one which no longer is goes away. */
export const isMachineFile = (file: string): boolean =>
  /^(?:badge\/.+\.(?:svg|json)|og\/[^/]+\.(?:svg|png)|changes\/[^/]+\.atom)$/.test(file)
