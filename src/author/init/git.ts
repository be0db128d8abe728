import {readFile, stat} from 'node:fs/promises'
import path from 'node:path'
import type {Told} from './foreign.ts'

/** A Git repository around a folder. */
export interface Repository {
  /** What leads from its top to the folder, with a slash at its end; empty at the top. */
  prefix: string
  /** Where its sources are browsed: a URL with `{file}` and `{line}`. */
  source: Told | null
  /** What the remote calls it. */
  name: string | null
}

const textOf = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(() => null)

/** The settings of a repository; in a work tree of its own `.git` is a file that leads there. */
async function configOf(git: string): Promise<string | null> {
  const pointer = await textOf(git)
  const led = /^gitdir: (.+)$/m.exec(pointer ?? '')?.[1]
  const folder = led === undefined ? git : path.resolve(path.dirname(git), led.trim())
  const common = (await textOf(path.join(folder, 'commondir')))?.trim()
  return textOf(path.join(common === undefined ? folder : path.resolve(folder, common), 'config'))
}

/** The URL of `origin`, or of the only remote. */
function remoteIn(config: string): {name: string; url: string} | null {
  const remotes = [...config.matchAll(/^\[remote "([^"\n]+)"\]([^[]*)/gm)].flatMap(([, name = '', lines = '']) => {
    const url = /^[ \t]*url[ \t]*=[ \t]*(\S+)[ \t]*\r?$/m.exec(lines)?.[1]
    return url === undefined ? [] : [{name, url}]
  })
  return remotes.find(({name}) => name === 'origin') ?? (remotes.length === 1 ? (remotes[0] ?? null) : null)
}

/** Host and path of a remote. Whatever else stands in its URL, such as a token, goes no further. */
function placeOf(url: string): {host: string; repository: string} | null {
  const [, scpHost, scpPath] = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)([^\s]+)$/.exec(url) ?? []
  const parsed = scpHost === undefined && URL.canParse(url) ? new URL(url) : null
  const web = parsed !== null && /^https?:$/.test(parsed.protocol)
  const other = parsed !== null && /^(ssh|git):$/.test(parsed.protocol)
  // The port of a web address serves pages too; that of any other does not.
  const host = (web ? parsed.host : other ? parsed.hostname : scpHost)?.toLowerCase()
  const repository = (web || other ? parsed.pathname : scpPath)?.replace(/^\/+|\/+$|\.git\/*$/g, '')
  if (host === undefined || repository === undefined || !/^[\w.~-]+(\/[\w.~-]+)+$/.test(repository)) return null
  return {host, repository}
}

/** Hosts whose pages of a source we know, by a word of their name; `HEAD` is the branch that the host shows first. */
const pages = [
  ['github', '/blob/HEAD/', '#L{line}'],
  ['gitlab', '/-/blob/HEAD/', '#L{line}'],
  ['bitbucket', '/src/HEAD/', '#lines-{line}'],
] as const

function sourceOf(remote: {name: string; url: string}, prefix: string): Pick<Repository, 'source' | 'name'> {
  const place = placeOf(remote.url)
  const found = pages.find(([word]) => place?.host.includes(word))
  const name = place?.repository.split('/').at(-1) ?? null
  if (place === null || found === undefined) return {source: null, name}
  const [, before, after] = found
  const below = prefix.split('/').map(encodeURIComponent).join('/')
  const value = `https://${place.host}/${place.repository}${before}${below}{file}${after}`
  return {source: {value, from: `the remote \`${remote.name}\``}, name}
}

/** The repository that a folder lies in; null where there is none. */
export async function repositoryOf(root: string): Promise<Repository | null> {
  for (let folder = root; ; folder = path.dirname(folder)) {
    const git = path.join(folder, '.git')
    if ((await stat(git).catch(() => null)) !== null) {
      const inside = path.relative(folder, root).split(path.sep).join('/')
      const prefix = inside === '' ? '' : `${inside}/`
      const remote = remoteIn((await configOf(git)) ?? '')
      return {prefix, ...(remote === null ? {source: null, name: null} : sourceOf(remote, prefix))}
    }
    if (path.dirname(folder) === folder) return null
  }
}
