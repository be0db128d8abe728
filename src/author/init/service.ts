import {foreignText, foreignYaml, type Told, textAt} from './foreign.ts'
import {hasVariable} from './writable.ts'

const nameless = /^(root|monorepo|workspace|app|project)$/i

/** The word of a package's name that people use: without a scope, without a version of its module. */
const short = (name: string | null): string | null => {
  const word =
    name
      ?.replace(/\/v\d+$/, '')
      .split('/')
      .at(-1) ?? null
  return word === null || word === '' || hasVariable(word) || nameless.test(word) ? null : word
}

/** The value of `name` in a table of a TOML file. */
function tomlName(text: string, tables: readonly string[]): string | null {
  let table = ''
  for (const line of text.split(/\r?\n/)) {
    table = /^\s*\[([^[\]]+)\]\s*(#.*)?$/.exec(line)?.[1]?.trim() ?? table
    const name = /^\s*name\s*=\s*(["'])([^"'\\]+)\1/.exec(line)?.[2]
    if (name !== undefined && tables.includes(table)) return name
  }
  return null
}

const json = (text: string): string | null => textAt(foreignYaml(text), 0, 'name')

/** Manifests at the root that name what is built there, and how each says it. */
const manifests: readonly [string, (text: string) => string | null][] = [
  ['package.json', json],
  ['pyproject.toml', (text) => tomlName(text, ['project', 'tool.poetry'])],
  ['go.mod', (text) => /^module[ \t]+"?([^\s"]+)"?[ \t]*\r?$/m.exec(text)?.[1] ?? null],
  ['Cargo.toml', (text) => tomlName(text, ['package'])],
]

/** What the manifest at the root calls the service. */
export async function serviceIn(root: string): Promise<Told | null> {
  for (const [file, nameIn] of manifests) {
    const text = await foreignText(root, file)
    const value = text === null ? null : short(nameIn(text))
    if (value !== null) return {value, from: file}
  }
  return null
}
