import {chmodSync, mkdirSync, mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/** As root Postgres runs as another user, who may open no folder of root's: then all of it lives in the system's own. */
export function dataFolder(usual?: string): string {
  if (usual === undefined || process.getuid?.() === 0) {
    const folder = mkdtempSync(join(tmpdir(), 'recsys-postgres-'))
    // That user passes through; nobody else can list it, or open what it holds.
    if (process.getuid?.() === 0) chmodSync(folder, 0o711)
    return folder
  }
  mkdirSync(usual, {recursive: true, mode: 0o700})
  return usual
}

/** Where the server keeps its data, in a folder of its own. */
export const databaseIn = (folder: string): string => join(folder, 'data')
