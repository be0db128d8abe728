import {createHash} from 'node:crypto'
import {called, type Demand, demandOf, judgeExpectation, type Single, singlesIn, valueWords} from '../expr/index.ts'
import type {AnyCheck, Expectation, Json, PlannedCall, Setting} from '../model/index.ts'
import {blank, type Hints, near} from './near.ts'
import {matching} from './pattern.ts'
import {isClosed, type Path, put, schemaAt, valueAt} from './place.ts'

/** An observation as a call is shown it, and in which fields it was falsified. */
export interface Shown {
  observation: Json
  changes: readonly Path[]
}

const depth = 4
const same = (a: Json | undefined, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b)

/** One call with all that showing it something takes. */
export class Stand {
  readonly demand: Demand
  readonly singles: readonly Single[]
  readonly #hints: Hints
  readonly #hintsOf: ReadonlyMap<Single, Hints>
  readonly #call: PlannedCall
  readonly #check: AnyCheck
  readonly #settings: Readonly<Record<string, Setting>>

  constructor(call: PlannedCall, check: AnyCheck, settings: Readonly<Record<string, Setting>>) {
    this.#call = call
    this.#check = check
    this.#settings = settings
    this.demand = demandOf(call.expect, check.observation)
    this.singles = singlesIn(this.demand)
    this.#hints = this.#hintsFor(this.singles)
    this.#hintsOf = new Map(this.singles.map((single) => [single, this.#hintsFor([single])]))
  }

  get check(): string {
    return this.#check.name
  }

  get slow(): boolean {
    return this.singles.some(({slow}) => slow)
  }

  /** Why what was shown says nothing of a demand that it never turned; null where it does. */
  unclear({expectation, paths, patterns, computes}: Single): string | null {
    const opaque = patterns.find((pattern) => matching(pattern).length === 0)
    if (opaque !== undefined) return `no text is known that \`${opaque}\` matches`
    const stuck = paths.find((path) => this.#isStuck(path))
    if (stuck !== undefined) return `no other value is known for \`${stuck.join('.')}\``
    if (!computes) return null
    return `\`${expectation.form === 'cel' ? expectation.text : ''}\` computes, and no value is known that it fails for`
  }

  /** Whether no other value is known that the schema takes there, though it may take many. */
  #isStuck(path: Path): boolean {
    const schema = this.#at(path)
    const others = schema === null || isClosed(schema) ? [true] : this.others(this.nothing(), path)
    return others.every((other) => other == null)
  }

  /** Paths that the expectation speaks of, each once. */
  get mentioned(): string[][] {
    const paths = this.singles.flatMap(({paths}) => paths)
    return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()]
  }

  #hintsFor(singles: readonly Single[]): Hints {
    const values = [...new Set(singles.flatMap((single) => single.values))]
    const written = JSON.stringify(singles.map(({expectation}) => expectation))
    const stranger = createHash('sha256').update(this.#call.id).digest('hex').slice(0, 12)
    const samples = singles.flatMap(({patterns}) => patterns.flatMap(matching))
    return {values, samples, measures: /\bsize\b/.test(written), stranger, depth}
  }

  /** Nothing was there: the least that the check could see. */
  nothing(): Json {
    const least = blank(this.#check.observation, {...this.#hints, values: [], samples: []})
    return this.#couldSee(least, [])
  }

  /** Whether a kept observation is one still: a large one was cut. */
  isWhole(observation: Json): boolean {
    return this.#check.observation.safeParse(observation).success
  }

  /** The same observation with another value at a path, as the check could really see it; null when it never could, or nothing differs. */
  changed(from: Shown, path: Path, to: Json | undefined): Shown | null {
    const draft = put(from.observation, path, to)
    if (draft === undefined) return null
    const observation = this.#couldSee(draft, path)
    if (observation === null || same(observation, from.observation)) return null
    return {observation, changes: [...from.changes, path]}
  }

  /** Other values for what stands at a path, those first that come near to what is expected there. */
  others(observation: Json, path: Path, single: Single | null = null): (Json | undefined)[] {
    const hints = (single === null ? null : this.#hintsOf.get(single)) ?? this.#hints
    // One field may be held against another.
    const beside = (single?.paths ?? []).flatMap((other) => valueAt(observation, other) ?? [])
    return near(this.#at(path), valueAt(observation, path), {...hints, values: [...hints.values, ...beside]})
  }

  /** Other values for what the expectation does not speak of: a few. */
  strange(observation: Json, path: Path): (Json | undefined)[] {
    return near(this.#at(path), valueAt(observation, path), {...this.#hints, values: [], samples: []}).slice(0, 4)
  }

  #at(path: Path): ReturnType<typeof schemaAt> {
    return schemaAt(this.#check.observation, path)
  }

  judge(observation: Json, expectation: Expectation = this.#call.expect): ReturnType<typeof judgeExpectation> {
    return judgeExpectation(expectation, observation, this.#check.observation)
  }

  readonly nameOf = (field: string): string => this.#asked(() => this.#check.nameOf(field, this.#call.params), field)

  /** A check of the user's own may break over what it has never seen. */
  #asked<T>(ask: () => T, otherwise: T): T {
    try {
      return ask()
    } catch {
      return otherwise
    }
  }

  #couldSee(draft: Json, changed: Path): Json {
    return this.#asked(() => this.#check.couldSee(draft, changed, this.#call.params, this.#settings), null)
  }

  /** What was shown, in words: "status 404", "without json.meta". */
  words({changes, observation}: Shown): string {
    if (changes.length === 0)
      return this.#asked(
        () => `nothing there: ${short(this.#check.tell(observation, this.#call.params).saw)}`,
        'nothing there',
      )
    const said = changes.map((path) => {
      const to = valueAt(observation, path)
      const name = called(
        path.filter((key) => key !== '*'),
        this.nameOf,
      )
      return to === undefined ? `without ${name}` : `${name} ${short(valueWords(to))}`
    })
    return said.join(' and ')
  }
}

const short = (words: string): string => (words.length > 60 ? `${words.slice(0, 59).toWellFormed()}…` : words)
