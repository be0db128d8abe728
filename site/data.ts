import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {work} from 'virtual:proofmark'
import {Snapshot} from '../src/model/index.ts'

/** The snapshot that this site is built from. */
export const snapshot = Snapshot.parse(JSON.parse(await readFile(path.join(work, 'snapshot.json'), 'utf8')))
