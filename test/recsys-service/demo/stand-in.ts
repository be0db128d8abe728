import {type ChildProcess, execFileSync, spawn} from 'node:child_process'
import {closeSync, existsSync, openSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {z} from 'zod'
import {deployEnvironment, deployedVersion} from '../environment.ts'
import {demoFiles, deployFolder, type EnvironmentName, makePrivateFolder, readIfThere, writePrivate} from './files.ts'
import {readOverlay} from './overlay.ts'

const mainFile = join(import.meta.dirname, '../main.ts')
const killAfterMs = 5_000

const notedSchema = z.object({pid: z.int().positive().optional(), url: z.url().optional()})
const messageSchema = z.union([
  z.object({started: z.url()}),
  z.object({refused: z.string(), portInUse: z.boolean().default(false)}),
])

/** What the pid file says: no pid after a refused start, no address before the first. */
export type Noted = z.infer<typeof notedSchema>

/** How a start went: where the stand-in answers, or why it does not run. */
export type Started = {url: string} | {refused: string; portInUse: boolean}

/** Starts an environment's stand-in anew, from its manifests and its overlay; it outlives this process. */
export async function restartStandIn(home: string, environment: EnvironmentName, port: number): Promise<Started> {
  await stopStandIn(home, environment)
  const child = spawnStandIn(home, environment, port)
  // Noted at once, so that a start that is cut short leaves nothing that `stop` cannot find.
  note(home, environment, {pid: child.pid})
  const started = await outcomeOf(child)
  if ('refused' in started) {
    // The port is kept, so that the stand-in is found where it was once it is mended.
    note(home, environment, port === 0 || started.portInUse ? {} : {url: `http://127.0.0.1:${port}`})
    return started
  }
  note(home, environment, {pid: child.pid, url: started.url})
  child.disconnect()
  child.unref()
  if (await answers(`${started.url}/healthz`)) return started
  await stopStandIn(home, environment)
  return {refused: '`/healthz` does not answer', portInUse: false}
}

/** Stops an environment's stand-in and waits until it is gone; nothing happens when none runs. */
export async function stopStandIn(home: string, environment: EnvironmentName): Promise<void> {
  const pid = notedStandIn(home, environment)?.pid
  if (pid !== undefined) {
    const deadline = Date.now() + killAfterMs
    signal(pid, 'SIGTERM')
    while (isStandIn(pid)) {
      if (Date.now() > deadline) signal(pid, 'SIGKILL')
      await sleep(20)
    }
  }
  rmSync(demoFiles(home).process(environment), {force: true})
}

/** What the pid file says, whether the process still lives or not. */
export function notedStandIn(home: string, environment: EnvironmentName): Noted | undefined {
  const text = readIfThere(demoFiles(home).process(environment))
  return text === undefined ? undefined : notedSchema.parse(JSON.parse(text))
}

function note(home: string, environment: EnvironmentName, noted: Noted): void {
  writePrivate(demoFiles(home).process(environment), JSON.stringify(noted))
}

function spawnStandIn(home: string, environment: EnvironmentName, port: number): ChildProcess {
  const folder = deployFolder(environment)
  const files = demoFiles(home)
  makePrivateFolder(home)
  const log = openSync(files.log(environment), 'w', 0o600)
  const child = spawn(process.execPath, [mainFile], {
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
    // Nothing of this process's environment: the service sees what its manifests say.
    env: {
      STANDIN_PORT: String(port),
      STANDIN_VERSION: deployedVersion(folder),
      STANDIN_JWKS_FILE: files.jwks,
      STANDIN_API_KEYS_FILE: files.apiKeys,
      ...deployEnvironment(folder, readOverlay(home, environment)),
    },
  })
  closeSync(log)
  return child
}

function outcomeOf(child: ChildProcess): Promise<Started> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('disconnect', () => resolve({refused: 'The process ended before it listened', portInUse: false}))
    child.once('message', (message) => {
      const said = messageSchema.parse(message)
      resolve('started' in said ? {url: said.started} : said)
    })
  })
}

function answers(url: string): Promise<boolean> {
  return fetch(url, {signal: AbortSignal.timeout(5_000)}).then(
    (response) => response.ok,
    () => false,
  )
}

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  if (!isStandIn(pid)) return
  try {
    process.kill(pid, name)
  } catch {
    // It ended by itself a moment ago.
  }
}

// A pid may belong to another program by now: only one that runs our file is ever ended.
function isStandIn(pid: number): boolean {
  try {
    const command = existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      : execFileSync('ps', ['-p', String(pid), '-o', 'command='], {encoding: 'utf8'})
    return command.includes(mainFile)
  } catch {
    return false
  }
}
