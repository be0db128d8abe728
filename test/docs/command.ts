import {appendFileSync} from 'node:fs'
import {readArgs} from '../../src/cli/command.ts'
import {commands} from '../../src/cli/commands/index.ts'
import {processIo} from '../../src/cli/io.ts'
import {program} from '../../src/cli/program.ts'

// What the pages call `proofmark`: the command itself, on the day that the pages are written for.
const argv = process.argv.slice(2)
const ahead = Number(process.env.DOCS_AHEAD)
const io = processIo()

/** A site takes half a minute and a server never ends; whether the line can be read is known without. */
const long = ['build', 'serve', 'dev']

async function act(): Promise<number> {
  const command = commands.find(({name}) => name === argv[0] && long.includes(name))
  if (command === undefined)
    return program(argv, {...io, clock: {...io.clock, now: () => new Date(Date.now() + ahead)}})
  readArgs(command, argv.slice(1))
  return 0
}

const code = await act().catch((error: unknown) => {
  io.err(`${error instanceof Error ? error.message : String(error)}\n`)
  return 2
})
// A line such as `proofmark run || exit 1` hides what the command ended with.
appendFileSync(process.env.DOCS_LOG ?? '', `${code} proofmark ${argv.join(' ')}\n`)
process.exitCode = code
