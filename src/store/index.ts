export {forgetRuns} from './forget.ts'
export {latestRuns, listRuns, readRun} from './read.ts'
export {saveRun} from './save.ts'
