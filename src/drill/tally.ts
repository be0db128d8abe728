import type {Json} from '../model/index.ts'
import type {Shown, Stand} from './stand.ts'

const mostShown = 500
const mostBytes = 4_000_000
/** Observations that are told in words. */
const few = 6

/** What a call said of everything that it was shown. */
export class Tally {
  shown = 0
  red = 0
  errors = 0
  error: string | null = null
  readonly #turns = new Map<string, string>()
  readonly #passed = new Map<string, string>()
  readonly #known = new Set<string>()
  isSlow = false
  #bytes = 0
  readonly #stand: Stand
  constructor(stand: Stand) {
    this.#stand = stand
  }

  /** What was not falsified counts for nothing. */
  know(observation: Json): void {
    this.#known.add(JSON.stringify(observation))
  }

  /** What turned it red, in words. */
  get turns(): string[] {
    return [...this.#turns.values()]
  }

  /** What it let pass, in words; that nothing was there before all. */
  get passed(): string[] {
    const sorted = [...this.#passed].toSorted(([a], [b]) => Number(b === '[]') - Number(a === '[]'))
    return sorted.map(([, words]) => words)
  }

  get isFull(): boolean {
    return this.shown >= mostShown || this.#bytes >= mostBytes
  }

  show(shown: Shown): void {
    const text = JSON.stringify(shown.observation)
    if (this.#known.has(text)) return
    this.#known.add(text)
    this.#bytes += text.length
    this.shown += 1
    const judged = this.#stand.judge(shown.observation)
    if (judged.outcome === 'error') {
      this.errors += 1
      this.error ??= judged.message
      return
    }
    if (judged.outcome === 'fail') this.red += 1
    this.#keep(judged.outcome === 'fail' ? this.#turns : this.#passed, shown)
  }

  /** One for each field, so that what is told is not six times the same; that nothing was there is told at any rate. */
  #keep(said: Map<string, string>, shown: Shown): void {
    const field = JSON.stringify(shown.changes)
    const counts = shown.changes.length === 0 || (said.size < few && (shown.changes.length === 1 || said.size === 0))
    if (counts && !said.has(field)) said.set(field, this.#stand.words(shown))
  }
}
