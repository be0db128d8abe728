import type {Complaint} from '../expr/index.ts'
import {type Position, type Problem, place, problem} from '../model/index.ts'
import {placeIn, type YamlFile, type YamlScalar} from '../model/yaml.ts'

/** Collects problems, each once: a rule that fits many items says what is wrong with it one time. */
export class Report {
  readonly #found = new Map<string, Problem>()

  say(slug: Problem['slug'], message: string, at: Position | null, also: Position[] = []): void {
    const key = [slug, message, at === null ? '' : place(at)].join('\n')
    if (!this.#found.has(key)) this.#found.set(key, problem(slug, message, at, also))
  }

  add(problems: readonly Problem[], slug?: Problem['slug']): void {
    for (const each of problems) this.say(slug ?? each.slug, each.message, each.at, each.also)
  }

  /** What is wrong with an expression, at its place in the file. */
  expression(yaml: YamlFile, node: YamlScalar, {slug, message, offset}: Complaint): void {
    this.say(slug, message, placeIn(yaml, node, offset ?? 0))
  }

  get problems(): Problem[] {
    return [...this.#found.values()]
  }
}
