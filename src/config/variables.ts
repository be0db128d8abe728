import {type Problem, problem} from '../model/index.ts'
import type {YamlNode} from '../model/yaml.ts'

type Variables = Readonly<Record<string, string | undefined>>

const reference = /\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g

/** Credentials keep the reference: their value is read when a call first needs it, and goes nowhere else. */
const keptAsWritten = (path: readonly string[]): boolean => path[0] === 'environments' && path[2] === 'credentials'

/** Fills in `${NAME}` and `${NAME:-default}` in every text value; a missing one is a problem. */
export function fillIn(node: YamlNode, env: Variables): {node: YamlNode; problems: Problem[]} {
  const problems: Problem[] = []
  const text = (value: string, at: YamlNode['at']): string =>
    value.replaceAll(reference, (_all, name: string, fallback: string | undefined) => {
      const found = env[name]
      if (found !== undefined && (found !== '' || fallback === undefined)) return found
      if (fallback !== undefined) return fallback
      problems.push(
        problem(
          'missing-variable',
          `Unexpected \`\${${name}}\`, which is not set; set it, or write \`\${${name}:-default}\``,
          at,
        ),
      )
      return ''
    })
  const filled = (each: YamlNode, path: readonly string[]): YamlNode => {
    if (keptAsWritten(path)) return each
    if (each.kind === 'list') return {...each, items: each.items.map((item) => filled(item, [...path, '-']))}
    if (each.kind === 'map') {
      const entries = [...each.entries].map(
        ([key, entry]) => [key, {...entry, value: filled(entry.value, [...path, key])}] as const,
      )
      return {...each, entries: new Map(entries)}
    }
    return typeof each.value === 'string' ? {...each, value: text(each.value, each.at)} : each
  }
  return {node: filled(node, []), problems}
}
