import {type Problem, problem} from '../model/index.ts'
import type {YamlNode} from '../model/yaml.ts'

type Variables = Readonly<Record<string, string | undefined>>

const reference = /\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g

/** Credentials keep the reference: their value is read when a call first needs it, and goes nowhere else. */
const keptAsWritten = (path: readonly string[]): boolean => path[0] === 'environments' && path[2] === 'credentials'

/** The environment that a value belongs to; null for one that belongs to the whole project. */
const environmentAt = ([first, name]: readonly string[]): string | null =>
  first === 'environments' && name !== undefined ? name : null

/** A file with its variables filled in, and what is missing. */
export interface FilledIn {
  node: YamlNode
  problems: Problem[]
  /** Missing in an environment, by its name: a value that cannot be filled in is left out, and nothing else waits for it. */
  waiting: Map<string, Problem[]>
}

/** Fills in `${NAME}` and `${NAME:-default}` in every text value; a missing one is a problem. */
export function fillIn(node: YamlNode, env: Variables): FilledIn {
  const problems: Problem[] = []
  const waiting = new Map<string, Problem[]>()
  const miss = (found: Problem, name: string | null): void => {
    if (name === null) problems.push(found)
    else waiting.set(name, [...(waiting.get(name) ?? []), found])
  }
  /** The text, or null where a variable of an environment is missing. */
  const text = (value: string, at: YamlNode['at'], path: readonly string[]): string | null => {
    const environment = environmentAt(path)
    let whole = true
    const filled = value.replaceAll(reference, (_all, name: string, fallback: string | undefined) => {
      const found = env[name]
      if (found !== undefined && (found !== '' || fallback === undefined)) return found
      if (fallback !== undefined) return fallback
      whole = environment === null
      miss(
        problem(
          'missing-variable',
          `Unexpected \`\${${name}}\`, which is not set; set it, or write \`\${${name}:-default}\``,
          at,
        ),
        environment,
      )
      return ''
    })
    return whole ? filled : null
  }
  const filled = (each: YamlNode, path: readonly string[]): YamlNode | null => {
    if (keptAsWritten(path)) return each
    if (each.kind === 'list') return {...each, items: each.items.flatMap((item) => filled(item, [...path, '-']) ?? [])}
    if (each.kind === 'map') {
      const entries = [...each.entries].flatMap(([key, entry]) => {
        const value = filled(entry.value, [...path, key])
        return value === null ? [] : [[key, {...entry, value}] as const]
      })
      return {...each, entries: new Map(entries)}
    }
    if (typeof each.value !== 'string') return each
    const value = text(each.value, each.at, path)
    return value === null ? null : {...each, value}
  }
  return {node: filled(node, []) ?? node, problems, waiting}
}
