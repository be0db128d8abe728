import type {Rule} from '../define.ts'
import {answerField} from './answer-field.ts'
import {choice} from './choice.ts'
import {condition} from './condition.ts'
import {duty} from './duty.ts'
import {linkedPages} from './linked-pages.ts'
import {repositoryFile} from './repository-file.ts'
import {routeStatus} from './route-status.ts'
import {sectionPages} from './section-pages.ts'
import {settingSet} from './setting-set.ts'
import {settingSwitch} from './setting-switch.ts'
import {settingValue} from './setting-value.ts'

/** Every rule, one file each; a proposal is what all of them read together. */
export const rules: readonly Rule[] = [
  settingValue,
  settingSwitch,
  settingSet,
  routeStatus,
  answerField,
  linkedPages,
  sectionPages,
  repositoryFile,
  condition,
  choice,
  duty,
]
