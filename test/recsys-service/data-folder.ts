import {mkdirSync, mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/** As root Postgres runs as another user, who may open no folder of root's: then its data lives in the system's own. */
export function dataFolder(usual?: string): string {
  if (usual === undefined || process.getuid?.() === 0) return mkdtempSync(join(tmpdir(), 'recsys-postgres-'))
  mkdirSync(usual, {recursive: true, mode: 0o700})
  return usual
}
