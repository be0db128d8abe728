// Finds Proofmark or installs it, and says under which names the job keeps what it makes.
import {spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {existsSync, mkdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {asked, hand, projectFolder, Stop, say, step, words} from './shared.mjs'

const {env} = process
const own = fileURLToPath(new URL('..', import.meta.url))
const programIn = (folder) => path.join(folder, 'bin/proofmark.mjs')
const json = (file) => JSON.parse(readFileSync(file, 'utf8'))
const exact = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/

/** The folder and those above it, the nearest first. */
function* upwards(folder) {
  for (let at = folder; ; at = path.dirname(at)) {
    yield at
    if (path.dirname(at) === at) return
  }
}

/** What npm put into the project. */
function installedIn(folder) {
  for (const at of upwards(folder)) {
    const found = path.join(at, 'node_modules/proofmark')
    if (existsSync(programIn(found))) return found
  }
  return null
}

/** The version that the project's lock names; null where no `package.json` of it asks for one. */
function lockedIn(folder) {
  for (const at of upwards(folder)) {
    const file = path.join(at, 'package.json')
    if (!existsSync(file)) continue
    const {dependencies, devDependencies} = json(file)
    const wanted = {...dependencies, ...devDependencies}.proofmark
    if (wanted === undefined) continue
    const lock = path.join(at, 'package-lock.json')
    const locked = existsSync(lock) ? json(lock).packages?.['node_modules/proofmark']?.version : undefined
    const version = locked ?? wanted
    if (exact.test(version)) return version
    throw new Stop(
      `Unexpected \`proofmark\` in \`${file}\` that is not installed, expected a step before this one that installs what the project needs, such as \`npm ci\``,
    )
  }
  return null
}

function npm(args, cwd) {
  // A script of a dependency would run with whatever the job may do.
  const {status, error} = spawnSync('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
    // There npm is a script; nothing in the arguments comes from outside unread.
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Stop(`Unexpected end of \`npm ${args.join(' ')}\`: ${error?.message ?? `exit ${status}`}`)
}

function installVersion(version) {
  if (!exact.test(version))
    throw new Stop(`Unexpected \`version\` \`${version}\`, expected an exact one such as \`1.2.3\``)
  const tool = path.join(env.RUNNER_TOOL_CACHE || env.RUNNER_TEMP || path.join(own, '.tool'), `proofmark-${version}`)
  const found = path.join(tool, 'node_modules/proofmark')
  if (existsSync(programIn(found))) return found
  mkdirSync(tool, {recursive: true})
  npm(['install', '--no-save', '--no-package-lock', '--prefix=.', `proofmark@${version}`], tool)
  return found
}

/** A checkout that somebody installed for themselves: what works on Proofmark itself. */
const ownInstalled = () => (existsSync(path.join(own, 'node_modules')) ? own : null)

function find(folder) {
  const version = asked('VERSION')
  if (version !== '') return installVersion(version)
  const installed = installedIn(folder)
  if (installed !== null) return installed
  const locked = lockedIn(folder)
  if (locked !== null) return installVersion(locked)
  return ownInstalled() ?? installVersion(json(path.join(own, 'package.json')).version)
}

const digest = (text) => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** A name for what a job makes, so that jobs of one workflow do not overwrite each other. */
function laneOf() {
  const shard = asked('SHARD').replace('/', '-of-')
  const parts = [asked('DIRECTORY').replace(/^\.?\/?$/, ''), ...words(asked('ENVIRONMENTS')), asked('VANTAGE'), shard]
  const written = parts.filter((part) => part !== '').join('-')
  const plain = written
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
  // What the plain name lost would be missed by two jobs that differ in it alone.
  const lost = plain === written ? [] : [digest(written)]
  return ['proofmark', plain, ...lost].filter((part) => part !== '').join('-')
}

await step(() => {
  const folder = projectFolder()
  const tool = find(folder)
  const {version} = json(path.join(tool, 'package.json'))
  say(`Proofmark ${version} in ${tool}`)
  const lane = laneOf()
  const branch = env.GITHUB_HEAD_REF || env.GITHUB_REF_NAME || ''
  hand({
    program: programIn(tool),
    folder,
    lane,
    'cache-key': `${lane}-${digest(branch)}-${env.GITHUB_RUN_ID}-${env.GITHUB_RUN_ATTEMPT}`,
    // GitHub offers the caches of this branch, of its base and of the default branch alone; the newest of the first line that fits counts.
    'cache-restore': [branch, env.GITHUB_BASE_REF ?? '']
      .map((name) => `${lane}-${digest(name)}-`)
      .join('\n')
      .concat(`\n${lane}-`),
  })
})
