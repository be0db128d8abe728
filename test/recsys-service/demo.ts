import {breaks} from './breaks.ts'
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
    print(`Unexpected break \`${name}\`, expected one of ${breaks.map((one) => `\`${one.name}\``).join(', ')}`)
    return 2
  }
  addToOverlay(demo.home, found.environment, found.variables)
  print(found.says)
  // A refused start is what some breaks are for: the command has done its work.
  print(startSentence(found.environment, await startEnvironment(demo, found.environment)))
  return 0
}

async function mend(demo: Demo, print: (line: string) => void): Promise<number> {
  for (const environment of environments) removeOverlay(demo.home, environment)
  return startAll(demo, environments, startEnvironment, print)
}

function list(print: (line: string) => void): number {
  for (const {name, environment, says, variables} of breaks) {
    print(`${name} (${environment}): ${says}`)
    for (const [variable, value] of Object.entries(variables)) print(`  ${variable}=${value}`)
  }
  return 0
}

if (import.meta.main) {
  process.exitCode = await runDemo(
    process.argv.slice(2),
    {root: projectFolder, home: demoHome, env: process.env},
    console.log,
  )
}
