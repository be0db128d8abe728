import {execFile} from 'node:child_process'
import {existsSync} from 'node:fs'
import {chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {root} from './pages.ts'

/** How a script of the shell ended. */
export interface Ended {
  code: number
  /** What it said, on both streams in order. */
  text: string
  /** What each call of `proofmark` in it ended with. */
  calls: {code: number; line: string}[]
}

/** A copy of a project in which the blocks of one page are run. */
export interface World {
  folder: string
  run(script: string): Promise<Ended>
  end(): Promise<void>
}

/** The day that the pages are written for. */
const today = Date.parse('2026-11-24T09:00:00Z')

/** Ends a script at the first line that could not do what it is there for, and says which. */
const strict = `trap 'code=$?; (( code <= 1 )) || { echo "line $LINENO ended with $code" >&2; exit $code; }' ERR`

const fixtures = path.join(root, 'test/fixtures/docs')

/** The fixture that the blocks of a page run in: `docs/guide/gate.md` in `gate`, or in `usual` where it has none of its own. */
export function fixtureOf(page: string): string {
  const own = path.join(fixtures, path.basename(page, '.md').toLowerCase())
  return existsSync(own) ? own : path.join(fixtures, 'usual')
}

/** Opens the world of a page. What a reader has before the page begins is made by `PAGE.sh` beside the fixtures. */
export async function openWorld(page: string, variables: Readonly<Record<string, string>>): Promise<World> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'proofmark-docs-'))
  const folder = path.join(home, 'orders')
  const log = path.join(home, 'calls.log')
  await cp(fixtureOf(page), folder, {recursive: true})
  const bin = await shims(home)
  const env = {
    ...variables,
    PATH: [bin, path.dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
    HOME: home,
    COLUMNS: '100',
    NO_COLOR: '1',
    PROOFMARK_NO_INSTALL: '1',
    DOCS_AHEAD: String(today - Date.now()),
    DOCS_LOG: log,
    NODE_COMPILE_CACHE: path.join(os.tmpdir(), 'proofmark-docs-compiled'),
    ...{GIT_AUTHOR_NAME: 'docs', GIT_AUTHOR_EMAIL: 'docs@orders.example'},
    ...{GIT_COMMITTER_NAME: 'docs', GIT_COMMITTER_EMAIL: 'docs@orders.example'},
  }
  const run = async (script: string): Promise<Ended> => {
    await writeFile(log, '')
    const {code, text} = await shell(`${strict}\n${script}\n`, folder, env)
    const lines = (await readFile(log, 'utf8')).split('\n').filter((line) => line !== '')
    return {code, text, calls: lines.map((line) => ({code: Number.parseInt(line, 10), line}))}
  }
  await run('git init -q -b main; git add -A; git commit -q --allow-empty -m Begin')
  const before = path.join(fixtures, `${path.basename(page, '.md').toLowerCase()}.sh`)
  if (existsSync(before)) {
    const {code, text} = await run(await readFile(before, 'utf8'))
    if (code > 1) throw new Error(`${path.relative(root, before)} ended with ${code}:\n${text}`)
  }
  return {folder, run, end: () => rm(home, {recursive: true, force: true})}
}

/** `proofmark`, `npx proofmark`, and an npm that only knows whether a script is there. */
async function shims(home: string): Promise<string> {
  const bin = path.join(home, 'bin')
  await mkdir(bin)
  const node = `exec ${JSON.stringify(process.execPath)}`
  const command = JSON.stringify(path.join(root, 'test/docs/command.ts'))
  const npm = JSON.stringify(path.join(root, 'test/docs/npm.ts'))
  const programs = {
    proofmark: `${node} ${command} "$@"`,
    npx: `[ "$1" = proofmark ] || exit 127\nshift\n${node} ${command} "$@"`,
    npm: `${node} ${npm} "$@"`,
  }
  for (const [name, line] of Object.entries(programs)) {
    await writeFile(path.join(bin, name), `#!/bin/sh\n${line}\n`)
    await chmod(path.join(bin, name), 0o755)
  }
  return bin
}

const shell = (script: string, cwd: string, env: Record<string, string>): Promise<{code: number; text: string}> =>
  new Promise((resolve, reject) => {
    const child = execFile('bash', ['-c', `exec 2>&1\n${script}`], {cwd, env, maxBuffer: 1e8}, (error, text) => {
      if (error !== null && typeof error.code !== 'number') reject(error)
      else resolve({code: typeof error?.code === 'number' ? error.code : 0, text})
    })
    child.stdin?.end()
  })
