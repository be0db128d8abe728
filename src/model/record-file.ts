import {posix} from 'node:path'

/** The folder of records, from the project root. */
export const recordsFolder = (docs: string): string => posix.join(docs, 'records')

/** Whether a file is a record; pages that only introduce them are none. */
export const isRecord = (file: string, docs: string | null): boolean =>
  docs !== null && file.startsWith(`${recordsFolder(docs)}/`) && !/^(?:index|readme)\.md$/i.test(posix.basename(file))
