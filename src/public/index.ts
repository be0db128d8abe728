import {setTimeout as sleep} from 'node:timers/promises'
import type {World} from '../line/prepare.ts'

// From the files themselves, so that the published types reach no room that they do not speak of.
export {judgeEnvironment, type RunOptions, runEnvironment, snapshotOf} from '../line/judge.ts'
export {version} from '../line/package.ts'
export {type Ask, environmentsNamed, type Prepared, planFor, prepare, type World} from '../line/prepare.ts'
export {CannotJudge} from '../model/problem.ts'

/** The process that one is in: its variables, its clock, its chance. */
export const processWorld = (): World => ({
  env: process.env,
  random: Math.random,
  clock: {
    now: () => new Date(),
    sleep: async (ms, signal) => {
      await sleep(ms, undefined, {signal})
    },
  },
})
