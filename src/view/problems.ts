import type {Element} from 'hast'
import {h} from 'hastscript'
import {type Position, type Problem, place, problems as table} from '../model/index.ts'
import {code, command, joined, type Piece, prose} from './html.ts'
import type {Lens} from './lens.ts'
import {sourceHref} from './places.ts'
import {counted} from './words.ts'

type Slug = Problem['slug']

/** What is wrong in what authors wrote, by file; below it once for each kind what to do. */
export function problems(lens: Lens): Element[] {
  const {problems: found} = lens.snapshot
  if (lens.isPublic) return []
  if (found.length === 0)
    return [
      h('p.pm-lead', 'No problems: nothing is wrong in the docs, the checklists, their bindings and records.'),
      also,
    ]
  const files = Map.groupBy(found, ({at}) => at?.file ?? null)
  return [
    h('p.pm-lead', summary(found, files)),
    also,
    ...[...files].sort(([a], [b]) => byName(a, b)).map(([file, inside], index) => fileBlock(lens, file, inside, index)),
    help([...new Set(found.map(({slug}) => slug))].toSorted()),
  ]
}

/** Some depend on what calls saw: another run may show another list. */
const also = h('p.pm-meta', 'What ', command('proofmark lint'), ' says of these docs and the kept runs.')

const byName = (a: string | null, b: string | null): number =>
  a === null || b === null ? Number(a !== null) - Number(b !== null) : a < b ? -1 : 1

function summary(found: readonly Problem[], files: ReadonlyMap<string | null, unknown>): string {
  const named = [...files.keys()].filter((file) => file !== null).length
  const stop = found.filter(({slug}) => table[slug].stops).length
  const where = named === 0 ? '' : ` in ${counted(named, 'file', 'files')}`
  const effect = stop === 0 ? 'none of them stops a run' : counted(stop, 'stops a run', 'stop a run')
  return `${counted(found.length, 'problem', 'problems')}${where}; ${effect}.`
}

function fileBlock(lens: Lens, file: string | null, found: readonly Problem[], index: number): Element {
  const id = `file-${index + 1}`
  const rows = found.toSorted(
    (a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0),
  )
  return h(
    'section.pm-block.pm-problems',
    {ariaLabelledBy: id},
    h('h2', {id, dir: 'auto'}, file === null ? 'In no file' : code(file)),
    h('ul.pm-rows', ...rows.map((problem) => row(lens, problem))),
  )
}

function row(lens: Lens, {slug, message, at, also}: Problem): Element {
  const [first = '', ...below] = message.split('\n')
  const others = also.map((one): Piece[] => [linked(lens, one, place(one))])
  return h(
    'li',
    h('div', at === null ? '' : linked(lens, at, `line ${at.line}`)),
    h(
      'div',
      h('p', {dir: 'auto'}, ...prose(first)),
      ...(below.length === 0 ? [] : [h('pre', {dir: 'ltr', tabIndex: 0}, below.join('\n'))]),
      ...(others.length === 0 ? [] : [h('p.pm-by', 'also ', ...joined(others, ', '))]),
    ),
    h(
      'div',
      h('a', {href: `#${slug}`}, slug),
      h('span.pm-dim', table[slug].stops ? ' · stops a run' : ' · stops nothing'),
    ),
  )
}

function linked(lens: Lens, at: Position, text: string): Element {
  const href = sourceHref(lens, at)
  return href === null ? h('span', {dir: 'ltr'}, text) : h('a', {dir: 'ltr', href}, text)
}

const help = (slugs: readonly Slug[]): Element =>
  h(
    'section.pm-block',
    {ariaLabelledBy: 'help-h'},
    h('h2#help-h', 'What to do'),
    h(
      'dl.pm-facts.pm-help',
      ...slugs.flatMap((slug) => [
        h('dt', {id: slug}, slug),
        h(
          'dd',
          h('p', ...prose(table[slug].sentence)),
          h('p', ...prose(table[slug].fix)),
          command(`proofmark lint --explain ${slug}`),
        ),
      ]),
    ),
  )
