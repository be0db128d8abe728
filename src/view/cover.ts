import type {Element} from 'hast'
import {h} from 'hastscript'
import type {Checklist, Gate} from '../model/index.ts'
import {answerWords, gateMarks, toMend} from './answers.ts'
import {auditHref} from './audit-page.ts'
import {sharedCauses} from './bar.ts'
import {day, moment} from './dates.ts'
import {glyph, type Piece, prose} from './html.ts'
import {type EnvironmentLens, type ItemLens, type Lens, resultsOf, worst} from './lens.ts'
import {sourcePlace} from './places.ts'
import {verdict} from './status.ts'
import {capital, counted, unstopped} from './words.ts'

/** The cover of a printed checklist: the verdict, what was judged, what is not proven, and a place to sign. */
export const cover = (lens: Lens, name: string): Element[] => drawCover(lens, name, evidence(lens, name))

/** The cover of an audit page, on which all the evidence is. */
export const auditCover = (lens: Lens, name: string): Element[] => drawCover(lens, name, [])

type Fact = [string, ...Piece[]]

function drawCover(lens: Lens, name: string, more: readonly Fact[]): Element[] {
  const {main, snapshot} = lens
  const checklist = snapshot.checklists.find((one) => one.name === name)
  const gate = main?.gates[0]
  if (checklist === undefined || main === undefined || gate === undefined) return []
  return [
    h(
      'div.pm-print-cover',
      h('p.pm-kicker', {dir: 'auto'}, `Audit print · ${snapshot.service} · ${checklist.title}`),
      h('h2', {className: [gate.verdict]}, glyph(gateMarks[gate.verdict].glyph), ' ', title(main, gate)),
      ...lens.environments.flatMap((environment) => environment.gates.map((each) => gateLine(environment, each))),
      h(
        'dl',
        ...[...facts(lens, checklist), ...more].flatMap(([term, ...pieces]) => [h('dt', term), h('dd', ...pieces)]),
      ),
      standings(lens, name),
      ...lens.environments.flatMap(sharedCauses),
      h('dl', ...signature(lens, main).flatMap(([term, ...pieces]) => [h('dt', term), ...pieces])),
    ),
  ]
}

const verbs: Record<Gate['verdict'], string> = {met: 'is met', unmet: 'is unmet', unjudged: 'could not be judged'}

const title = (environment: EnvironmentLens, gate: Gate): Piece =>
  gate.verdict === 'unmet' ? `${capital(environment.name)} may not go live yet` : answerWords(environment, gate)

/** `Production: gate go-live is unmet: 2 items fail and 5 are blocked; 1 waived.` */
function gateLine({name}: EnvironmentLens, gate: Gate): Element {
  const said = [
    gate.toMend > 0 ? toMend(gate) : '',
    gate.waived > 0 ? `${gate.waived} waived` : '',
    gate.listed.length > 0 ? `${gate.listed.length} unbound and only listed` : '',
    gate.dropped.length > 0 ? `${gate.dropped.length} dropped` : '',
    `${gate.passing} of ${gate.read} pass`,
  ]
  const counts = said.filter((text) => text !== '').join(', ')
  return h('p', `${capital(name)}: gate `, h('b', gate.name), ` ${verbs[gate.verdict]}: ${counts}.`)
}

const facts = (lens: Lens, {file, items, digest}: Checklist): Fact[] => [
  ['Checklist', `${file}, ${counted(items.length, 'item', 'items')}`],
  ['Digest', h('code', {dir: 'ltr'}, `sha256 ${digest}`)],
  ...lens.environments.map((environment): Fact => [capital(environment.name), ...ofRun(lens, environment)]),
]

/** Where to find what each check expected and saw, which would make the page of a checklist too heavy. */
function evidence(lens: Lens, name: string): Fact[] {
  const href = auditHref(lens, name)
  return lens.isPublic ? [] : [['Evidence', 'In full, on pages that print as these do: ', h('a', {href}, href)]]
}

/** What was judged there, when, and for how long that counts. */
function ofRun(lens: Lens, {snapshot: {run, results}}: EnvironmentLens): Piece[] {
  if (run === null) return ['No run yet: nothing is proven.']
  const ids = [run.id, ...run.others]
  const release = lens.isPublic ? [] : [`release ${run.release ?? 'not known'}`]
  const target = run.target === null ? [] : [`target ${run.target}`]
  const fresh = results.freshUntil === null ? [] : [`results count until ${moment(results.freshUntil)}`]
  return [
    [
      `${ids.length === 1 ? 'run' : 'runs'} ${ids.join(' and ')}${run.complete ? '' : ' (stopped before its end)'}`,
      ...release,
      ...target,
      `judged ${moment(results.judgedAt)}`,
      ...fresh,
    ].join(' · '),
  ]
}

const order = ['pass', 'fail', 'blocked', 'not-applicable'] as const

/** How many items of the checklist stand where, in each environment; whatever is no pass is not proven. */
function standings(lens: Lens, name: string): Element {
  const items = lens.byChecklist.get(name) ?? []
  const rows = lens.environments.map((environment) => {
    const counts = Map.groupBy(items, ({key}) => worst(resultsOf(environment, key).map(({own}) => own.status)))
    const open = [...(counts.get('fail') ?? []), ...(counts.get('blocked') ?? [])]
    return h(
      'tr',
      h('th', {scope: 'row'}, environment.name),
      ...order.map((status) => h('td', String(counts.get(status)?.length ?? 0))),
      h('td', environment.snapshot.run === null ? `${items.length}: no run` : notProven(environment, open)),
    )
  })
  const table = h(
    'table.pm-matrix',
    h('caption', 'Items by their own status, the worst of all tenants; those that only group others are not counted.'),
    h(
      'thead',
      h(
        'tr',
        h('td'),
        ...order.map((status) => h('th', {scope: 'col'}, verdict(status))),
        h('th', {scope: 'col'}, 'not proven'),
      ),
    ),
    h('tbody', ...rows),
  )
  return h('div.pm-scroll', {tabIndex: 0, role: 'region', ariaLabel: 'Items by status'}, table)
}

function notProven(environment: EnvironmentLens, open: readonly ItemLens[]): string {
  const waived = open.filter(({key}) => resultsOf(environment, key).some(({waiver}) => waiver !== null)).length
  if (open.length === 0) return 'none'
  return `${open.length}${waived === 0 ? '' : `, of which ${waived} waived`}`
}

/** What the accountable person decided, as far as it is recorded, and room for a hand. */
function signature(lens: Lens, {snapshot: {results}}: EnvironmentLens): [string, ...Element[]][] {
  const {decision} = results
  const room = h('dd.pm-sign')
  if (decision === null || lens.isPublic)
    return [
      ['Decision', h('dd.pm-sign', 'go / conditional-go / no-go')],
      ['By, on', room],
    ]
  const under: Piece[] = decision.conditions === null ? [] : [': ', ...prose(unstopped(decision.conditions))]
  const said = h(
    'dd',
    h('b', decision.decision),
    ` by ${decision.by} on ${day(decision.on)} (`,
    sourcePlace(lens, decision.at),
    ')',
    ...under,
  )
  return [
    ['Decision', said],
    ['Signed, on', room],
  ]
}
