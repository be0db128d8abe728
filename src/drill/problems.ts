import {type Drilled, type Problem, place, problem} from '../model/index.ts'

/** Calls that nothing turns red, as problems of what an author wrote. A call that several tenants make is told once. */
export function vacuousProblems(drilled: readonly Drilled[]): Problem[] {
  const vacuous = drilled.filter((each) => each.vacuous)
  return [...new Map(vacuous.map((each) => [place(each.at), each])).values()].map(
    ({written, expected, shown, passed, at}) =>
      problem(
        'vacuous',
        `Unexpected \`${written}\` that passes whatever is seen, expected a call that can fail; it wants ${expected}, and let pass all ${shown} that it was shown, such as ${passed.slice(0, 3).join('; ')}`,
        at,
      ),
  )
}
