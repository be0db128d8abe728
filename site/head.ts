import {sharedPicture} from '../src/view/index.ts'
import {snapshot} from './data.ts'
import ages from './scripts/ages.js?raw'

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A script of whole lines without what is for its readers alone: each page carries it. */
const lean = (script: string): string =>
  script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !/^(?:$|\/\/|\/\*)/.test(line))
    .join('\n')

/**
 * The tab's title; and in a page that says until when something counts, what takes that back before it is painted.
 * Starlight writes what stands in a head tag as HTML, so a title must be escaped before.
 */
export const titled = (title: string, description: string | null = null, isDated = true) => ({
  title,
  // Starlight tells both to who shows links, as `og:title` and `og:description`.
  ...(description === null ? {} : {description}),
  head: [
    {tag: 'title' as const, attrs: {}, content: `${escaped(title)} | ${escaped(snapshot.site.title)}`},
    ...picture(sharedPicture(snapshot)),
    // An inline script, and so on the 404 page too: finish.ts takes the policy of all pages from there.
    ...(isDated ? [{tag: 'script' as const, attrs: {}, content: lean(ages)}] : []),
  ],
})

/** What a link to the site is shown with; who shows it takes full addresses only. */
const picture = (shared: ReturnType<typeof sharedPicture>) =>
  shared === null
    ? []
    : [
        meta('og:image', shared.address),
        meta('og:image:type', shared.type),
        meta('og:image:width', String(shared.width)),
        meta('og:image:height', String(shared.height)),
        meta('og:image:alt', shared.words),
      ]

const meta = (property: string, content: string) => ({tag: 'meta' as const, attrs: {property, content}})
