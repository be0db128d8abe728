export {type AskedItem, type AskedPlace, type AskedStanding, askedOf, effectOfWord} from './attesting.ts'
export {checksFor} from './checks.ts'
export {besideOthers, judgeEnvironment, judgeRuns, type RunOptions, runEnvironment, snapshotOf} from './judge.ts'
export {layersFor} from './layers.ts'
export {type Overview, overviewOf} from './overview.ts'
export {packageRoot, version} from './package.ts'
export {
  type Ask,
  environmentsNamed,
  mustGoOn,
  type Prepared,
  pageClashes,
  planFor,
  prepare,
  readProject,
  type World,
} from './prepare.ts'
export {schemaOf} from './schemas.ts'
export {vacuousIn} from './vacuous.ts'
