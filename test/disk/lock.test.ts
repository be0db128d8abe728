import {execFileSync} from 'node:child_process'
import {appendFile, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {setTimeout as sleepFor} from 'node:timers/promises'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {Locked, lock} from '../../src/disk/index.ts'

let folder = ''
let file = ''
const what = 'work'
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lock-'))
  file = path.join(folder, 'lock')
})
afterEach(() => rm(folder, {recursive: true}))

/** What this process writes into a lock, with other words in place of its own. */
async function written({pid, host}: {pid?: number; host?: string}): Promise<string> {
  const held = await lock({file, what})
  const [ownPid, ownHost, ...rest] = (await readFile(file, 'utf8')).split(' ')
  await held.release()
  return [pid ?? ownPid, host ?? ownHost, ...rest].join(' ')
}

/** The number of a process that has ended. */
const ended = (): number => Number(execFileSync(process.execPath, ['-p', 'process.pid'], {encoding: 'utf8'}))

const waitedFor = async (sleep?: () => Promise<unknown>): Promise<{who: string[]; looks: number}> => {
  const who: string[] = []
  let looks = 0
  const held = await lock({
    file,
    what,
    onWait: (holder) => who.push(holder),
    sleep: async () => {
      looks += 1
      await sleep?.()
    },
  })
  await held.release()
  return {who, looks}
}

test('one holds it at a time, and nothing stays of it', async () => {
  let within = 0
  const most: number[] = []
  await Promise.all(
    Array.from({length: 12}, async () => {
      const held = await lock({file, what, sleep: () => sleepFor(1)})
      within += 1
      most.push(within)
      await sleepFor(2)
      within -= 1
      await held.release()
    }),
  )
  expect(most).toEqual(Array(12).fill(1))
  expect(await readdir(folder)).toEqual([])
})

test('who waits is told once for whom, and goes on when it is released', async () => {
  const held = await lock({file, what})
  let looks = 0
  const waited = await waitedFor(async () => {
    looks += 1
    if (looks === 3) await held.release()
  })
  expect(waited).toEqual({who: [`process ${process.pid}`], looks: 3})
})

test('a lock of a process that is gone is taken over at once', async () => {
  await writeFile(file, await written({pid: ended()}))
  expect(await waitedFor()).toEqual({who: [], looks: 0})
})

test('so is one of a process before that had the number of this one', async () => {
  await writeFile(file, await written({}))
  expect(await waitedFor()).toEqual({who: [], looks: 0})
})

test('many who find a dead lock take it over one after the other', async () => {
  await writeFile(file, await written({pid: ended()}))
  let within = 0
  await Promise.all(
    Array.from({length: 12}, async () => {
      const held = await lock({file, what, sleep: () => sleepFor(1)})
      within += 1
      expect(within).toBe(1)
      await sleepFor(2)
      within -= 1
      await held.release()
    }),
  )
  expect(await readdir(folder)).toEqual([])
})

test.each([
  ['on another machine', {host: 'elsewhere'}, / on elsewhere$/],
  ['whose number another process has', {pid: process.ppid}, new RegExp(`^process ${process.ppid}$`)],
])('a lock of a process %s is taken over when it has not grown for a minute', async (_, words, who) => {
  await writeFile(file, await written(words))
  const waited = await waitedFor()
  expect(waited).toEqual({who: [expect.stringMatching(who)], looks: 240})
})

test('one that was cut short before it said whose it is, too', async () => {
  await writeFile(file, '')
  expect(await waitedFor()).toEqual({who: ['another process'], looks: 240})
})

test('who does not wait is told at once, and not that it waits', async () => {
  const held = await lock({file, what})
  const asked = lock({file, what, patience: 0, onWait: () => expect.unreachable(), sleep: () => expect.unreachable()})
  await expect(asked).rejects.toThrow(Locked)
  await held.release()
  await (await lock({file, what, patience: 0})).release()
})

test('one that grows is waited for, and in the end it is said whose it is', async () => {
  await writeFile(file, await written({host: 'elsewhere'}))
  let looks = 0
  const waiting = waitedFor(async () => {
    looks += 1
    if (looks % 20 === 0) await appendFile(file, '.')
  })
  await expect(waiting).rejects.toThrow(Locked)
  await expect(waiting).rejects.toThrow(
    /^Unexpected work by process \d+ on elsewhere for more than 10 minutes, expected it to end$/,
  )
  expect(looks).toBe(2400)
})

test('who holds it is told by name, though it may not have written that yet when it is looked at first', async () => {
  const text = await written({pid: process.ppid})
  await writeFile(file, '')
  let looks = 0
  const {who} = await waitedFor(async () => {
    looks += 1
    if (looks === 1) await writeFile(file, text)
    if (looks === 2) await rm(file)
  })
  expect(who).toEqual([`process ${process.ppid}`])
})
