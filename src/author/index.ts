export {type Attesting, attest} from './attest.ts'
export {unifiedDiff} from './diff.ts'
export {
  type Changed,
  changedText,
  type Offer,
  type Pinned,
  pinIds,
  type Reworded,
  renewText,
  rewordedItems,
} from './ids/index.ts'
export {
  approversAnswered,
  canBeNamed,
  checklistsAnswered,
  draftOf,
  environmentAnswered,
  gapsIn,
  initDiff,
  initFiles,
  inWords,
  likeliest,
  lookAround,
  writeInit,
} from './init/index.ts'
export {type LastWord, lastWord} from './last-word.ts'
export {
  atHand,
  boundIn,
  inferredBindings,
  mergeBindings,
  type SuggestAsk,
  suggest,
  sureEnough,
  writeSuggestions,
} from './suggest/index.ts'
export {type Synced, syncBoxes} from './sync.ts'
export {type Rewrite, rewriteFiles, sourceOf} from './sync-files.ts'
export {itemsBelow, type Waiving, waive, whyNotApproved} from './waive.ts'
export {freeRecord, type RecordFile, writeRecord, writeRecordAs} from './write.ts'
