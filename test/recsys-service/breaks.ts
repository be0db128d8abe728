import {answerBreaks} from './breaks/answers.ts'
import type {Break} from './breaks/break.ts'
import {deploymentBreaks, documentBreaks, recordBreaks} from './breaks/files.ts'
import {settingBreaks} from './breaks/settings.ts'

export type {Break} from './breaks/break.ts'

/** The breaks by what they touch. */
export const breakGroups = {
  settings: settingBreaks,
  answers: answerBreaks,
  deployment: deploymentBreaks,
  documents: documentBreaks,
  records: recordBreaks,
} as const satisfies Record<string, readonly Break[]>

/** The breaks that `npm run demo -- break NAME` knows. */
export const breaks: readonly Break[] = Object.values(breakGroups).flat()
