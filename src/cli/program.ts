import {existsSync} from 'node:fs'
import path from 'node:path'
import {CannotJudge, meant, type Problem, stages, stopping} from '../index.ts'
import {version} from '../line/index.ts'
import {type Command, readArgs, sentence, UsageError} from './command.ts'
import {commands} from './commands/index.ts'
import {overview} from './commands/overview.ts'
import {commandHelp, help} from './help.ts'
import type {Io} from './io.ts'

/** Runs what was asked for and gives the exit code: 0 good, 1 judged and not good, 2 could not judge, 130 interrupted. */
export async function program(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io)
  } catch (error) {
    return explain(error, io)
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const [first, ...rest] = argv
  if (first === undefined) return act(overview, [], io)
  if (first === '--help' || first === '-h' || (first === 'help' && rest.length === 0)) return print(io, help(commands))
  if (first === '--version') return print(io, `${await version()}\n`)
  if (first === 'help') return dispatch([...rest, '--help'], io)
  const command = commands.find(({name}) => name === first)
  if (command !== undefined) return act(command, rest, io)
  mustBeMeant(first, rest, io)
  return act(overview, argv, io)
}

/** Without a command a checklist or a folder is meant, and no misspelt command. */
function mustBeMeant(first: string, rest: readonly string[], io: Io): void {
  const known = commands.map(({name}) => name)
  if (first.startsWith('-')) {
    if (!rest.some((word) => known.includes(word))) return
    throw new UsageError(
      `Unexpected option \`${first}\` before the command, expected \`proofmark COMMAND ${first} …\`. See \`proofmark --help\`.`,
    )
  }
  if (/\.(md|mdx|markdown)$/i.test(first) || existsSync(path.resolve(io.cwd, first))) return
  throw new UsageError(
    `Unexpected command \`${first}\`, ${sentence(meant(first, known))} A checklist to look at ends in \`.md\`, or is a folder with some.`,
  )
}

async function act(command: Command, argv: readonly string[], io: Io): Promise<number> {
  const args = readArgs(command, argv)
  return args === null ? print(io, commandHelp(command)) : command.act(io, args)
}

function print(io: Io, text: string): number {
  io.out(text)
  return 0
}

/** What is merely wrong beside it would hide what stops a run; `lint` tells all of it. */
function whatStops({problems}: CannotJudge): readonly Problem[] {
  const stop = stopping(problems)
  return stop.length > 0 ? stop : problems
}

/** Known errors in one sentence each; an unknown one is our own fault, and says so. */
async function explain(error: unknown, io: Io): Promise<number> {
  const {clean, problemText} = await stages.report()
  if (error instanceof CannotJudge)
    for (const found of whatStops(error)) io.err(`${problemText(found, {page: true})}\n`)
  else if (error instanceof UsageError) io.err(`${clean(error.message)}\n`)
  else {
    const message = error instanceof Error ? error.message : String(error)
    const trace = io.env.PROOFMARK_DEBUG && error instanceof Error ? `${error.stack}\n` : ''
    const hint = trace === '' ? '; PROOFMARK_DEBUG=1 shows where' : ''
    io.err(`${clean(message)}. This is a fault of Proofmark's own${hint}.\n${trace}`)
  }
  return 2
}
