import {existsSync} from 'node:fs'
import path from 'node:path'
import {prepare, readProject} from '../../index.ts'
import {serveSite} from '../../live/index.ts'
import {defineCommand, projectOptions, UsageError} from '../command.ts'
import type {Io} from '../io.ts'
import {placeOf} from '../place.ts'
import {buildInto, outOption, siteFolder} from './build.ts'

const usualPort = 4380
const host = '127.0.0.1'

export const serve = defineCommand({
  name: 'serve',
  words: '[FILES…]',
  summary: 'Serves the built site on this machine; builds it first when there is none.',
  options: {
    port: {type: 'string', value: 'PORT', says: `Port on ${host}, 0 for any free one; ${usualPort} unless given`},
    ...outOption,
    ...projectOptions,
  },
  async act(io, args) {
    const port = portOf(args.text('port'))
    const place = placeOf(io, args, args.words)
    const {project} = await readProject(place, io)
    const folder = siteFolder(io, project.root, args.text('out'))
    if (!existsSync(path.join(folder, 'index.html'))) await buildInto(io, await prepare(place, io, 'documents'), folder)
    const site = await listen(folder, port, project.site.base)
    io.out(`Site: ${site.url}\n`)
    await interruption(io)
    await site.close()
    return 130
  },
})

function portOf(text: string | null): number {
  const port = text === null ? usualPort : Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new UsageError(`Unexpected \`${text}\` for \`--port\`, expected a number from 0 to 65535`)
}

async function listen(folder: string, port: number, base: string) {
  try {
    return await serveSite({folder, host, port, base})
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new UsageError(`Unexpected server on port ${port} already, expected it free; \`--port 0\` takes any`)
    throw error
  }
}

const interruption = (io: Io): Promise<void> =>
  new Promise((resolve) => {
    const end = io.onInterrupt(() => {
      end()
      resolve()
    })
  })
