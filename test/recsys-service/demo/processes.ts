import {execFileSync} from 'node:child_process'
import {existsSync, readFileSync} from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'

const killAfterMs = 5_000

// A pid may belong to another program by now: only one whose command line holds our file is ever ended.
export function isRunning(pid: number, file: string): boolean {
  try {
    const command = existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      : execFileSync('ps', ['-p', String(pid), '-o', 'command='], {encoding: 'utf8'})
    return command.includes(file)
  } catch {
    return false
  }
}

/** Ends a process that runs our file, and waits until it is gone; nothing happens to any other. */
export async function endProcess(pid: number, file: string): Promise<void> {
  const deadline = Date.now() + killAfterMs
  signal(pid, file, 'SIGTERM')
  while (isRunning(pid, file)) {
    if (Date.now() > deadline) signal(pid, file, 'SIGKILL')
    await sleep(20)
  }
}

function signal(pid: number, file: string, name: 'SIGTERM' | 'SIGKILL'): void {
  if (!isRunning(pid, file)) return
  try {
    process.kill(pid, name)
  } catch {
    // It ended by itself a moment ago.
  }
}
