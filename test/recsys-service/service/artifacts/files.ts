import {readFile} from 'node:fs/promises'
import {join, sep} from 'node:path'

/** The file behind an address: in the pod's own file system, or in the folder `s3` of it, which stands for the object store. */
export function fileOf(address: string, root: string): string | undefined {
  const url = URL.parse(address)
  if (url?.protocol === 'file:') return within(root, url.pathname)
  return url?.protocol === 's3:' && root !== '' ? within(root, `/s3/${url.host}${url.pathname}`) : undefined
}

function within(root: string, path: string): string | undefined {
  try {
    const file = join(root === '' ? '/' : root, decodeURIComponent(path))
    return file.startsWith(root === '' ? '/' : root + sep) ? file : undefined
  } catch {
    return undefined
  }
}

/** A file's text, nothing when there is no such file; what exists and cannot be read is an error. */
export async function textIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  })
}
