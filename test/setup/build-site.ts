import {cp} from 'node:fs/promises'
import {fileURLToPath} from 'node:url'
import {buildSite} from '../../src/publish/index.ts'
import {projectIn, readFixture} from './fixture.ts'

// Builds the fixture's site twice, over two runs: node build-site.ts ROOT BROKEN MENDED
const [root = '', broken = '', mended = ''] = process.argv.slice(2)
await cp(fileURLToPath(new URL('../fixtures/site/', import.meta.url)), root, {recursive: true})
const project = projectIn(root)
const {documents, ...snapshots} = await readFixture(project)
await buildSite({root, project, documents, snapshot: snapshots.broken, out: broken})
await buildSite({root, project, documents, snapshot: snapshots.mended, out: mended})
