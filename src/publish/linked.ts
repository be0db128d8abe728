import {readFile} from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import {writeWhole} from '../disk/index.ts'

/** In a built site: which files of the project its pages link to, so that none of them is taken for a page of ours. */
const kept = '.proofmark/linked'

/** Files of the project that a built site has copies of, below `files`. */
export async function linkedIn(out: string): Promise<string[]> {
  try {
    return z.array(z.string()).parse(JSON.parse(await readFile(path.join(out, kept), 'utf8')))
  } catch {
    return []
  }
}

export const keepLinked = (out: string, names: readonly string[]): Promise<void> =>
  writeWhole(path.join(out, kept), JSON.stringify(names), {forced: false})

/** What a page of the project may do: look as it does. Nothing runs and nothing is sent, for it stands beside our own pages. */
export const linkedPolicy = [
  "default-src 'none'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "media-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** Whether a file is shown as a page by whoever serves the site. */
export const isHtml = (name: string): boolean => /\.s?html?$/i.test(name)

const meta = `<meta http-equiv="content-security-policy" content="${linkedPolicy}">`
// Up to where a browser opens the head by itself, whatever comes. For it too each of these tags ends at the first `>`.
const start = /^(?:\uFEFF|\u00EF\u00BB\u00BF)?[\t\n\f\r ]*(?:<\?[^>]*>[\t\n\f\r ]*)?(?:<!doctype[^>]*>)?/i
const longestStart = 10_000

/** An HTML page with the policy as its first tag, before all that could run; every other byte is as it was. */
export function withoutScripts(bytes: Buffer): Buffer {
  const inOrder = wideOf(bytes)
  const head = bytes.subarray(0, longestStart)
  const text = inOrder === null ? head.toString('latin1') : inOrder(head).toString('utf16le')
  const length = (start.exec(text)?.[0].length ?? 0) * (inOrder === null ? 1 : 2)
  const tag = inOrder === null ? Buffer.from(meta) : inOrder(Buffer.from(meta, 'utf16le'))
  return Buffer.concat([bytes.subarray(0, length), tag, bytes.subarray(length)])
}

/** For a page in UTF-16, in which a tag in ASCII would be none: what turns its bytes, or ours, into the other's order. */
function wideOf([first, second]: Buffer): ((bytes: Buffer) => Buffer) | null {
  if (first === 0xff && second === 0xfe) return (bytes) => bytes
  return first === 0xfe && second === 0xff
    ? (bytes) => Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16()
    : null
}
