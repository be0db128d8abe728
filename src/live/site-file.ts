import {type FileHandle, open, realpath} from 'node:fs/promises'
import path from 'node:path'

/** A file of the built site, open for reading. */
export interface SiteFile {
  handle: FileHandle
  name: string
  size: number
  etag: string
}

/** Opens the file that an address means; null when there is none that may be served. `folder` is a real path. */
export async function openSiteFile(folder: string, address: string): Promise<SiteFile | null> {
  const parts = decoded(address)
  if (parts === null) return null
  const wanted = path.join(folder, ...parts)
  const file = address.endsWith('/') ? null : await openWithin(folder, wanted)
  return file ?? openWithin(folder, path.join(wanted, 'index.html'))
}

/** Whether the address lacks the slash that a folder's page has. */
export const lacksSlash = (address: string, file: SiteFile): boolean =>
  !address.endsWith('/') && path.basename(file.name) === 'index.html' && !address.endsWith('/index.html')

/** The names of a path, or null for one that is no plain path: hidden files, `..`, control characters, broken escapes. */
function decoded(address: string): string[] | null {
  try {
    const parts = address
      .split('/')
      .map(decodeURIComponent)
      .filter((part) => part !== '')
    return parts.every((part) => !/^\.|[/\\\p{Cc}]/u.test(part)) ? parts : null
  } catch {
    return null
  }
}

/** Opens a plain file whose real place is below the folder: a link that leads out is not followed. */
async function openWithin(folder: string, wanted: string): Promise<SiteFile | null> {
  const name = await realpath(wanted).catch(() => null)
  if (name === null || !name.startsWith(folder + path.sep)) return null
  const handle = await open(name, 'r').catch(() => null)
  if (handle === null) return null
  const stat = await handle.stat({bigint: true})
  if (!stat.isFile()) {
    await handle.close()
    return null
  }
  return {handle, name, size: Number(stat.size), etag: `"${stat.size.toString(36)}-${stat.mtimeNs.toString(36)}"`}
}
