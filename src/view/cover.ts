import type {Element} from 'hast'
import {h} from 'hastscript'
import type {Gate} from '../model/index.ts'
import {answerWords, gateMarks, toMend} from './answers.ts'
import {moment} from './dates.ts'
import {glyph, type Piece} from './html.ts'
import type {EnvironmentLens, Lens} from './lens.ts'
import {capital, statusWord} from './words.ts'

/** The cover of the audit print: the verdict, what was judged, and a place to sign. */
export function cover(lens: Lens, checklist: string): Element[] {
  const {main, snapshot} = lens
  const found = snapshot.checklists.find(({name}) => name === checklist)
  const gate = main?.gates[0]
  if (found === undefined || main === undefined || gate === undefined) return []
  const {run, results} = main.snapshot
  const facts: [string, Piece][] = [
    ['Checklist', `${found.file}, ${found.items.length} items, sha256 ${found.digest}`],
    ['Release', run?.release ?? 'not known'],
    ['Run', run?.id ?? 'no run yet'],
    [
      'Judged',
      `${moment(results.judgedAt)}${results.freshUntil === null ? '' : `, results fresh until ${moment(results.freshUntil)}`}`,
    ],
    ...lens.environments.filter((environment) => environment !== main).flatMap(compared),
  ]
  return [
    h(
      'div.pm-print-cover',
      h('p.pm-kicker', {dir: 'auto'}, `Readiness record · ${snapshot.service}`),
      h('h2', {className: [gate.verdict]}, glyph(gateMarks[gate.verdict].glyph), ' ', title(main, gate)),
      h('p', 'Gate ', h('b', gate.name), ` ${verbs[gate.verdict]}: ${counts(main, gate)}.`),
      h(
        'dl',
        ...facts.flatMap(([name, text]) => [h('dt', name), h('dd', text)]),
        h('dt', 'Decision'),
        h('dd.pm-sign', 'go / conditional go / no-go'),
        h('dt', 'By, on'),
        h('dd.pm-sign'),
      ),
    ),
  ]
}

const verbs: Record<Gate['verdict'], string> = {met: 'is met', unmet: 'is unmet', unjudged: 'could not be judged'}

const title = (environment: EnvironmentLens, gate: Gate): Piece =>
  gate.verdict === 'unmet' ? `${capital(environment.name)} may not go live yet` : answerWords(environment, gate)

function counts({snapshot}: EnvironmentLens, gate: Gate): string {
  const {counts} = snapshot.results
  const open = gate.toMend > 0 ? `${toMend(gate)}; ` : ''
  const waived = gate.waived > 0 ? `${gate.waived} waived, ` : ''
  return `${open}${waived}${counts.pass} pass, ${counts['not-applicable']} ${statusWord('not-applicable')}`
}

function compared(environment: EnvironmentLens): [string, Piece][] {
  const [gate] = environment.gates
  const run = environment.snapshot.run?.id ?? 'no run yet'
  return gate === undefined
    ? []
    : [['Compared with', `${environment.name}, ${run}: gate ${gate.name}, ${gateMarks[gate.verdict].word}`]]
}
