import {CannotJudge, type Problem, type Project, problem, stopping} from '../model/index.ts'
import {readYamlFile} from '../model/yaml-file.ts'
import {readYaml} from '../model/yaml-read.ts'
import {projectOf} from './project.ts'
import {ProjectFile} from './schema.ts'
import {fillIn} from './variables.ts'

export {bareProject} from './project.ts'
export {ProjectFile} from './schema.ts'

const mustGoOn = (problems: readonly Problem[]): void => {
  if (stopping(problems).length > 0) throw new CannotJudge(problems)
}

/** A project as read. */
export interface LoadedProject {
  project: Project
  problems: Problem[]
  /** What an environment waits for before it can be planned, by its name: variables that are not set. */
  waiting: ReadonlyMap<string, readonly Problem[]>
}

/** Reads `proofmark.yaml`. Throws `CannotJudge` with everything that is wrong in it. */
export async function loadProject({
  root,
  file = 'proofmark.yaml',
  env,
}: {
  root: string
  file?: string
  env: Readonly<Record<string, string | undefined>>
}): Promise<LoadedProject> {
  const {yaml, problems: broken} = await readYamlFile(root, file)
  mustGoOn(broken)
  if (yaml === null) {
    throw new CannotJudge([
      problem('unreadable-file', `Unexpected absence of \`${file}\`, expected it in \`${root}\``, null),
    ])
  }
  const {node, problems: unset, waiting} = fillIn(yaml.root, env)
  const missing = [...unset, ...[...waiting.values()].flat()]
  const reading = readYaml(ProjectFile, node)
  if ('problems' in reading) {
    const places = missing.map(({at}) => JSON.stringify(at))
    throw new CannotJudge([...missing, ...reading.problems.filter(({at}) => !places.includes(JSON.stringify(at)))])
  }
  const {project, problems} = await projectOf(root, file, reading.value, node)
  mustGoOn([...unset, ...problems])
  return {project, problems, waiting}
}
