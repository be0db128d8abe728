import {readdir, readFile} from 'node:fs/promises'
import path from 'node:path'
import {describe, expect, it} from 'vitest'
import type {Io} from '../../src/cli/io.ts'
import {program} from '../../src/cli/program.ts'
import {projectOf} from './proofmark.ts'

const env = {PRODUCTION: 'http://127.0.0.1:9'}
const restore = 'recovery/restore-rehearsed'
const records = async (cwd: string): Promise<string[]> => (await readdir(path.join(cwd, 'docs/records'))).toSorted()

describe('at a terminal', () => {
  /** A person who answers in turn, and whose editor writes this note. */
  async function at(cwd: string, line: string, answers: (string | null)[], note: string | null) {
    const said: {out: string; err: string; asked: string[]} = {out: '', err: '', asked: []}
    const io: Io = {
      env,
      cwd,
      columns: 100,
      colour: false,
      live: false,
      random: () => 0.5,
      clock: {now: () => new Date('2026-11-24T14:00:00Z'), sleep: async () => {}},
      person: {
        ask: async (question) => {
          said.asked.push(question)
          return answers.shift() ?? null
        },
        edit: async (text) => (note === null ? null : `${text}${note}`),
      },
      out: (text) => {
        said.out += text
      },
      err: (text) => {
        said.err += text
      },
      onInterrupt: () => () => {},
      leave: () => {},
    }
    const code = await program(line.split(' '), io)
    return {code, ...said}
  }

  it('what is missing is asked for, under the question of the binding, and the note is written in the editor', async () => {
    const cwd = await projectOf('launch')
    const ended = await at(cwd, `attest ${restore}`, ['production', 'ines.o'], '\nSeen.\n')
    expect(ended).toMatchObject({
      code: 0,
      asked: ['Of which environment is this said? ', 'Who says so? '],
      err: 'Who restored a backup last, and when?\n',
    })
    const [file = ''] = await records(cwd)
    expect(file).toBe('2026-11-24-recovery-restore-rehearsed-production.md')
    expect(await readFile(path.join(cwd, 'docs/records', file), 'utf8')).toMatch(/renew_every: 180d\n---\n\nSeen\.\n$/)
  })

  it('is asked once for all items, and for a line where there is no editor', async () => {
    const cwd = await projectOf('launch')
    const line = `attest if-use/dead-letters-watched ${restore}`
    const ended = await at(cwd, line, ['staging, production', 'ines.o', '90d', 'Looked.', ''], null)
    expect([ended.code, ended.asked.length]).toEqual([0, 5])
    const [dead = '', again = ''] = await records(cwd)
    expect(await readFile(path.join(cwd, 'docs/records', dead), 'utf8')).toMatch(/renew_every: 90d\n---\n\nLooked\.\n$/)
    expect(await readFile(path.join(cwd, 'docs/records', again), 'utf8')).toMatch(/renew_every: 180d\n---\n$/)
  })

  it('no answer is no word', async () => {
    const cwd = await projectOf('launch')
    expect(await at(cwd, `attest ${restore} --env production`, [''], null)).toMatchObject({code: 2, out: ''})
    expect(await readdir(path.join(cwd, 'docs'))).not.toContain('records')
  })
})
