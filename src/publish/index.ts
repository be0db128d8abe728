export {type BuildOptions, buildSite} from './build.ts'
export {type DevSite, startDev} from './dev.ts'
export {type Refilled, refillSite} from './refill.ts'
export {makeSnapshot, type SnapshotParts, writeSnapshot} from './snapshot.ts'
