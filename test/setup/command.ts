import {spawn} from 'node:child_process'
import path from 'node:path'

/** A command that serves until it is stopped. */
export interface Started {
  said(): {out: string; err: string}
  /** The address that it names. */
  site(): Promise<string>
  /** Ctrl-C; gives the exit code. */
  stop(): Promise<number | null>
}

const program = path.join(import.meta.dirname, '../../bin/proofmark.mjs')

/** Starts a command as a user does, in a process that knows nothing of vitest. */
export function startCommand(args: readonly string[], cwd: string, more: Record<string, string>): Started {
  // With vitest's `DEV` a site would be built for development, without its search.
  const {NODE_ENV: _, VITEST: __, DEV: ___, ...env} = process.env
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: {...env, NO_COLOR: '1', ...more},
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const texts = {out: '', err: ''}
  child.stdout.on('data', (part) => {
    texts.out += part
  })
  child.stderr.on('data', (part) => {
    texts.err += part
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    said: () => ({...texts}),
    site: async () => {
      for (;;) {
        const [, url] = /^Site: (\S+)$/m.exec(texts.out) ?? []
        if (url !== undefined) return url
        if (child.exitCode !== null) throw new Error(`expected an address, and it ended with:\n${texts.err}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    stop: () => {
      child.kill('SIGINT')
      return ended
    },
  }
}
