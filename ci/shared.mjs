// What the steps share. Plain Node without dependencies: they run from a checkout, from the package, in any CI.
import {randomUUID} from 'node:crypto'
import {appendFileSync, existsSync, readFileSync, realpathSync} from 'node:fs'
import path from 'node:path'

const {env} = process

/** Prints a line. */
export function say(line) {
  process.stdout.write(`${line}\n`)
}

/** What was asked for: an input of the Action, or a variable of the job, in `PROOFMARK_NAME`. */
export const asked = (name) => (env[`PROOFMARK_${name}`] ?? '').trim()

/** Several words in one text, by spaces, commas or lines. */
export const words = (text) => text.split(/[\s,]+/).filter((word) => word !== '')

/** Ends the step: nothing could be judged. */
export class Stop extends Error {}

/** Whether something is asked for; a mistyped answer is none. */
export function isAsked(name, usual) {
  const text = asked(name) || usual
  if (text === 'true' || text === 'false') return text === 'true'
  throw new Stop(`Unexpected \`${text}\` for \`${name.toLowerCase()}\`, expected \`true\` or \`false\``)
}

/** One of a few words. */
export function oneOf(name, known, usual) {
  const text = asked(name) || usual
  if (known.includes(text)) return text
  const told = known.map((word) => `\`${word}\``).join(', ')
  throw new Stop(`Unexpected \`${text}\` for \`${name.toLowerCase().replaceAll('_', '-')}\`, expected one of ${told}`)
}

/** The folder of the project. */
export function projectFolder() {
  const folder = path.resolve(asked('DIRECTORY') || '.')
  if (!existsSync(folder))
    throw new Stop(`Unexpected \`working-directory\` \`${asked('DIRECTORY')}\`, expected a folder that is there`)
  return realpathSync(folder)
}

/** What the steps of one job tell each other and keep for the job's artifacts, from the folder of the project. */
export const reportsFolder = '.proofmark/ci'

/** How the run ended, as the step that made it wrote it; null where no run was made. */
export function outcomeOf(folder) {
  const file = path.join(folder, reportsFolder, 'outcome.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

const escaped = (text) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

/** A value of a property of an annotation. */
export const property = (text) => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** Says something where a person finds it: an annotation on GitHub, a line elsewhere. */
export function tell(kind, message) {
  if (env.GITHUB_ACTIONS === 'true') say(`::${kind} title=Proofmark::${escaped(message)}`)
  else say(message)
}

/** Hands values to later steps. A delimiter that nobody can guess, so that no value can add one of its own. */
export function hand(values) {
  if (!env.GITHUB_OUTPUT) return
  for (const [name, value] of Object.entries(values)) {
    const end = `end-${randomUUID()}`
    appendFileSync(env.GITHUB_OUTPUT, `${name}<<${end}\n${value}\n${end}\n`)
  }
}

/** Runs a step: what stops it is one sentence and exit code 2, anything else is a bug and shown whole. */
export async function step(act) {
  try {
    process.exitCode = (await act()) ?? 0
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    tell('error', error.message)
    hand({'exit-code': 2})
    process.exitCode = 2
  }
}
