import {type Break, breakGroups, breaks} from './breaks.ts'
import {changeFile, type FileChange, restoreFiles} from './demo/changes.ts'
import {makeCredentials} from './demo/credentials.ts'
import {openEnvironment, startEnvironment, startSentence} from './demo/environments.ts'
import {type Demo, demoHome, type EnvironmentName, environments, projectFolder} from './demo/files.ts'
import {addToOverlay, removeOverlay} from './demo/overlay.ts'
import {stopStandIn} from './demo/stand-in.ts'

const usage = 'Usage: npm run demo -- start | stop [production | staging] | break NAME | mend | list'

/** Runs one command of the demo and gives its exit code. */
export async function runDemo(args: readonly string[], demo: Demo, print: (line: string) => void): Promise<number> {
  const [command, name, ...rest] = args
  const chosen = environments.filter((environment) => name === undefined || environment === name)
  if (rest.length === 0 && chosen.length > 0) {
    if (command === 'start') return start(demo, chosen, print)
    if (command === 'stop') return stop(demo, chosen, print)
    if (command === 'mend' && name === undefined) return mend(demo, print)
    if (command === 'list' && name === undefined) return list(print)
  }
  if (command === 'break' && name !== undefined && rest.length === 0) return breakOne(demo, name, print)
  print(usage)
  return 2
}

async function start(demo: Demo, chosen: readonly EnvironmentName[], print: (line: string) => void): Promise<number> {
  // Another environment that runs already keeps the credentials that it knows.
  if (chosen.length === environments.length) await makeCredentials(demo)
  return startAll(demo, chosen, openEnvironment, print)
}

async function startAll(
  demo: Demo,
  chosen: readonly EnvironmentName[],
  startOne: typeof startEnvironment,
  print: (line: string) => void,
) {
  let exitCode = 0
  for (const environment of chosen) {
    const started = await startOne(demo, environment)
    print(startSentence(environment, started))
    if ('refused' in started) exitCode = 1
  }
  return exitCode
}

async function stop({home}: Demo, chosen: readonly EnvironmentName[], print: (line: string) => void): Promise<number> {
  for (const environment of chosen) {
    await stopStandIn(home, environment)
    print(`${environment} is stopped.`)
  }
  return 0
}

async function breakOne(demo: Demo, name: string, print: (line: string) => void): Promise<number> {
  const found = breaks.find((one) => one.name === name)
  if (found === undefined) {
    print(`Unexpected break \`${name}\`, expected one of those that \`npm run demo -- list\` names`)
    return 2
  }
  const {environment, says, change, variables} = found
  if (change !== undefined) {
    const fault = changed(demo, change)
    if (fault !== null) {
      print(fault)
      return 1
    }
  }
  print(says)
  print(whatIn(found))
  if (variables === undefined) return 0
  addToOverlay(demo.home, environment, variables)
  // A refused start is what some breaks are for: the command has done its work.
  print(startSentence(environment, await startEnvironment(demo, environment)))
  return 0
}

/** Changes a file, or says why it can't be: it may have been changed before, by this break or by a person. */
function changed(demo: Demo, change: FileChange): string | null {
  try {
    changeFile(demo, change)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** What a break does, in one line. */
function whatIn({change, variables = {}}: Break): string {
  const set = Object.entries(variables).map(([variable, value]) => `${variable}=${value}`)
  if (change === undefined) return `  ${set.join(' ')}`
  const {file, edit} = change
  return `  ${edit === 'removed' ? 'removes' : 'changes'} ${typeof file === 'string' ? file : `the record of ${file.recordOf}`}`
}

async function mend(demo: Demo, print: (line: string) => void): Promise<number> {
  for (const environment of environments) removeOverlay(demo.home, environment)
  const {restored, left} = restoreFiles(demo)
  for (const path of restored) print(`${path} is as it was.`)
  for (const path of left) print(`${path} was changed since by somebody else, and stays as it is.`)
  return startAll(demo, environments, startEnvironment, print)
}

const titles: readonly [string, readonly Break[]][] = [
  ['Settings: a variable of the service', breakGroups.settings],
  ['Answers: what the service does, whatever its settings say', breakGroups.answers],
  ['Deployment: manifests, workflow, alerts, dashboard, report', breakGroups.deployment],
  ['Documents: pages, the checklist, what the environment states', breakGroups.documents],
  ["Records: what the demo's people stated", breakGroups.records],
]

function list(print: (line: string) => void): number {
  const width = Math.max(...breaks.map(({name}) => name.length))
  for (const [title, own] of titles) {
    print(title)
    for (const {name, says} of own) print(`  ${name.padEnd(width)}  ${says}`)
    print('')
  }
  print(`${breaks.length} breaks, all of production. \`npm run demo -- mend\` takes them back.`)
  return 0
}

if (import.meta.main) {
  process.exitCode = await runDemo(
    process.argv.slice(2),
    {root: projectFolder, home: demoHome, env: process.env},
    console.log,
  )
}
