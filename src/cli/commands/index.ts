import type {Command} from '../command.ts'
import {attest} from './attest.ts'
import {build} from './build.ts'
import {dev} from './dev.ts'
import {diff} from './diff.ts'
import {drill} from './drill.ts'
import {gate} from './gate.ts'
import {history} from './history.ts'
import {ids} from './ids.ts'
import {init} from './init.ts'
import {lint} from './lint.ts'
import {list} from './list.ts'
import {merge} from './merge.ts'
import {plan} from './plan.ts'
import {run} from './run.ts'
import {schema} from './schema.ts'
import {serve} from './serve.ts'
import {show} from './show.ts'
import {suggest} from './suggest.ts'
import {sync} from './sync.ts'
import {waive} from './waive.ts'

/** Every command, in the order of help. */
export const commands: readonly Command[] = [
  init,
  run,
  gate,
  merge,
  show,
  history,
  diff,
  suggest,
  attest,
  waive,
  sync,
  list,
  plan,
  lint,
  drill,
  ids,
  build,
  serve,
  dev,
  schema,
]
