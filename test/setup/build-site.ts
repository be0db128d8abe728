import {cp} from 'node:fs/promises'
import {buildSite} from '../../src/publish/index.ts'
import {fixtureRoot, projectIn, readFixture} from './fixture.ts'

// Builds the fixture's site twice, over two runs: node build-site.ts ROOT BROKEN MENDED
const [root = '', broken = '', mended = ''] = process.argv.slice(2)
await cp(fixtureRoot, root, {recursive: true})
const project = projectIn(root)
const {documents, ...snapshots} = await readFixture(project)
await buildSite({root, project, documents, snapshot: snapshots.broken, out: broken})
await buildSite({root, project, documents, snapshot: snapshots.mended, out: mended})
