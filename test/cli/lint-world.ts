import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {onTestFinished} from 'vitest'
import type {Io} from '../../src/cli/io.ts'
import {program} from '../../src/cli/program.ts'

export interface Said {
  code: number
  out: string
  err: string
  asked: string[]
}

/** A folder with these files that is gone after the test. */
export async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'proofmark-cli-'))
  onTestFinished(() => rm(root, {recursive: true, force: true}))
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), {recursive: true})
    await writeFile(path.join(root, file), text)
  }
  return root
}

/** Runs a command in this process; `answers` are those of a person at a terminal, null where nobody can be asked. */
export async function call(
  cwd: string,
  argv: readonly string[],
  answers: (string | null)[] | null = null,
): Promise<Said> {
  const said = {out: '', err: '', asked: [] as string[]}
  const io: Io = {
    env: {},
    cwd,
    columns: 100,
    colour: false,
    live: false,
    random: () => 0.5,
    clock: {now: () => new Date('2026-11-24T14:00:00Z'), sleep: async () => {}},
    person:
      answers === null
        ? null
        : {
            ask: async (question) => {
              said.asked.push(question)
              return answers.shift() ?? null
            },
            edit: async () => null,
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
  const code = await program(argv, io)
  return {code, ...said}
}
