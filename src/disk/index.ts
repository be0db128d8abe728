export {type Lock, type LockAsk, Locked, lock} from './lock.ts'
export {forceNames, writeBeside, writeNew, writeWhole} from './write.ts'
