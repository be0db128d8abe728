import type {Io} from '../../src/cli/io.ts'
import {program} from '../../src/cli/program.ts'

/** What a command gave, and what it asked. */
export interface Said {
  code: number
  out: string
  err: string
  asked: string[]
}

interface Place {
  cwd: string
  env?: Record<string, string>
  now?: Date
  colour?: boolean
  /** What a person at the terminal answers in turn; without it there is no person. */
  answers?: (string | null)[]
}

/** Runs a command in this process, at a given moment. */
export async function inProcess(
  args: readonly string[],
  {cwd, env = {}, now, colour = false, answers}: Place,
): Promise<Said> {
  const said = {out: '', err: '', asked: [] as string[]}
  const left = [...(answers ?? [])]
  const io: Io = {
    env,
    cwd,
    columns: 100,
    colour,
    live: false,
    random: () => 0.5,
    clock: {now: () => now ?? new Date(), sleep: async () => {}},
    person:
      answers === undefined
        ? null
        : {
            ask: async (question) => {
              said.asked.push(question.trim())
              return left.shift() ?? null
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
  return {code: await program(args, io), ...said}
}
