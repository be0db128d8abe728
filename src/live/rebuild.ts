import {spawn} from 'node:child_process'
import path from 'node:path'
import {type Ask, packageRoot, type World} from '../line/index.ts'

/** A build that ended: what it complained of, or null. */
export type Rebuilt = string | null

/** Builds the site in a process of its own: the server goes on answering, and the memory of a build is given back. */
export function rebuild({root, file, files}: Ask, {env}: World, folder: string, signal: AbortSignal): Promise<Rebuilt> {
  const config = file === null ? [] : ['--config', file]
  const args = ['build', '--root', root, ...config, '--out', folder, ...files]
  const child = spawn(process.execPath, [path.join(packageRoot(), 'bin/proofmark.mjs'), ...args], {
    cwd: root,
    env: {...env},
    signal,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) => resolve(code === 0 ? null : said.trim() || `The build ended with ${code}`))
  })
}
