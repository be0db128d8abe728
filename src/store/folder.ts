import path from 'node:path'

/** The name of an environment as the name of one folder, whatever it holds: never a path, never hidden. */
const safeName = (environment: string): string =>
  encodeURIComponent(environment.toWellFormed()).replace(
    /^[.~-]/,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  ) || '%'

/** The folder of an environment's runs, from the root. */
export const folderOf = (environment: string): string => `.proofmark/runs/${safeName(environment)}`

/** The index of an environment's runs, from the root; it can always be made again from them. */
export const historyFile = (environment: string): string => `${folderOf(environment)}/history.json`

/** What the runs of an environment came to, from the root. */
export const trendFile = (environment: string): string => `${folderOf(environment)}/trend.json`

/** An absolute path below the root. */
export const below = (root: string, file: string): string => path.join(root, ...file.split('/'))

/** `2026-11-24T14-02-11Z-9f31c2.json`, and nothing else: neither a file half written nor one put there by hand. */
export const isRunFile = (name: string): boolean => /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-[0-9a-f]{6}\.json$/.test(name)

/** The code of an error of the file system, or what it says. */
export const codeOf = (error: unknown): string =>
  error instanceof Error ? ('code' in error ? String(error.code) : error.message) : String(error)
