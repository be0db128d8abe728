import {existsSync, statSync} from 'node:fs'
import path from 'node:path'
import {CannotJudge, problem} from '../index.ts'
import type {Ask} from '../line/index.ts'
import {type Args, UsageError} from './command.ts'
import type {Io} from './io.ts'

const projectFile = 'proofmark.yaml'

/** Where the project is, and what is asked of it. A file belongs to the project around it, wherever one calls from. */
export function placeOf(
  io: Io,
  args: Args<'root' | 'config'>,
  files: readonly string[],
  packs: readonly string[] = [],
): Ask {
  const absolute = files.map((file) => path.resolve(io.cwd, file))
  const config = args.text('config')
  const given = args.text('root')
  const file = config === null ? null : path.resolve(io.cwd, config)
  const root = given === null ? rootOf(io.cwd, file, absolute[0]) : path.resolve(io.cwd, given)
  if (given !== null && !isFolder(root))
    throw new UsageError(`Unexpected \`${given}\` for \`--root\`, expected a folder`)
  if (file !== null && statSync(file, {throwIfNoEntry: false})?.isFile() !== true)
    throw new UsageError(`Unexpected \`${config}\` for \`--config\`, expected a file such as \`${projectFile}\``)
  const found = file ?? (existsSync(path.join(root, projectFile)) ? path.join(root, projectFile) : null)
  if (found === null && files.length === 0)
    throw new CannotJudge([
      problem(
        'no-checklist',
        `Unexpected folder \`${given ?? '.'}\` without a \`${projectFile}\` in it or above, expected one, or a checklist named on the line: \`proofmark FILE.md\`, or \`--file FILE.md\` where the line names items`,
        null,
      ),
    ])
  return {
    root,
    file: found === null ? null : fromRoot(root, found),
    files: absolute.map((each) => fromRoot(root, each)),
    packs: packs.map((pack) => (/[/\\]|\.ya?ml$/.test(pack) ? fromRoot(root, path.resolve(io.cwd, pack)) : pack)),
  }
}

function rootOf(cwd: string, config: string | null, first: string | undefined): string {
  if (config !== null) return path.dirname(config)
  const start = first === undefined ? cwd : path.dirname(first)
  const project = nearest(start, projectFile)
  if (project !== null || first === undefined) return project ?? cwd
  const inside = !path.relative(cwd, first).startsWith('..') && !path.isAbsolute(path.relative(cwd, first))
  return inside ? cwd : (nearest(start, '.git') ?? start)
}

/** The nearest folder at or above `folder` that holds `name`. */
function nearest(folder: string, name: string): string | null {
  if (existsSync(path.join(folder, name))) return folder
  const above = path.dirname(folder)
  return above === folder ? null : nearest(above, name)
}

const fromRoot = (root: string, file: string): string => path.relative(root, file).split(path.sep).join('/')
const isFolder = (folder: string): boolean => statSync(folder, {throwIfNoEntry: false})?.isDirectory() === true
