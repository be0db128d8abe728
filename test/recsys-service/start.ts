import {type ChildProcess, spawn} from 'node:child_process'
import {join} from 'node:path'
import {makeCredentials} from './demo/credentials.ts'
import {openEnvironment, startSentence} from './demo/environments.ts'
import {demoHome, demoRecords, environments, projectFolder} from './demo/files.ts'
import {writeDemoRecords} from './demo/records.ts'
import {stopStandIn} from './demo/stand-in.ts'

const demo = {root: projectFolder, home: demoHome, env: process.env}
const steps = [
  // A demo with nothing to mend would show nothing: staging's gate is unmet (exit 1).
  {args: ['run', '--env', 'staging'], goesOnAfter: [0, 1]},
  // This machine stands for outside and for the cluster: what only one of them can prove is proven, and shown once both have asked.
  {args: ['run', '--env', 'production'], goesOnAfter: [0, 1], quiet: true},
  {args: ['run', '--env', 'production', '--vantage', 'cluster'], goesOnAfter: [0, 1]},
  {args: ['build'], goesOnAfter: [0]},
  {args: ['serve', '--interval', '2s', '--vantage', 'cluster'], goesOnAfter: [0, 130]},
]

let interrupted = false
let current: ChildProcess | undefined
const outside = new Set<ChildProcess>()

/** Starts both stand-ins, judges them, builds the site and serves it until Ctrl-C. */
async function main(): Promise<number> {
  try {
    if (!(await startStandIns())) return 2
    const count = await writeDemoRecords(projectFolder, new Date(), process.env)
    console.log(`${count} records of a made-up team are in ${demoRecords}, dated from today.`)
    return await runSteps()
  } finally {
    for (const child of outside) child.kill('SIGINT')
    for (const environment of environments) await stopStandIn(demoHome, environment)
  }
}

async function startStandIns(): Promise<boolean> {
  await makeCredentials(demo)
  for (const environment of environments) {
    const started = await openEnvironment(demo, environment)
    console.log(startSentence(environment, started))
    if ('refused' in started) {
      if (started.portInUse === undefined) console.log('`npm run demo -- mend` takes every break back.')
      return false
    }
  }
  return true
}

const outsideEveryMs = 15_000

/** Serving asks from inside; what only somebody outside can prove is asked beside it, so that nothing on the page is of before. */
function keepAskingOutside(): NodeJS.Timeout {
  return setInterval(() => {
    const args = [join(projectFolder, 'bin/proofmark.mjs'), 'run', '--env', 'production']
    const child = spawn(process.execPath, args, {cwd: projectFolder, stdio: 'ignore'})
    outside.add(child)
    child.once('exit', () => outside.delete(child)).once('error', () => outside.delete(child))
  }, outsideEveryMs).unref()
}

async function runSteps(): Promise<number> {
  for (const {args, goesOnAfter, quiet = false} of steps) {
    if (interrupted) return 130
    const asking = args[0] === 'serve' ? keepAskingOutside() : undefined
    const exitCode = await proofmark(args, quiet)
    clearInterval(asking)
    if (!interrupted && !goesOnAfter.includes(exitCode)) return exitCode
  }
  // Ctrl-C is how serving ends.
  return 0
}

function proofmark(args: readonly string[], quiet: boolean): Promise<number> {
  const child = spawn(process.execPath, [join(projectFolder, 'bin/proofmark.mjs'), ...args], {
    cwd: projectFolder,
    stdio: quiet ? ['inherit', 'ignore', 'inherit'] : 'inherit',
  })
  current = child
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      current = undefined
      resolve(code ?? 2)
    })
  })
}

const patienceMs = 3_000

// The terminal sends Ctrl-C to the running command as well: it is told again only when it goes on regardless.
process.on('SIGINT', () => {
  interrupted = true
  setTimeout(() => current?.kill('SIGTERM'), patienceMs).unref()
})
for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = true
    current?.kill('SIGTERM')
  })
}

process.exitCode = await main()
