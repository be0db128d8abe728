import {describeExpectation, judgeSeen, namesOf} from '../expr/index.ts'
import {type AnyCheck, DoorClosed, type Finding, type Outcome, type PlannedCall} from '../model/index.ts'
import type {Clock, DoorsFactory} from '../providers/index.ts'
import type {Deadlines} from './deadline.ts'
import {type Found, findingOf} from './finding.ts'

/** What every call of a run shares. */
export interface CallWorld {
  doors: DoorsFactory
  clock: Clock
  deadlines: Deadlines
  vantage: string
  /** Ends when the run is interrupted. */
  signal: AbortSignal
  /** Spreads further tries, so that many calls do not come back at the same moment; 0 to 1. */
  random: () => number
}

/** A finding, and what closed the door if anything did. */
export interface Made {
  finding: Finding
  closed: DoorClosed | null
}

/** What a closed door makes of a call: not made at all, or made in vain. */
const outcomes: Readonly<Record<DoorClosed['reason'], Outcome>> = {
  error: 'error',
  unreachable: 'error',
  'no-target': 'not-run',
  capability: 'not-run',
  credential: 'not-run',
  needs: 'not-run',
  vantage: 'not-run',
  interrupted: 'not-run',
  undetermined: 'not-run',
  'left-out': 'not-run',
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
const duration = (ms: number): string => (ms < 1_000 ? `${ms} ms` : `${Number((ms / 1_000).toFixed(1))} s`)

/** What kept a try from seeing anything. */
function failed(error: unknown, call: PlannedCall, isUp: boolean, interrupted: boolean): DoorClosed {
  if (interrupted) return new DoorClosed('interrupted', 'run', 'the run was interrupted before it', null)
  if (error instanceof DoorClosed) return error
  if (isUp)
    return new DoorClosed(
      'error',
      call.id,
      `no answer within ${duration(call.timeout)}`,
      'give the call a longer `timeout`, or find out why it takes so long',
    )
  return new DoorClosed('error', call.id, `the check \`${call.check}\` broke: ${firstLine(error)}`)
}

async function tryOnce(call: PlannedCall, check: AnyCheck, attempt: number, world: CallWorld): Promise<Made> {
  const {doors, clock, deadlines, vantage, signal} = world
  const at = clock.now()
  const deadline = deadlines.start(call.timeout, attempt)
  const finish = (found: Omit<Found, 'at' | 'ms' | 'expected'> & {expected?: string}): Finding => {
    const expected = found.expected ?? describeExpectation(call.expect, namesOf(check, call))
    const ms = Math.max(0, clock.now().getTime() - at.getTime())
    const attempts = found.outcome === 'not-run' ? 0 : attempt
    return findingOf(call, vantage, doors, {...found, expected, at, ms, attempts})
  }
  try {
    const seen = await deadline.within(
      check.observe(call.params, doors.doorsFor(call.tenant, deadline.signal, deadline.time)),
    )
    const observation = doors.redact(seen)
    return {finding: finish({...judgeSeen(check, call, observation), observation}), closed: null}
  } catch (error) {
    const closed = failed(error, call, deadline.isUp(), signal.aborted)
    const {reason: cause, message, next} = closed
    return {finding: finish({outcome: outcomes[cause], cause, message, next}), closed}
  } finally {
    deadline.stop()
  }
}

/** Makes one call, and makes it again as its `retry` says. Never throws. */
export async function makeCall(call: PlannedCall, check: AnyCheck, world: CallWorld): Promise<Made> {
  const {retry} = call
  for (let attempt = 1; ; attempt += 1) {
    const made = await tryOnce(call, check, attempt, world)
    if (retry === null || attempt > retry.times || !retry.on.some((outcome) => outcome === made.finding.outcome))
      return made
    const backoff = retry.backoff * 2 ** (attempt - 1) * (1 + world.random() / 4)
    // An interrupted wait is no error of its own: the next try says that the run was interrupted.
    await world.clock.sleep(backoff, world.signal).catch(() => undefined)
  }
}
