import {readFile, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {parseAllDocuments} from 'yaml'

/** What was found, and the file or the thing that says so. */
export interface Told {
  value: string
  from: string
}

const mostBytes = 256_000

/** The text of a file that somebody else wrote; null where there is none within the bound. */
export async function foreignText(root: string, file: string): Promise<string | null> {
  try {
    const path = join(root, file)
    const seen = await stat(path)
    if (!seen.isFile() || seen.size > mostBytes) return null
    return new TextDecoder('utf-8', {fatal: true}).decode(await readFile(path))
  } catch {
    return null
  }
}

/** The documents of a YAML or JSON text as plain data; null where it is broken, or where it is a template of one. */
export function foreignYaml(text: string): unknown[] | null {
  try {
    const read = parseAllDocuments(text, {logLevel: 'silent', prettyErrors: false})
    const documents = Array.isArray(read) ? read : []
    if (documents.some(({errors}) => errors.length > 0)) return null
    return documents.map((document): unknown => document.toJS({maxAliasCount: 100}))
  } catch {
    return null
  }
}

/** What a path leads to in plain data; undefined where it leads nowhere. */
export const at = (data: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce(
    (here: unknown, key) =>
      typeof here === 'object' && here !== null && Object.hasOwn(here, key) ? Reflect.get(here, key) : undefined,
    data,
  )

/** The text that a path leads to, on one line; null where there is none. */
export function textAt(data: unknown, ...path: readonly (string | number)[]): string | null {
  const found = at(data, ...path)
  return typeof found === 'string' && found.trim() !== '' && !/\p{Cc}/u.test(found) ? found.trim() : null
}

/** The entries of a map of foreign data, a map of whatever was found. */
export const entriesAt = (data: unknown, ...path: readonly (string | number)[]): [string, unknown][] => {
  const found = at(data, ...path)
  return typeof found === 'object' && found !== null ? Object.entries(found) : []
}
