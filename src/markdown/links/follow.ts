import {distance} from 'fastest-levenshtein'
import {type Link, type Problem, problem} from '../../model/index.ts'
import type {Page} from '../page.ts'
import {brief, single} from '../plain.ts'
import type {FoundLink} from './found.ts'
import {type Resolved, resolve} from './resolve.ts'
import type {World} from './world.ts'

/** A link followed to where it leads, and what is wrong with it. */
export interface Followed {
  link: Link
  problem: Problem | null
}

/** Follows a link of a page. */
export function follow({url, text, offset}: FoundLink, page: Page, world: World): Followed {
  const {missing, ...where} = resolve(url, page.source.file, page.anchors, world)
  const link = {url, text: single(text), ...where, at: page.source.at(offset)}
  return {link, problem: missing === null ? null : deadLink(link, missing, page, world)}
}

function deadLink(link: Link, missing: NonNullable<Resolved['missing']>, page: Page, world: World): Problem {
  if (missing === 'address') {
    const what = link.url.trim() === '' ? 'link without an address' : `address \`${brief(link.url)}\` without a host`
    return problem('dead-link', `Unexpected ${what}, expected where it leads; write it or take the link away`, link.at)
  }
  if (missing === 'file') {
    const path = link.path === null ? 'outside the project' : `\`${brief(link.path)}\`, which does not exist`
    return problem('dead-link', `Unexpected link to ${path}, expected a file; correct the address or add it`, link.at)
  }
  const anchors = link.path === null ? page.anchors : (world.anchors(link.path) ?? page.anchors)
  const near = nearest(link.anchor ?? '', anchors)
  const where = link.path === null ? 'this page' : `\`${brief(link.path)}\``
  const hint = near === null ? '' : `; did you mean \`#${readable(near)}\`?`
  return problem(
    'dead-anchor',
    `Unexpected anchor \`#${readable(link.anchor ?? '')}\`, expected one of ${where}${hint}`,
    link.at,
  )
}

/** The anchor that is meant, if one is close; long texts are not compared. */
function nearest(wanted: string, anchors: ReadonlySet<string>): string | null {
  if (wanted.length > 100) return null
  let best: string | null = null
  let least = Math.max(2, wanted.length / 2)
  for (const anchor of [...anchors].slice(0, 500)) {
    if (Math.abs(anchor.length - wanted.length) > least) continue
    const far = distance(wanted, anchor)
    if (far <= least && (best === null || far < least)) [best, least] = [anchor, far]
  }
  return best
}

/** An anchor as a person can see and type it: what is invisible is written in percent. */
const readable = (anchor: string): string =>
  brief(anchor).replace(/\s|\p{Cc}|\p{Cf}|\p{Variation_Selector}|`/gu, (character) => encodeURIComponent(character))
