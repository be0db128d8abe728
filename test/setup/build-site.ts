import {cp} from 'node:fs/promises'
import path from 'node:path'
import {buildSite} from '../../src/publish/index.ts'
import {buildDemoSite} from './demo-site.ts'
import {fixtureRoot, projectIn, readFixture} from './fixture.ts'
import {buildLongSite} from './long-site.ts'

// Builds the fixture's site twice, over two runs, that of our own docs, and one with a long checklist: node build-site.ts ROOT BROKEN MENDED DEMO LONG
const [root = '', broken = '', mended = '', demo = '', long = ''] = process.argv.slice(2)
await cp(fixtureRoot, root, {recursive: true})
const project = projectIn(root)
const {documents, ...snapshots} = await readFixture(project)
await buildSite({root, project, documents, snapshot: snapshots.broken, out: broken})
await buildSite({root, project, documents, snapshot: snapshots.mended, out: mended})
await buildDemoSite(path.join(root, 'demo'), demo)
await buildLongSite(path.join(root, 'long'), long)
