import {execFile} from 'node:child_process'
import {createHash} from 'node:crypto'
import {existsSync} from 'node:fs'
import {copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat} from 'node:fs/promises'
import {homedir} from 'node:os'
import path from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

export interface InstallAsk {
  /** Folder with the `package.json` and the lockfile to install. */
  from: string
  /** Where the packages go: a folder that is there whole or not at all. */
  folder: string
  env: Env
  say: (sentence: string) => void
  /** Names and versions, for what is said. */
  wanted: readonly string[][]
}

const weight = '250 MB'

/** The folder of the user's cache for the packages of this lockfile on this kind of machine. */
export async function cacheFolder(from: string, env: Env): Promise<string> {
  const lock = await readFile(path.join(from, 'package-lock.json')).catch(() => '')
  const digest = createHash('sha256').update(lock).digest('hex').slice(0, 12)
  const caches = env.XDG_CACHE_HOME || path.join(env.HOME || homedir(), '.cache')
  return path.join(caches, 'proofmark', `site-${digest}-${process.platform}-${process.arch}`)
}

/** Installs what a site is built with, once; gives the sentence that says why it could not. Two processes at once do no harm. */
export async function install({from, folder, env, say, wanted}: InstallAsk): Promise<string | null> {
  const exact = wanted.map((each) => each.join('@'))
  const byHand = `\`npm install -D ${exact.join(' ')}\` in the project gives it what a site is built with`
  if (env.PROOFMARK_NO_INSTALL && env.PROOFMARK_NO_INSTALL !== '0')
    return `Unexpected machine without Astro, expected it before a site is built, and PROOFMARK_NO_INSTALL forbids to install it; ${byHand}`
  say(`A site is built with Astro: installing ${exact.join(', ')} once, near ${weight}, into ${folder}`)
  await mkdir(path.dirname(folder), {recursive: true})
  const passing = await mkdtemp(`${folder}.`)
  try {
    await forgetStopped(folder, passing)
    for (const name of ['package.json', 'package-lock.json'])
      await copyFile(path.join(from, name), path.join(passing, name))
    const trouble = await npmCi(passing, env)
    if (trouble !== null) return `Unexpected end of \`npm ci\` (${trouble}), expected Astro; ${byHand}`
    await rename(passing, folder).catch((error: unknown) => {
      // Another process was faster, with the same lockfile.
      if (!existsSync(path.join(folder, 'node_modules'))) throw error
    })
    return null
  } finally {
    await rm(passing, {recursive: true, force: true})
  }
}

const anHour = 3_600_000

/** Deletes what installations that were stopped long ago left behind: each weighs as much as a whole one. */
async function forgetStopped(folder: string, passing: string): Promise<void> {
  const around = path.dirname(folder)
  const writtenAt = (name: string): Promise<number> =>
    stat(path.join(around, name)).then(
      ({mtimeMs}) => mtimeMs,
      () => Number.POSITIVE_INFINITY,
    )
  const now = await writtenAt(path.basename(passing))
  for (const name of await readdir(around))
    if (name.startsWith(`${path.basename(folder)}.`) && now - (await writtenAt(name)) > anHour)
      await rm(path.join(around, name), {recursive: true, force: true})
}

// What a user's configuration may say otherwise, and would leave the folder without what a build takes.
const flags = ['--include=optional', '--include=peer', '--omit=dev', '--ignore-scripts', '--global=false']

/** Runs the npm that runs us, or else the one on the path; gives what went wrong. */
function npmCi(folder: string, env: Env): Promise<string | null> {
  const args = ['ci', ...flags, '--no-audit', '--no-fund', '--prefix', folder]
  const runs = env.npm_execpath ?? ''
  const known = /npm-cli\.[cm]?js$/.test(runs)
  const windows = process.platform === 'win32'
  return new Promise((resolve) => {
    execFile(
      known ? process.execPath : 'npm',
      known ? [runs, ...args] : args,
      {cwd: folder, env: {...env}, shell: !known && windows, maxBuffer: 1e8},
      (error, _out, err) => resolve(error === null ? null : reasonOf(err) || error.message),
    )
  })
}

/** The first line of npm that tells something. */
const reasonOf = (said: string): string =>
  said
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim())
    .find((line, index, all) => /^(?!code |errno |syscall )\S/.test(line) && !/warn/.test(all[index] ?? '')) ?? ''
