import {spawn} from 'node:child_process'
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {createInterface} from 'node:readline/promises'
import type {World} from '../line/index.ts'

/** A person at a terminal. */
export interface Person {
  /** Asks for one line; null when there is no more to come. */
  ask(question: string): Promise<string | null>
  /** Opens the person's editor on a text and gives what became of it; null when no editor is named. */
  edit(text: string): Promise<string | null>
}

/** The person at the terminal of this process. Questions go to stderr, so that what is printed can still be piped. */
export function personAt(env: World['env']): Person {
  return {ask, edit: (text) => edit(env.VISUAL || env.EDITOR || null, text)}
}

/** One line, left to the terminal itself: its own editing of a line, its own Ctrl-C. */
function ask(question: string): Promise<string | null> {
  const lines = createInterface({input: process.stdin, output: process.stderr, terminal: false})
  return new Promise((resolve) => {
    lines.on('close', () => resolve(null))
    lines.question(question).then(
      (answer) => {
        resolve(answer.trim())
        lines.close()
      },
      () => resolve(null),
    )
  })
}

async function edit(editor: string | null, text: string): Promise<string | null> {
  if (editor === null) return null
  const folder = await mkdtemp(path.join(os.tmpdir(), 'proofmark-'))
  const file = path.join(folder, 'note.md')
  try {
    await writeFile(file, text)
    await ended(editor, file)
    return await readFile(file, 'utf8')
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}

/** An editor may be named with options, as in `code --wait`. */
function ended(editor: string, file: string): Promise<void> {
  const [command = '', ...options] = editor.trim().split(/\s+/)
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...options, file], {stdio: 'inherit'})
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`Unexpected exit code ${code} of \`${editor}\`, expected 0`))
    })
  })
}
