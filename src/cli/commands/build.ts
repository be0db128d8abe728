import path from 'node:path'
import {mustGoOn, type Prepared, prepare, snapshotOf, stages} from '../../index.ts'
import {defineCommand, projectOptions} from '../command.ts'
import type {Io} from '../io.ts'
import {placeOf} from '../place.ts'

/** Where a site goes unless told: the folder that GitHub's own page upload takes. */
export const defaultOut = '_site'

export const outOption = {
  out: {type: 'string', value: 'DIR', says: `Folder of the built site; ${defaultOut} unless given`},
} as const

export const build = defineCommand({
  name: 'build',
  words: '[FILES…]',
  summary: 'Builds the site: the docs, with the verdict of the newest runs beside each sentence.',
  options: {...outOption, ...projectOptions},
  async act(io, args) {
    const prepared = await prepare(placeOf(io, args, args.words), io, 'documents')
    const built = await buildInto(io, prepared, args.text('out'))
    io.out(`${built.pages} pages in ${built.out}\n`)
    return 0
  },
})

/** Project → snapshot → site. */
export async function buildInto(io: Io, prepared: Prepared, out: string | null): Promise<{out: string; pages: number}> {
  mustGoOn(prepared.problems)
  const {project} = prepared
  const [{buildSite}, snapshot] = await Promise.all([stages.publish(), snapshotOf(prepared, io.clock.now())])
  return buildSite({root: project.root, project, snapshot, out: folderOf(io, project.root, out)})
}

/** The folder of the built site: from where one stands when it is given, else in the project. */
export const folderOf = (io: Io, root: string, out: string | null): string =>
  out === null ? path.join(root, defaultOut) : path.resolve(io.cwd, out)
