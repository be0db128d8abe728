import fc from 'fast-check'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {checks} from '../../src/checks/index.ts'
import {type Plan, Shard} from '../../src/model/index.ts'
import {type GivenShard, mergeShards, mustMeet, runPlan, runShard} from '../../src/run/index.ts'
import {type CallSpec, planOf} from './build.ts'
import {folderWith} from './folder.ts'
import {stillClock} from './world.ts'

let root = ''
let remove = async () => {}
beforeAll(async () => ({root, remove} = await folderWith({there: 'x'})))
afterAll(() => remove())

/** Calls that pass, fail, have no target, or belong to another vantage, and may need any others, in circles too. */
const plans: fc.Arbitrary<Plan> = fc
  .uniqueArray(fc.stringMatching(/^[0-9a-f]{4}$/), {minLength: 1, maxLength: 12})
  .chain((ids) =>
    fc
      .tuple(
        ...ids.map((id) =>
          fc.record({
            call: fc.constantFrom('file: there', `file: no-${id}`, 'http: GET / -> 200'),
            from: fc.constantFrom(null, null, 'cluster'),
            needs: fc.uniqueArray(fc.constantFrom(...ids.map((one) => `launch:${one}`)), {maxLength: 2}),
          }),
        ),
      )
      .map((specs) => {
        const calls: Record<string, CallSpec> = Object.fromEntries(
          ids.map((id, place) => [id, specs[place] ?? {call: 'file: there'}]),
        )
        return planOf({calls})
      }),
  )

const asked = (plan: Plan) => ({...{plan, root, checks, env: {}, clock: stillClock()}, anchorsOf: async () => null})

async function split(plan: Plan, of: number): Promise<GivenShard[]> {
  const shards: GivenShard[] = []
  for (let index = 1; index <= of; index += 1) {
    const shard = await runShard(asked(plan), {index, of})
    shards.push({name: `${index}.json`, shard: Shard.parse(JSON.parse(JSON.stringify(shard)))})
  }
  return shards
}

const counts = fc.integer({min: 1, max: 9})

it('makes of all shards, in any order, the bytes of the whole run', async () => {
  const whole = fc.asyncProperty(plans, counts, fc.infiniteStream(fc.nat()), async (plan, of, order) => {
    const shuffled = (await split(plan, of))
      .map((shard) => ({shard, at: order.next().value ?? 0}))
      .toSorted((a, b) => a.at - b.at)
    expect(JSON.stringify(mergeShards(shuffled.map(({shard}) => shard)))).toBe(
      JSON.stringify(await runPlan(asked(plan))),
    )
  })
  await fc.assert(whole, {numRuns: 60, seed: 6})
})

it('refuses a lost and a double shard, and names it', async () => {
  const part = fc.asyncProperty(plans, fc.integer({min: 2, max: 6}), fc.nat(), async (plan, of, place) => {
    const shards = await split(plan, of)
    const index = (place % of) + 1
    const one = shards.filter(({shard}) => shard.index === index)
    expect(() => mergeShards(shards.filter(({shard}) => shard.index !== index))).toThrow(
      `without shard \`${index}/${of}\``,
    )
    expect(() => mergeShards([...shards, ...one])).toThrow(
      `Unexpected shard ${index}/${of} in \`${index}.json\`, expected it once`,
    )
  })
  await fc.assert(part, {numRuns: 30, seed: 6})
})

it('gives no shard two calls more than another', async () => {
  const plan = planOf({calls: Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((id) => [id, {call: `file: ${id}`}]))})
  const shards = await split(plan, 3)
  expect(shards.map(({shard}) => shard.run.findings.length).sort()).toEqual([1, 2, 2])
})

it.each([
  ['release', '1.3', (shard: Shard) => ({...shard, run: {...shard.run, release: '1.3'}})],
  ['environment', 'production', (shard: Shard) => ({...shard, run: {...shard.run, environment: 'production'}})],
  ['vantage', 'cluster', (shard: Shard) => ({...shard, run: {...shard.run, vantage: 'cluster'}})],
  [
    'checklists',
    '{"file":"docs/launch.md","digest":"e"}',
    (shard: Shard) => ({...shard, run: {...shard.run, checklists: [{file: 'docs/launch.md', digest: 'e'}]}}),
  ],
  ['number of shards', '3', (shard: Shard) => ({...shard, of: 3})],
])('refuses another %s, and names both', async (what, value, change) => {
  const plan = planOf({environment: {release: {given: '1.2'}}, calls: {a: {call: 'file: there'}}})
  const [first, second] = await split(plan, 2)
  if (first === undefined || second === undefined) throw new Error('expected two shards')
  const other = {...second, shard: change(second.shard)}
  expect(() => mergeShards([first, other])).toThrow(`Unexpected ${what} \`${value}\` in \`2.json\`, expected \``)
})

it('takes the worse of what several shards saw of a needed call, and nothing better than its own shard saw', async () => {
  const calls = {a: {call: 'file: there'}, b: {call: 'file: there', needs: ['launch:a']}}
  const [first, second] = await split(planOf({calls}), 2)
  if (first === undefined || second === undefined) throw new Error('expected two shards')
  expect(second.shard.run.findings.map(({call}) => call)).toEqual(['a', 'b'])
  const failing = ({name, shard}: GivenShard): GivenShard => {
    const findings = shard.run.findings.map((one) => (one.call === 'a' ? {...one, outcome: 'fail' as const} : one))
    return {name, shard: {...shard, run: {...shard.run, findings}}}
  }
  const seen = (...shards: GivenShard[]) => mergeShards(shards).findings.map(({outcome}) => outcome)
  expect(seen(first, second)).toEqual(['pass', 'pass'])
  expect(seen(first, failing(second))).toEqual(['fail', 'pass'])
  expect(seen(failing(first), second)).toEqual(['fail', 'pass'])
})

it('lets runs meet that speak of the same release, and no others', async () => {
  const made = async (vantage: string, release: string) => {
    const plan = planOf({environment: {release: {given: release}}, calls: {a: {call: 'file: there'}}})
    return {name: `${vantage}.json`, run: await runPlan({...asked(plan), vantage})}
  }
  const outside = await made('outside', '1.2')
  const inside = await made('cluster', '1.2')
  expect(() => mustMeet([outside, inside])).not.toThrow()
  const older = await made('cluster', '1.1')
  expect(() => mustMeet([outside, older])).toThrow('Unexpected release `1.1` in `cluster.json`, expected `1.2`')
})
