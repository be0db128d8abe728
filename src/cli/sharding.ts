import {type Plan, stages} from '../index.ts'
import {checksFor, type Prepared} from '../line/index.ts'
import {type Args, UsageError} from './command.ts'
import type {Io} from './io.ts'
import {progressOn} from './progress.ts'

/** Which share is asked for: `2/8` is the second of eight; null without one. */
export function shareOf(text: string | null): {index: number; of: number} | null {
  if (text === null) return null
  const found = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text)
  const [index, of] = [Number(found?.[1]), Number(found?.[2])]
  if (found !== null && index <= of) return {index, of}
  throw new UsageError(
    `Unexpected \`${text}\` for \`--shard\`, expected a number and how many there are, such as \`2/8\``,
  )
}

const judging = ['gate', 'baseline', 'format', 'reporter', 'inferred', 'all', 'failing'] as const

/** A share of a run meets no gate, so nothing that shows or judges one goes with it. */
export function mustJudgeNothing(args: Args<(typeof judging)[number]>): void {
  const flags: readonly string[] = ['inferred', 'all', 'failing']
  const given = judging.find((name) => (flags.includes(name) ? args.flag(name) : args.texts(name).length > 0))
  if (given !== undefined)
    throw new UsageError(
      `Unexpected \`--${given}\` beside \`--shard\`, expected it once the shards are merged: a shard judges nothing`,
    )
}

/** Makes one share of each plan and keeps it: 0 when all are made, 130 when interrupted. */
export async function makeShards(
  io: Io,
  {project: {root, checks: own}}: Prepared,
  plans: readonly Plan[],
  share: {index: number; of: number},
  vantage: string | null,
  signal: AbortSignal,
): Promise<number> {
  const [{runShard}, checks, {anchorsOf}, {saveShard}] = await Promise.all([
    stages.run(),
    checksFor(root, own),
    stages.markdown(),
    stages.store(),
  ])
  const {env, clock, random} = io
  for (const plan of plans) {
    if (signal.aborted) break
    const {name} = plan.environment
    const progress = await progressOn(io)
    const onProgress = (done: number, total: number, message: string) =>
      progress.say(`${name} ${done}/${total} ${message}`)
    const where = vantage === null ? {} : {vantage}
    const shard = await runShard(
      {plan, root, checks, anchorsOf, env, clock, random, signal, onProgress, ...where},
      share,
    )
    progress.clear()
    const file = await saveShard(root, shard)
    const made = `${shard.run.findings.length} of ${shard.calls.length} calls`
    io.out(`Shard ${share.index}/${share.of} of ${name}: ${made}, kept as ${file}\n`)
  }
  io.out('A shard judges no gate: `proofmark merge` makes a run of all of them.\n')
  return signal.aborted ? 130 : 0
}
