import {h} from 'hastscript'
import {code, written} from '../html.ts'

// Exactly as `fill` finds the marker under the title of an item's page, and as `said` draws what stands in it.
const title = /<pm-verdict data-part="said:[^"]*" class="not-content">[\s\S]*?<\/pm-verdict>/
const person = /<p class="pm-sub said"[^>]* data-proof="(?:manual|semi-automatic|unbound)"/

/** The built page of an item with the way to its form, where a person's word proves it; `file` is what was just written for it. */
export function withWay(html: string, form: string, file: string | null): string {
  const done = h(
    'p.pm-sub',
    {role: 'status'},
    'Attested: ',
    code(file ?? ''),
    '. The verdict follows; commit the file with what you looked at.',
  )
  const way = h('p.pm-sub', h('a', {href: form}, 'Attest this'))
  return html.replace(title, (found) =>
    person.test(found) ? `${found}${written(file === null ? [way] : [done, way])}` : found,
  )
}
