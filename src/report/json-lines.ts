import type {Json} from '../model/index.ts'

const spaced = (value: Json): string => JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ')

/** JSON for a reader: what fits on a line stands on one, the rest is broken up. */
export function jsonLines(value: Json, room: number, before = '', after = ''): string[] {
  const line = spaced(value)
  if (value === null || typeof value !== 'object' || before.length + line.length + after.length <= room)
    return [before + line + after]
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const parts: [string, Json][] = Array.isArray(value)
    ? value.map((each) => ['', each])
    : Object.entries(value).map(([key, each]) => [`${JSON.stringify(key)}: `, each])
  const inner = parts.flatMap(([key, each], index) =>
    jsonLines(each, room - 2, key, index < parts.length - 1 ? ',' : '').map((text) => `  ${text}`),
  )
  return [before + open, ...inner, close + after]
}
