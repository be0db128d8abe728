import {type ChildProcess, spawn} from 'node:child_process'
import {closeSync, openSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {z} from 'zod'
// Never the server itself: its library takes Ctrl-C for its own.
import {databaseIn, dataFolder} from '../data-folder.ts'
import {demoFiles, environments, makePrivateFolder, readIfThere, writePrivate} from './files.ts'
import type {Role} from './people.ts'
import {endProcess, isRunning} from './processes.ts'

const mainFile = join(import.meta.dirname, 'postgres-main.ts')

const urlsSchema = z.object({production: z.url(), staging: z.url()})
const notedSchema = z.object({pid: z.int().positive(), folder: z.string(), urls: urlsSchema.optional()})
type Noted = z.infer<typeof notedSchema>
type DatabaseUrls = z.infer<typeof urlsSchema>

/** The URLs of the environments' databases; the server that they share is started unless it runs. */
export async function ensureDatabase(home: string): Promise<DatabaseUrls | undefined> {
  const noted = notedDatabase(home)
  if (noted?.urls !== undefined && isRunning(noted.pid, mainFile)) return noted.urls
  await stopDatabase(home)
  return startDatabase(home)
}

/** Stops the server that both environments share and removes its data; nothing happens when none runs. */
export async function stopDatabase(home: string): Promise<void> {
  const noted = notedDatabase(home)
  if (noted !== undefined) {
    await endProcess(noted.pid, mainFile)
    await endOrphan(noted.folder)
    rmSync(noted.folder, {recursive: true, force: true})
  }
  const files = demoFiles(home)
  for (const file of [files.database, ...environments.map(files.databaseUrl)]) rmSync(file, {force: true})
}

async function startDatabase(home: string): Promise<DatabaseUrls | undefined> {
  const files = demoFiles(home)
  makePrivateFolder(home)
  const folder = dataFolder(files.databaseFolder)
  const log = openSync(files.databaseLog, 'w', 0o600)
  const child = spawn(process.execPath, [mainFile, folder], {detached: true, stdio: ['ignore', log, log, 'ipc']})
  closeSync(log)
  // Noted at once, so that a start that is cut short leaves nothing that `stop` cannot find.
  note(home, {pid: child.pid ?? 0, folder})
  const urls = await urlsOf(child)
  if (urls === undefined) return undefined
  note(home, {pid: child.pid ?? 0, folder, urls})
  for (const environment of environments) writePrivate(files.databaseUrl(environment), urls[environment])
  child.disconnect()
  child.unref()
  return urls
}

function urlsOf(child: ChildProcess): Promise<DatabaseUrls | undefined> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('disconnect', () => resolve(undefined))
    child.once('message', (message) => resolve(z.object({urls: urlsSchema}).parse(message).urls))
  })
}

/** A key of the demo, as the table holds it. */
export interface DemoKey {
  tenant: string
  role: Role
  hash: string
}

/** Makes keys the only ones of the demo, whatever were ones before. */
export async function keepApiKeys(url: string, keys: readonly DemoKey[]): Promise<void> {
  // Loaded here: only an environment with keys needs to talk to its database.
  const {openDatabase} = await import('../service/data/database.ts')
  const database = openDatabase(url)
  await database.transaction(async (query) => {
    await query(`DELETE FROM tenant_api_keys WHERE name = 'demo'`)
    for (const {tenant, role, hash} of keys)
      await query(
        `INSERT INTO tenant_api_keys (tenant_id, name, key_hash, roles)
         SELECT id, 'demo', $1, $2 FROM tenants WHERE external_id = $3`,
        [hash, role === 'no-role' ? [] : [role], tenant],
      )
  })
  await database.close()
}

// A server whose parent was killed goes on by itself, and keeps its pid on the first line of this file.
async function endOrphan(folder: string): Promise<void> {
  const pid = Number(readIfThere(join(databaseIn(folder), 'postmaster.pid'))?.split('\n')[0])
  if (pid > 0) await endProcess(pid, folder)
}

function notedDatabase(home: string): Noted | undefined {
  const text = readIfThere(demoFiles(home).database)
  return text === undefined ? undefined : notedSchema.parse(JSON.parse(text))
}

function note(home: string, noted: Noted): void {
  writePrivate(demoFiles(home).database, JSON.stringify(noted))
}
