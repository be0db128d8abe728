import type {Element} from 'hast'
import {h} from 'hastscript'
import type {Status} from '../model/index.ts'
import {ownerOf} from './flags.ts'
import {prose} from './html.ts'
import {type EnvironmentLens, type ItemLens, type Lens, resultsOf, shown, worst} from './lens.ts'
import {does, nextOf} from './notes.ts'
import {listed, sentence} from './words.ts'

/** `Why production is blocked and staging fails`, `Why it passes`. */
export function whyTitle({environments}: Lens, {key}: ItemLens): string {
  const standing = environments.map(({name, results}) => ({name, status: worst((results.get(key) ?? []).map(shown))}))
  const status = worst(standing.map((one) => one.status))
  if (status === null) return 'Why it has no status of its own'
  if (status === 'pass') return 'Why it passes'
  if (status === 'not-applicable') return 'Why it does not apply'
  const notSo = [...Map.groupBy(standing, (one) => one.status)].flatMap(([one, members]) =>
    one === 'fail' || one === 'blocked'
      ? [
          clause(
            one,
            members.map(({name}) => name),
          ),
        ]
      : [],
  )
  return `Why ${listed(notSo)}`
}

const clause = (status: Status, names: readonly string[]): string =>
  names.length === 1 ? `${names[0]} ${does(status)}` : `${listed(names)} ${status === 'fail' ? 'fail' : 'are blocked'}`

/** What the author of the binding says, and what would mend it, in each environment. */
export function why(lens: Lens, item: ItemLens): Element[] {
  if (lens.isPublic) return []
  const reason = lens.snapshot.bindings[item.key]?.why ?? null
  const steps = Map.groupBy(
    lens.environments.flatMap((environment) => step(environment, item)),
    ({next}) => next,
  )
  const owner = ownerOf(lens, item) ?? 'nobody owns it yet'
  const several = lens.environments.length > 1
  return [
    ...(reason === null ? [] : [h('p.pm-lead', {dir: 'auto'}, sentence(reason))]),
    ...[...steps].map(([next, places]) => {
      const where = several ? `${listed(places.map(({name}) => name))}, ` : ''
      return h(
        'p.pm-next',
        {dir: 'auto'},
        h('b', 'Next'),
        ` (${where}${owner}): `,
        ...prose(next),
        /[.!?]$/.test(next) ? '' : '.',
      )
    }),
  ]
}

function step(environment: EnvironmentLens, item: ItemLens): {name: string; next: string}[] {
  const open = resultsOf(environment, item.key).filter(({own}) => own.status === 'fail' || own.status === 'blocked')
  const next = open.length === 0 ? null : nextOf(environment, item, open)
  return next === null ? [] : [{name: environment.name, next}]
}
