export {forgetRuns} from './forget.ts'
export {historyFrom, historyOf} from './history.ts'
export {keptRun, latestRuns, listRuns, readRun} from './read.ts'
export {saveRun} from './save.ts'
