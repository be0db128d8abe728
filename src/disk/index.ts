export {forceNames, writeBeside, writeNew, writeWhole} from './write.ts'
