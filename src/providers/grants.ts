import {DoorClosed, type Environment, type Grant} from '../model/index.ts'

const reading = new Set(['GET', 'HEAD'])

/** Whether the path of a grant, with its final * for any rest, covers one as asked for. A query counts only where the grant has one. */
function covers(granted: string, {origin, pathname, search}: URL): boolean {
  const path = URL.parse(granted.replace(/\*$/, ''), origin)
  if (path === null) return false
  const [wanted, asked] = [path.pathname + path.search, path.search === '' ? pathname : pathname + search]
  if (!granted.endsWith('*')) return wanted === asked
  // A slash or backslash in disguise could climb out of what is granted once the service decodes it.
  return asked.startsWith(wanted) && !/%(2f|5c)/i.test(asked.slice(wanted.length))
}

function grants(grant: Grant, method: string, url: URL, target: URL | null): boolean {
  if (grant.door !== 'http' || grant.method !== method) return false
  const origin = grant.origin === null ? target?.origin : new URL(grant.origin).origin
  return origin === url.origin && covers(grant.path, url)
}

/** Throws unless the target's own origin, or a line of `allow`, lets this request be made. */
export function allowRequest(environment: Environment, target: URL | null, method: string, url: URL): void {
  const own = url.origin === target?.origin
  if (own && reading.has(method)) return
  if (environment.allow.some((grant) => grants(grant, method, url, target))) return
  const line = `http: "${method} ${own ? '' : url.origin}${url.pathname}"`
  const why = own
    ? 'expected `GET` or `HEAD`'
    : `expected one to ${target === null ? 'a target' : `\`${target.origin}\``}`
  throw new DoorClosed(
    'capability',
    line,
    `Unexpected request \`${method} ${url.origin}${url.pathname}\`, ${why}, or a line of \`allow\` that grants it`,
    `add \`- ${line}\` to \`allow\` of \`${environment.name}\` in \`proofmark.yaml\``,
  )
}

/** The folders that may be read, as written: the project itself and those of `allow`. */
export const grantedFolders = ({allow}: Environment): string[] =>
  allow.flatMap((grant) => (grant.door === 'file' ? [grant.folder] : []))
