import {execFile} from 'node:child_process'
import {mkdtemp, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'

/** How a process ended. */
export interface Ended {
  code: number
  out: string
  err: string
}

/** Runs a command to its end, in a process that knows nothing of vitest. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const {NODE_ENV: _, VITEST: __, ...env} = process.env
  const options = {cwd, env: {...env, NO_COLOR: '1', COLUMNS: '100', CI: 'true', ...more}, maxBuffer: 1e8}
  return new Promise((resolve) => {
    execFile(command, [...args], options, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({code, out, err})
    })
  })
}

/** A new folder with nothing in it but this package, installed as a user does; what `npm ci` fetched is taken from npm's cache. */
export async function installed(tarball: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'proofmark-user-'))
  await writeFile(path.join(folder, 'package.json'), '{"private": true, "type": "module"}\n')
  const {code, err} = await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball], folder)
  if (code !== 0) throw new Error(err)
  return folder
}
