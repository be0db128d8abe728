import {type ChildProcess, spawn} from 'node:child_process'
import {cp, mkdtemp, rm} from 'node:fs/promises'
import {createServer, type RequestListener} from 'node:http'
import type {AddressInfo} from 'node:net'
import os from 'node:os'
import path from 'node:path'
import {onTestFinished} from 'vitest'

export const root = path.join(import.meta.dirname, '../..')

/** What a command gave. */
export interface Ended {
  code: number | null
  out: string
  err: string
}

interface Call {
  cwd?: string
  env?: Record<string, string>
}

/** Starts the command as a user does: the bin file, no terminal, a standard input that never ends. */
export function start(
  args: readonly string[],
  {cwd = root, env = {}}: Call = {},
): {child: ChildProcess; ended: Promise<Ended>; said(pattern: RegExp): Promise<string>} {
  const child = spawn(process.execPath, [path.join(root, 'bin/proofmark.mjs'), ...args], {
    cwd,
    env: {PATH: process.env.PATH ?? '', HOME: os.tmpdir(), COLUMNS: '100', NO_COLOR: '1', ...env},
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const texts = {out: '', err: ''}
  child.stdout.on('data', (part) => {
    texts.out += part
  })
  child.stderr.on('data', (part) => {
    texts.err += part
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({code, ...texts}))
  })
  const said = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(texts.out)
      if (found !== null) return found[1] ?? found[0]
      if (child.exitCode !== null) throw new Error(`expected ${pattern}, and it ended with:\n${texts.out}${texts.err}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  return {child, ended, said}
}

export const proofmark = (args: readonly string[], call: Call = {}): Promise<Ended> => start(args, call).ended

/** Command, output and exit code in one text, without what differs from run to run. */
export const shown = (command: string, {code, out, err}: Ended): string =>
  steady(`$ proofmark ${command}\n${out}${err === '' ? '' : `[stderr]\n${err}`}[exit code ${code}]`)

/** Takes out moments, durations, run ids, ports. */
export const steady = (text: string): string =>
  text
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-[0-9a-f]{6}/g, 'RUN')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, 'MOMENT')
    .replaceAll(/\d{1,2} [A-Z][a-z]{2}( \d{4})? \d\d:\d\d UTC/g, 'MOMENT')
    .replaceAll(/\d\d:\d\d:\d\d UTC/g, 'TIME')
    .replaceAll(/\bin \d+(\.\d+)? m?s\b/g, 'in TIME')
    .replaceAll(/ · \d+ ms\b/g, ' · TIME')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replaceAll(/(?<=\S) {2,}(?=\S.* · TIME$)/gm, '  ')

/** Where to say what is to be done at the end: that of the test, unless a hook has another. */
type Later = (task: () => Promise<void>) => void

/** A copy of a fixture folder that a command may write to; it goes at the end. */
export async function projectOf(fixture: string, later: Later = onTestFinished): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'proofmark-cli-'))
  later(() => rm(folder, {recursive: true, force: true}))
  const project = path.join(folder, path.basename(fixture))
  await cp(path.join(root, 'test/fixtures', fixture), project, {recursive: true})
  return project
}

/** A service on loopback; it goes at the end. */
export async function service(answer: RequestListener, later: Later = onTestFinished): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  later(async () => {
    server.closeAllConnections()
    server.close()
  })
  const {port}: AddressInfo = addressOf(server.address())
  return `http://127.0.0.1:${port}`
}

function addressOf(address: ReturnType<ReturnType<typeof createServer>['address']>): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('expected a port')
  return address
}

/** What the invented payments service answers. */
export const payments: RequestListener = (request, response) => {
  response.statusCode = request.url === '/healthz' ? 200 : request.url === '/admin' ? 401 : 404
  response.end()
}
