import {posix} from 'node:path'
import {isComposeFile, type Published, publishedBy} from './compose.ts'
import {foreignText} from './foreign.ts'
import {manifestsIn} from './kubernetes.ts'
import {canBeNamed} from './writable.ts'

/** A file that says how the service is set somewhere. */
export interface Source {
  file: string
  kind: 'kubernetes' | 'compose' | 'dotenv'
  /** The environment that its path names; null where it names none. */
  environment: string | null
  workloads: readonly string[]
  published: readonly Published[]
  /** Why it is no source as it stands. */
  trouble: string | null
}

/** What there is to say how a service is set. */
export interface Sources {
  sources: Source[]
  /** Files that show which variables there are, and not how they are set. */
  examples: string[]
}

/** Words for one kind of environment. */
const words: readonly (readonly string[])[] = [
  ['production', 'prod', 'prd'],
  ['staging', 'stage', 'stg', 'preprod', 'preproduction', 'uat'],
  ['development', 'develop', 'dev'],
  ['local'],
]

const kindOfWord = (word: string): number => words.findIndex((all) => all.includes(word))

/** Whether two words are names of one environment. */
export const sameEnvironment = (a: string, b: string): boolean =>
  a === b || (kindOfWord(a) >= 0 && kindOfWord(a) === kindOfWord(b))

/** Where an environment stands among others: what serves people comes first, this machine last. */
export const rankOf = (name: string): number => (kindOfWord(name) < 0 ? 2.5 : kindOfWord(name))

/** The environment that a path names: by a word of the file's name, or by the name of a folder, the nearest first. */
function environmentIn(file: string): string | null {
  const folders = file.toLowerCase().split('/')
  const name = folders.pop() ?? ''
  return [...folders, ...name.split(/[^a-z0-9]+/)].findLast((word) => kindOfWord(word) >= 0) ?? null
}

/** Folders whose files show how something is used, and are used nowhere. */
const shows = /(^|\/)(tests?|__tests__|testdata|fixtures?|examples?|samples?|specs?|templates|e2e|mocks?)\//i
const isExample = /(^|\/)[^/]*\.?env[^/]*\.(example|sample|template|dist)$|\.(example|sample|template)\.env$/i
const isDotenv = /^\.env(\.[\w-]+)?$|^[\w.-]+\.env$/i
const mostManifests = 2000

/** What is already read by somebody else, and says nothing of settings. */
const otherYaml =
  /(^|\/)(\.github\/|mkdocs\.ya?ml$|\.gitlab-ci\.ya?ml$|Chart\.ya?ml$|kustomization\.ya?ml$|values[\w.-]*\.ya?ml$)|\.bindings\.ya?ml$|^proofmark\.ya?ml$/i

async function sourceOf(root: string, file: string): Promise<Source | null> {
  const known = {file, environment: environmentIn(file), workloads: [], published: [], trouble: null}
  if (isDotenv.test(posix.basename(file))) return {...known, kind: 'dotenv'}
  const text = await foreignText(root, file)
  if (text === null) return null
  if (isComposeFile(file)) {
    const published = publishedBy(text)
    return published === null ? null : {...known, kind: 'compose', published}
  }
  const manifests = manifestsIn(text)
  return manifests === null ? null : {...known, ...manifests, kind: 'kubernetes'}
}

/** The files among these that say how the service is set, in the order in which they are laid over one another. */
export async function sourcesIn(root: string, files: readonly string[]): Promise<Sources> {
  const usable = files.filter((file) => !shows.test(file) && canBeNamed(file)).sort(byPath)
  const examples = usable.filter((file) => isExample.test(file))
  const candidates = usable.filter(
    (file) =>
      !examples.includes(file) &&
      !/\.env\.test$|(^|\/)test\.env$/i.test(file) &&
      (isDotenv.test(posix.basename(file)) || (/\.ya?ml$/i.test(file) && !otherYaml.test(file))),
  )
  const sources: Source[] = []
  for (const file of candidates.slice(0, mostManifests)) {
    const source = await sourceOf(root, file)
    if (source !== null) sources.push(source)
  }
  return {sources, examples}
}

/** Paths in order; of compose files in one folder the one with the shortest name is what the others are laid over. */
function byPath(a: string, b: string): number {
  const folders = [posix.dirname(a), posix.dirname(b)]
  const longer = folders[0] === folders[1] && isComposeFile(a) && isComposeFile(b) ? a.length - b.length : 0
  return longer || (a < b ? -1 : 1)
}
