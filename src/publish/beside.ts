import {type ChildProcess, fork} from 'node:child_process'
import {mkdir, rm} from 'node:fs/promises'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import type {SiteOptions} from './astro.ts'
import type {Tells, Told} from './astro-process.ts'
import {type SiteTool, workFolder} from './tool.ts'

/** Astro in a process of its own, which loads while the docs are read. */
export interface AstroBeside {
  /** The folder that it works in. */
  work: string
  /** Begins to build; gives a promise that is kept when the site is there. */
  build(options: Omit<SiteOptions, 'tool' | 'root' | 'work'> & {out: string}): Promise<void>
  /** Says that all that pages are drawn from is written. */
  ready(): void
  stop(): void
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
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const ended = endOf(child)
  // Whoever stops it before it builds has no use for how it ended.
  ended.catch(() => undefined)
  const tell = (told: Told): void => {
    if (child.connected) child.send(told)
  }
  return {
    work,
    build: async ({out, ...options}) => {
      await rm(out, {recursive: true, force: true})
      await mkdir(out, {recursive: true})
      tell({build: {...options, root: work, work, out}})
      await ended
    },
    ready: () => tell({ready: true}),
    stop: () => {
      child.kill()
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
