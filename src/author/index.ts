export {type Attesting, attest} from './attest.ts'
export {type LastWord, lastWord} from './last-word.ts'
export {type RecordFile, writeRecord} from './write.ts'
