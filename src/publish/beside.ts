import {type ChildProcess, fork} from 'node:child_process'
import {mkdir, rm} from 'node:fs/promises'
import path from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import type {Lock} from '../disk/index.ts'
import {holdWork} from './alone.ts'
import type {SiteOptions} from './astro.ts'
import type {Tells, Told} from './astro-process.ts'
import {prepareWork, type SiteTool, workFolder} from './tool.ts'

/** Astro in a process of its own, which loads while the docs are read. */
export interface AstroBeside {
  /** The folder that it works in. */
  work: string
  /** Waits until no other process builds in that folder, and begins to build, once; gives where the site will be. */
  begin(site: SiteOptions['site'], onWait?: (message: string) => void): Promise<string>
  /** Says that all that pages are drawn from is written, apart from their bodies. */
  ready(): void
  /** Says that the body of a page is written. */
  rendered(digest: string): void
  /** Kept when the site is there. */
  built: Promise<void>
  /** Ends it, takes away what it built, and lets the next one build. */
  stop(): Promise<void>
}

// In the published package it is a file of its own beside this one.
const program = fileURLToPath(new URL(`./astro-process${path.extname(import.meta.url)}`, import.meta.url))

/** Starts Astro for a project. Its own process has its own current folder and environment, and keeps nothing of a build before. */
export async function startAstro(root: string, tool: SiteTool): Promise<AstroBeside> {
  const work = workFolder(root, tool.modules)
  // All else in it is for one build at a time.
  await mkdir(work, {recursive: true})
  // Under either of these words Astro gives a site as it is under development.
  const {DEV: _, ...env} = process.env
  const child = fork(program, [tool.modules, tool.site], {
    cwd: work,
    env: {...env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1'},
    // What it makes for one page is of no use for the next: with less room for what is new it holds a sixth less, in the same time.
    execArgv: ['--max-semi-space-size=8'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const built = endOf(child)
  // Whoever stops it before it builds has no use for how it ended.
  built.catch(() => undefined)
  const tell = (told: Told): void => {
    if (child.connected) child.send(told)
  }
  const out = path.join(work, 'next')
  const clear = (): Promise<void> => rm(out, {recursive: true, force: true})
  const waiting = new AbortController()
  const hold = async (site: SiteOptions['site'], onWait?: (message: string) => void): Promise<Lock> => {
    waiting.signal.throwIfAborted()
    const held = await holdWork(work, {onWait, sleep: (ms) => sleep(ms, undefined, waiting)})
    try {
      await prepareWork(work, tool.modules)
      await clear()
      await mkdir(out)
    } catch (error) {
      // A server goes on, and builds again.
      await held.release()
      throw error
    }
    tell({build: {root: work, work, out, site}})
    return held
  }
  let begun: Promise<Lock> | undefined
  const end = async (): Promise<void> => {
    waiting.abort()
    child.kill()
    await built.catch(() => undefined)
    const held = await begun?.catch(() => undefined)
    if (held === undefined) return
    await clear()
    await held.release()
  }
  let ended: Promise<void> | undefined
  return {
    work,
    built,
    begin: async (site, onWait) => {
      begun ??= hold(site, onWait)
      await begun
      return out
    },
    ready: () => tell({ready: true}),
    rendered: (digest) => tell({rendered: digest}),
    stop: () => {
      ended ??= end()
      return ended
    },
  }
}

function endOf(child: ChildProcess): Promise<void> {
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  return new Promise((resolve, reject) => {
    child.once('message', (tells: Tells) => {
      if ('built' in tells) resolve()
      else reject(Object.assign(new Error(tells.failed), {stack: tells.stack}))
    })
    child.once('error', reject)
    child.once('close', (code) => reject(new Error(said.trim() || `Unexpected end of Astro with ${code}`)))
  })
}
