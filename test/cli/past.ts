import {readFile, writeFile} from 'node:fs/promises'
import path from 'node:path'
import {expect} from 'vitest'
import {inProcess, type Said} from './person.ts'
import {payments, projectOf, service} from './proofmark.ts'

const monday = Date.parse('2026-11-23T08:00:00Z')

/** A moment so many hours after the first run. */
export const hoursOn = (hours: number): Date => new Date(monday + hours * 3_600_000)

/** A project with a service that answers, or does not, and commands that are called in it at a given hour. */
export async function pastWorld() {
  const cwd = await projectOf('launch')
  const target = await service(payments)
  const env: Record<string, string> = {PRODUCTION: target, STAGING: target}
  const call = (line: string, hours = 1000): Promise<Said> =>
    inProcess(line.split(' '), {cwd, env, now: hoursOn(hours)})
  const change = async (file: string, from: string, to: string): Promise<void> => {
    const text = await readFile(path.join(cwd, file), 'utf8')
    expect(text).toContain(from)
    await writeFile(path.join(cwd, file), text.replace(from, to))
  }
  /** Makes a run, and gives its id. */
  const run = async (hours: number, more = '--env production'): Promise<string> => {
    const {out} = await call(`run ${more} --format json`, hours)
    return path.basename(JSON.parse(out).environments[0].savedAs, '.json')
  }
  return {cwd, env, call, change, run}
}

/** Command, output and exit code; moments and ids are fixed here, the port is not. */
export const told = (line: string, {code, out, err}: Said): string =>
  `$ proofmark ${line}\n${out}${err === '' ? '' : `[stderr]\n${err}`}[exit code ${code}]`
    .replaceAll(/-[0-9a-f]{6}(?![0-9a-f-])/g, '-HASH')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
