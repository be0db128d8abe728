import {chmodSync, existsSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {dataFolder} from './data-folder.ts'
import {startPostgres} from './postgres.ts'
import {copiedLibrary, othersMayRun} from './postgres-library.ts'
import {openDatabase} from './service/data/database.ts'
import {temporaryFolder} from './testing.ts'

test('what is below a folder that its owner keeps to himself is run by nobody else', () => {
  const folder = temporaryFolder()
  const program = join(folder, 'program')
  writeFileSync(program, '', {mode: 0o755})
  chmodSync(folder, 0o700)
  expect(othersMayRun(program)).toBe(false)
  expect(othersMayRun('/bin/sh')).toBe(true)
})

test('a copy of the server runs, whatever others may do with new files, and nothing stays of it', async () => {
  const umask = process.umask(0o077)
  onTestFinished(() => void process.umask(umask))
  const folder = dataFolder()
  const postgres = await startPostgres(folder, await copiedLibrary(folder))
  onTestFinished(() => postgres.stop())
  const database = openDatabase(await postgres.create('own'))
  expect(await database.query('SELECT 1 AS one')).toEqual([{one: 1}])
  await database.close()
  await postgres.stop()
  expect(existsSync(folder)).toBe(false)
})
