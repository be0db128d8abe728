export {besideOthers, judgeEnvironment, judgeRuns, type RunOptions, runEnvironment, snapshotOf} from './judge.ts'
export {packageRoot, version} from './package.ts'
export {
  type Ask,
  environmentsNamed,
  layersFor,
  mustGoOn,
  type Prepared,
  pageClashes,
  planFor,
  prepare,
  readProject,
  type World,
} from './prepare.ts'
