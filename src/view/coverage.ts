import type {Element} from 'hast'
import {h} from 'hastscript'
import {type Proof, proofs} from '../model/index.ts'
import {command, type Piece} from './html.ts'
import {type ItemLens, type Lens, resultsOf} from './lens.ts'
import {itemHref} from './places.ts'
import {neverRed} from './red.ts'

const kinds: readonly {proof: Proof; mark: string}[] = [
  {proof: 'automatic', mark: 'pm-auto'},
  {proof: 'semi-automatic', mark: 'pm-semi'},
  {proof: 'manual', mark: 'pm-manual'},
  {proof: 'unbound', mark: 'pm-unbound'},
]

/** How far to trust it: what proves the items. */
export function coverage(lens: Lens): Element[] {
  const counts = lens.main?.snapshot.results.coverage ?? {automatic: 0, 'semi-automatic': 0, manual: 0, unbound: 0}
  const present = kinds.map((kind) => ({...kind, count: counts[kind.proof]})).filter(({count}) => count > 0)
  const total = present.reduce((sum, {count}) => sum + count, 0)
  if (total === 0) return []
  return [
    h(
      'section.pm-block',
      {ariaLabelledBy: 'cov-h'},
      h('h2#cov-h', total === 1 ? 'How one item is proven' : `How ${total} items are proven`),
      h(
        'div.pm-cover-bar',
        {ariaHidden: 'true'},
        ...present.map(({mark, count}) => h('span', {className: [mark], style: `flex:${count}`})),
      ),
      h(
        'ul.pm-key',
        ...present.map(({proof, mark, count}) =>
          h('li', h('i', {className: [mark]}), h('b.pm-n', String(count)), h('span', ...said(lens, proof, count))),
        ),
      ),
      ...unseenRed(lens),
      ...(lens.isPublic
        ? []
        : [h('p.pm-meta', h('a', {href: `${lens.base}readiness/checks/`}, 'What each check sees'))]),
    ),
  ]
}

/** Of a check that was never seen to fail nobody knows yet that it can. */
function unseenRed({main, isPublic}: Lens): Element[] {
  if (main === undefined || isPublic) return []
  const {calls, never} = neverRed(main)
  if (calls === 0) return []
  const red = calls - never
  if (never === 0)
    return [h('p.pm-meta', `Every check call of ${main.name} was seen red once, so each of them can fail.`)]
  const said =
    red === 0
      ? `No check call of ${main.name} was ever seen red; `
      : `${red} of the ${calls} check calls of ${main.name} ${red === 1 ? 'was' : 'were'} seen red; `
  return [
    h('p.pm-meta', said, command('proofmark drill'), ` shows whether ${red === 0 ? 'they' : 'the others'} can fail.`),
  ]
}

function said(lens: Lens, proof: Proof, count: number): Piece[] {
  const text = proofs[proof].sentence.replaceAll("'", '’')
  const [unbound] = proof === 'unbound' && count === 1 ? unboundItems(lens) : []
  return unbound === undefined ? [`${proof}: ${text}`] : [`${proof}: `, h('a', {href: itemHref(lens, unbound)}, text)]
}

const unboundItems = ({main, items}: Lens): ItemLens[] =>
  main === undefined
    ? []
    : [...items.values()].filter(({key}) => resultsOf(main, key).some(({own}) => own.reason === 'unbound'))
