import {readdir, readFile} from 'node:fs/promises'
import {join, posix} from 'node:path'

/** How far a folder that nobody told us of is looked through. */
export interface WalkLimits {
  /** Files and folders that are seen, nearest first. */
  entries: number
  /** Folders in each other. */
  depth: number
  /** Files that are given. */
  files: number
}

/** Enough for the projects that there are, and never a long wait. */
export const walkLimits: WalkLimits = {entries: 50_000, depth: 16, files: 2000}

/** What was not looked at, and why: a bound, or a folder that cannot be opened. */
export interface Skipped {
  path: string
  why: keyof WalkLimits | 'unreadable'
}

/** Folders that hold what others wrote, or what a build wrote. */
const foreign = new Set(
  'node_modules bower_components vendor third_party site-packages venv __pycache__ dist build out target coverage _site'.split(
    ' ',
  ),
)

/** Hidden folders in which authors keep checklists: templates of issues and pull requests. */
const kept = new Set(['.github', '.gitlab', '.gitea', '.forgejo'])

/** Files below a folder that are wanted, sorted; each folder is read before those in it, and no link is followed. */
export async function walk(
  root: string,
  limits: WalkLimits,
  wanted: (name: string) => boolean,
): Promise<{files: string[]; skipped: Skipped[]}> {
  const files: string[] = []
  const skipped: Skipped[] = []
  const ignored = await ignoredFolders(root)
  const isOwn = (name: string, path: string): boolean =>
    !foreign.has(name) && !ignored(name, path) && (!name.startsWith('.') || kept.has(name))
  const folders = [{path: '', depth: 0}]
  let left = limits.entries
  for (let next = folders.shift(); next !== undefined; next = folders.shift()) {
    const {path: folder, depth} = next
    const entries = await readdir(join(root, folder), {withFileTypes: true}).catch(() => null)
    if (entries === null) skipped.push({path: folder, why: 'unreadable'})
    for (const entry of (entries ?? []).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = posix.join(folder, entry.name)
      const whys = {entries: left-- <= 0, files: files.length >= limits.files, depth: depth >= limits.depth}
      if (whys.entries) return {files: files.sort(), skipped: [...skipped, {path, why: 'entries'}]}
      if (entry.isDirectory() && isOwn(entry.name, path)) {
        if (whys.depth) skipped.push({path, why: 'depth'})
        else folders.push({path, depth: depth + 1})
      } else if (entry.isFile() && wanted(entry.name)) {
        if (whys.files) return {files: files.sort(), skipped: [...skipped, {path, why: 'files'}]}
        files.push(path)
      }
    }
  }
  return {files: files.sort(), skipped}
}

/** The folders that the project's `.gitignore` names plainly; patterns are left to Git. */
async function ignoredFolders(root: string): Promise<(name: string, path: string) => boolean> {
  const text = await readFile(join(root, '.gitignore'), 'utf8').catch(() => '')
  const lines = text.split(/\r?\n/).filter((line) => /^\/?[\w.@-]+(?:\/[\w.@-]+)*\/?$/.test(line))
  const bare = (line: string): string => line.replace(/^\/|\/$/g, '')
  const anywhere = new Set(lines.filter((line) => !line.replace(/\/$/, '').includes('/')).map(bare))
  const rooted = new Set(lines.map(bare))
  return (name, path) => anywhere.has(name) || rooted.has(path)
}
