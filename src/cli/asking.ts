import type {Io} from './io.ts'
import type {Person} from './terminal.ts'

/** The person ended the questions: nothing is to be written, exit code 130. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted')
    this.name = 'Interrupted'
  }
}

/** What an answer comes to, or why it cannot be read. */
export type Answer<T> = {value: T} | {wrong: string}

/** Asks until an answer can be read. */
export async function askUntil<T>(
  io: Io,
  person: Person,
  question: string,
  read: (answer: string) => Answer<T>,
): Promise<T> {
  for (;;) {
    const answer = await person.ask(question)
    if (answer === null) throw new Interrupted()
    const told = read(answer)
    if ('value' in told) return told.value
    io.err(`${told.wrong}\n`)
  }
}

/** Lets a Ctrl-C or an end of input while a person is asked end the command, before it has done anything. */
export async function whileAsking(io: Io, act: () => Promise<number>): Promise<number> {
  const left = 'Nothing was written.'
  const end = io.onInterrupt(() => {
    io.err(`\n${left}\n`)
    io.leave(130)
  })
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    io.err(`\n${left}\n`)
    return 130
  } finally {
    end()
  }
}
