import {snapshot} from './data.ts'

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** The tab's title. Starlight writes what stands in a head tag as HTML, so a title must be escaped before. */
export const titled = (title: string) => ({
  title,
  head: [{tag: 'title' as const, attrs: {}, content: `${escaped(title)} | ${escaped(snapshot.site.title)}`}],
})
