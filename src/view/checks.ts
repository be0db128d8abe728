import type {Element} from 'hast'
import {h} from 'hastscript'
import type {Result, ShownCheck, ShownField} from '../model/index.ts'
import {code, type Piece, prose} from './html.ts'
import {type ItemLens, type Lens, resultsOf} from './lens.ts'
import {sourcePlace} from './places.ts'
import {name} from './repairs.ts'
import {shorter} from './shorter.ts'
import {counted, sentence} from './words.ts'

/** The checks that this project uses: what each sees, what leans on it, what it takes; and what no check proves. */
export function checks(lens: Lens): Element[] {
  if (lens.isPublic) return []
  const {checks: found} = lens.snapshot
  return [
    h('p.pm-lead', ...lead(lens, found.length)),
    ...found.map((check) => block(lens, check)),
    ...byPeople(lens),
    ...byNothing(lens),
  ]
}

function lead({main}: Lens, count: number): Piece[] {
  const used = count === 0 ? 'No check is used' : `${counted(count, 'check is', 'checks are')} used`
  if (main === undefined) return [`${used}.`]
  const {automatic, 'semi-automatic': semi, manual, unbound} = main.snapshot.results.coverage
  const total = automatic + semi + manual + unbound
  return [
    `${used}. Of ${counted(total, 'item that is', 'items that are')} judged in ${main.name}, checks alone prove ${automatic}, `,
    `checks and a person’s word ${semi}, a person’s word ${manual}; nothing says how to prove ${unbound}.`,
  ]
}

/** The items whose bindings call a check. */
function itemsOf({items, snapshot}: Lens, check: string): ItemLens[] {
  return [...items.values()].filter(({key}) =>
    (snapshot.bindings[key]?.checks ?? [])
      .flatMap((call) => ('any' in call ? call.any : [call]))
      .some((call) => call.check === check),
  )
}

function block(lens: Lens, {name, summary, at, expects, params, observation}: ShownCheck): Element {
  const leaning = itemsOf(lens, name)
  const id = `check-${name}`
  return h(
    'section.pm-block.pm-check',
    {ariaLabelledBy: id},
    h('h2', {id}, code(name)),
    h('p.pm-lead', {dir: 'auto'}, ...prose(sentence(summary))),
    h(
      'p.pm-meta',
      ...from(lens, at),
      ...(expects === null ? [] : [' · expects ', code(expects), ' unless a call says otherwise']),
    ),
    ...listed(lens, leaning, 'leans on it', 'lean on it'),
    h(
      'details.pm-open',
      h('summary', `What ${name} takes, and what it sees`),
      ...table(`Parameters of ${name}`, 'parameter', params, true),
      ...table(`What ${name} sees`, 'field', observation, false),
    ),
  )
}

const from = (lens: Lens, at: ShownCheck['at']): Piece[] =>
  at === null ? ['Ships with Proofmark'] : ['Of this project, in ', sourcePlace(lens, at)]

/** How many items there are, and which; many of them folded away. */
function listed(lens: Lens, items: readonly ItemLens[], one: string, many: string): Element[] {
  const row = (item: ItemLens): Element => h('li', {dir: 'auto'}, ...name(lens, item))
  const said = h('p.pm-by', counted(items.length, `item ${one}`, `items ${many}`), items.length === 0 ? '.' : ':')
  if (items.length === 0) return [said]
  return [said, ...shorter(items, (some) => h('ul.pm-plain', ...some.map(row)))]
}

function table(title: string, kind: string, fields: readonly ShownField[], given: boolean): Element[] {
  if (fields.length === 0) return [h('p.pm-meta', `${title}: none.`)]
  const heads = given ? [kind, 'takes', 'unless said', 'what it is'] : [kind, 'is', 'what it is']
  const row = ({name, takes, usual, required, what}: ShownField): Element => {
    const fallback: Piece = usual === null ? (required ? 'required' : '') : code(usual)
    return h(
      'tr',
      h('th', {scope: 'row'}, code(name)),
      h('td', takes),
      ...(given ? [h('td', fallback)] : []),
      h('td.wide', {dir: 'auto'}, ...prose(what)),
    )
  }
  return [
    h('h3', title),
    h(
      'div.pm-scroll',
      {role: 'region', tabIndex: 0, ariaLabel: title},
      h(
        'table.pm-matrix.pm-fields',
        h('thead', h('tr', ...heads.map((head) => h('th', {scope: 'col'}, head)))),
        h('tbody', ...fields.map(row)),
      ),
    ),
  ]
}

/** Items of which this is so, in the environment that the boxes speak of. */
const itemsWith = ({items, main}: Lens, is: (result: Result) => boolean): ItemLens[] =>
  main === undefined ? [] : [...items.values()].filter(({key}) => resultsOf(main, key).some(is))

function byPeople(lens: Lens): Element[] {
  const attested = itemsWith(
    lens,
    ({proof, own}) => (proof === 'manual' || proof === 'semi-automatic') && own.status !== null,
  )
  return people(
    lens,
    'A person’s word',
    'check-words-h',
    attested,
    'needs a person’s dated word',
    'need a person’s dated word',
  )
}

function byNothing(lens: Lens): Element[] {
  const unbound = itemsWith(lens, ({own}) => own.reason === 'unbound')
  return people(lens, 'Nothing yet', 'check-nothing-h', unbound, 'is unbound', 'are unbound')
}

const people = (
  lens: Lens,
  title: string,
  id: string,
  items: readonly ItemLens[],
  one: string,
  many: string,
): Element[] =>
  items.length === 0
    ? []
    : [h('section.pm-block.pm-check', {ariaLabelledBy: id}, h('h2', {id}, title), ...listed(lens, items, one, many))]
