import path from 'node:path'
import type {Snapshot} from '../model/index.ts'
import {drawStyle, machineFiles, statusJson} from '../view/index.ts'

/** A file of the site that is no page. */
export interface DataFile {
  type: string
  text: string
}

const types: Readonly<Record<string, string>> = {
  '.atom': 'application/atom+xml; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
}

/** What a built site has beside its pages, drawn when it is asked for; null for any other address. */
export function dataFile(snapshot: Snapshot, url: string): DataFile | null {
  const address = URL.parse(url, 'http://site')?.pathname ?? '/'
  const base = `/${snapshot.site.base}/`.replace(/\/+/g, '/')
  // Astro's server may have taken the base away already.
  const name = decoded(address.startsWith(base) ? address.slice(base.length) : address.slice(1))
  const text = textOf(snapshot, name)
  return text === null ? null : {type: types[path.extname(name)] ?? 'text/plain; charset=utf-8', text}
}

function textOf(snapshot: Snapshot, name: string): string | null {
  if (name === 'filters.css') return drawStyle(snapshot)
  if (name === 'status.json') return statusJson(snapshot)
  return /\.(?:atom|json|svg)$/.test(name) ? (machineFiles(snapshot).get(name) ?? null) : null
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
