import {type ConfigSource, DoorClosed} from '../model/index.ts'
import {composeSteps, isCompose} from './compose.ts'
import {readDotenv} from './dotenv.ts'
import {free, type Step} from './entry.ts'
import {isKubernetes, objectsOf, type Store, storeSteps, type Workload} from './kubernetes.ts'
import {readPages} from './pages.ts'
import {workloadSteps} from './workload.ts'

/** A file of `config` as text, or null when it does not exist; throws `DoorClosed` when it cannot be read. */
export type ReadText = (file: string) => Promise<string | null>

const isYaml = /\.(ya?ml|json)$/i

const dotenvSteps = (file: string, text: string): Step[] =>
  readDotenv(file, text).map((entry) => ({step: 'set', entry, rank: free}))

/** Inline values are what the process itself was given, so they override every file of their layer. */
const valueSteps = ({values}: ConfigSource): Step[] =>
  Object.entries(values).map(([name, value]) => ({
    step: 'set',
    entry: {name, value, kind: 'values', at: null},
    rank: free,
  }))

/** The text of a file that must be there, unless it is optional. */
async function textOf(file: string, optional: boolean, read: ReadText): Promise<string | null> {
  const text = await read(file)
  if (text !== null || optional) return text
  throw new DoorClosed(
    'error',
    file,
    `Unexpected absence of the file \`${file}\`, expected it, since \`config\` lists it`,
    `write \`${file}\`, or mark it as \`optional\``,
  )
}

async function readFile(file: string, optional: boolean, read: ReadText): Promise<(Step | Store | Workload)[]> {
  const text = await textOf(file, optional, read)
  if (text === null) return []
  if (!isYaml.test(file)) return dotenvSteps(file, text)
  const found = []
  for (const page of await readPages(file, text)) {
    const asCompose = async (named: string, unneeded: boolean) => {
      const inner = await textOf(named, unneeded, read)
      return inner === null ? [] : dotenvSteps(named, inner)
    }
    if (isCompose(page)) found.push(...(await composeSteps(page, asCompose)))
    else if (isKubernetes(page)) found.push(...objectsOf(page))
    else
      throw new DoorClosed(
        'error',
        file,
        `Unexpected content of \`${file}\`, expected Kubernetes manifests or a compose file`,
      )
  }
  return found
}

/** One source, in its own order; what cannot be read is a step too, since it makes what came before uncertain. */
async function readSource({file, optional}: ConfigSource, read: ReadText): Promise<(Step | Store | Workload)[]> {
  if (file === null) return []
  try {
    return await readFile(file, optional, read)
  } catch (error) {
    if (error instanceof DoorClosed) return [{step: 'broken', error}]
    const said = error instanceof Error ? error.message : String(error)
    return [
      {
        step: 'broken',
        error: new DoorClosed('error', file, `Unexpected ${file}, expected a file that can be read: ${said}`),
      },
    ]
  }
}

/**
 * Every step that sets a variable, in the order that they apply. Layers are the environment's sources, then the tenant's.
 * Where a workload is listed, a ConfigMap or Secret counts only as far as the workload takes it; without one each counts whole.
 */
export async function readSources(layers: readonly (readonly ConfigSource[])[], read: ReadText): Promise<Step[]> {
  const layered = []
  for (const layer of layers) {
    const parts = []
    for (const source of layer) parts.push(...(await readSource(source, read)))
    layered.push([...parts, ...layer.flatMap(valueSteps)])
  }
  const all = layered.flat()
  const stores = all.filter((part) => 'type' in part && part.type === 'store')
  const anyWorkload = all.some((part) => 'type' in part && part.type === 'workload')
  return all.flatMap((part): Step[] => {
    if ('step' in part) return [part]
    if (part.type === 'workload') return workloadSteps(part, stores)
    return anyWorkload ? [] : storeSteps(part)
  })
}
