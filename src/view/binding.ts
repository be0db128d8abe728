import type {Element} from 'hast'
import {h} from 'hastscript'
import type {BindingSource} from '../model/index.ts'
import {code, command, joined, type Piece, prose} from './html.ts'
import {type ItemLens, type Lens, resultsOf} from './lens.ts'
import {sourcePlace} from './places.ts'
import {listed, sentence} from './words.ts'

/** The binding as it was written; a public site keeps it to itself. */
export function binding(lens: Lens, item: ItemLens): Element[] {
  if (lens.isPublic) return []
  const found = lens.snapshot.bindings[item.key]
  const title = h('h2#binding', 'Binding as written')
  if (found == null || found.sources.length === 0)
    return [h('section.pm-block', title, h('p.pm-meta', ...unbound(lens, item)))]
  const lines = [
    ...(found.loosened.length === 0 ? [] : [`The project takes away from the pack: ${listed(found.loosened)}`]),
    ...(found.drop === null ? [] : [`Dropped: ${found.drop}`]),
    ...changed(lens, item, found.texts),
  ]
  return [
    h(
      'section.pm-block',
      title,
      h(
        'p.pm-meta',
        code(item.item.id),
        ', from ',
        ...joined(
          found.sources.map((source) => from(lens, source)),
          ' and ',
        ),
        '.',
      ),
      ...lines.map((line) => h('p.pm-note.blocked', {dir: 'auto'}, ...prose(sentence(line)))),
      ...found.sources
        .filter(({yaml}) => yaml !== '')
        .map(({yaml}) => h('pre', {tabIndex: 0, dir: 'ltr'}, h('code', ...keysMarked(yaml)))),
    ),
  ]
}

const from = (lens: Lens, {pack, at}: BindingSource): Piece[] =>
  pack === null ? [sourcePlace(lens, at)] : [`pack ${pack} (`, sourcePlace(lens, at), ')']

function unbound(lens: Lens, item: ItemLens): Piece[] {
  const [result] = lens.environments.flatMap((environment) => resultsOf(environment, item.key))
  if (result?.own.reason === 'grouping')
    return ['Nothing binds ', code(item.item.id), ': what is below it is proven instead.']
  return ['Nothing binds ', code(item.item.id), ' yet: ', command('proofmark plan'), ' shows what nothing proves yet.']
}

/** Both sentences, where the one on the page is no longer the one that the binding was written for. */
function changed(lens: Lens, {key, item}: ItemLens, texts: readonly string[]): string[] {
  const reasons = lens.environments.flatMap((environment) => resultsOf(environment, key).map(({own}) => own.reason))
  const words = texts.filter((text) => !text.startsWith('own:'))
  if (!reasons.includes('changed') || words.length === 0) return []
  return [`Written for “${listed(words)}”; the page says “${item.text}”`]
}

/** YAML with its keys marked, which is all the colour that it needs. */
const keysMarked = (yaml: string): Piece[] =>
  joined(
    yaml
      .replace(/\n+$/, '')
      .split('\n')
      .map((line): Piece[] => {
        const [, before, key, after] = /^(\s*(?:- )*)([^\s#:'"{[-][^\s:]*)(:(?:\s.*)?)$/.exec(line) ?? []
        return before === undefined || key === undefined || after === undefined
          ? [line]
          : [before, h('span.k', key), after]
      }),
    '\n',
  )
