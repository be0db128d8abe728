const known: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOENT: 'nothing is there',
  ENOTDIR: 'a file stands where a folder should',
  EISDIR: 'a folder is there',
  EEXIST: 'something else is there',
  ENOTEMPTY: 'the folder is not empty',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EFBIG: 'the file is too large',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EBUSY: 'it is in use',
  EIO: 'the disk cannot be read',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'its bytes are no UTF-8',
}

/** The code of an error of the file system; empty for any other error. */
export const fileCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Why a file cannot be read or written, as a clause without its path: that is told from the root of the project. */
export function fileWords(error: unknown): string {
  const code = fileCode(error)
  return known[code] ?? (code === '' ? (error instanceof Error ? error.message : String(error)) : `\`${code}\``)
}
