import {createReadStream} from 'node:fs'
import type {IncomingMessage, ServerResponse} from 'node:http'
import path from 'node:path'
import {contentType} from '../live/content-types.ts'
import {linkedFiles} from '../publish/files.ts'
import {isWithheld} from '../publish/public.ts'
import {filesPrefix} from '../publish/withheld.ts'
import type {Shown} from './read.ts'

/** Answers for the pictures in checklists while a site is developed; a build copies them. */
export function picturesBelow({project, bodies}: Shown) {
  const prefix = filesPrefix(project.site.base)
  const names = new Map(
    linkedFiles(project.site.base, bodies)
      .filter((file) => !isWithheld(file, project))
      .map((file) => [prefix + file.split('/').map(encodeURIComponent).join('/'), file]),
  )
  // Vite takes the base of the site off the address, and keeps it beside.
  return (
    request: IncomingMessage & {originalUrl?: string | undefined},
    answer: ServerResponse,
    next: () => void,
  ): void => {
    const file = names.get((request.originalUrl ?? request.url ?? '').split('?')[0] ?? '')
    if (file === undefined) return void next()
    answer.setHeader('Content-Type', contentType(file))
    createReadStream(path.join(project.root, file)).on('error', next).pipe(answer)
  }
}
