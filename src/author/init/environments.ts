import {theOne} from './compose.ts'
import type {Told} from './foreign.ts'
import {rankOf, type Source, sameEnvironment} from './sources.ts'

/** An environment that the files of a project speak of. */
export interface FoundEnvironment {
  name: string
  target: Told | null
  /** Files that say how the service is set there, later ones over earlier ones. */
  config: string[]
  /** What was seen of it and left to the author, with the reason. */
  left: {file: string; why: string}[]
}

/** The name of where a source without a name of its own belongs: manifests are for what serves people, the rest for this machine. */
const usual = ({kind}: Source): string => (kind === 'kubernetes' ? 'production' : 'local')

/** The names, each once; of two words for one environment the first. */
function namesOf(sources: readonly Source[]): string[] {
  const names: string[] = []
  for (const source of sources) {
    const shared = source.environment === null && source.kind === 'kubernetes' && sources.some(isOverlay)
    const name = source.environment ?? usual(source)
    if (!shared && !names.some((known) => sameEnvironment(known, name))) names.push(name)
  }
  return names.sort((a, b) => rankOf(a) - rankOf(b))
}

const isOverlay = ({kind, environment}: Source): boolean => kind === 'kubernetes' && environment !== null

/** What counts in an environment: what names it, and below that the manifests which name none. */
function sourcesFor(name: string, sources: readonly Source[]): Source[] {
  const own = sources.filter(({environment}) => environment !== null && sameEnvironment(environment, name))
  const base = sources.filter(
    (source) =>
      source.environment === null &&
      (sameEnvironment(usual(source), name) || (source.kind === 'kubernetes' && own.some(isOverlay))),
  )
  return [...base, ...own]
}

/** The workload that is the service: the only one, the one of that name, or the only Deployment. */
function serviceAmong(workloads: readonly string[], service: string | null): string | null {
  const [only, another] = workloads
  if (another === undefined) return only ?? null
  const named = workloads.filter((workload) => workload.split(' ')[1] === service)
  const deployments = workloads.filter((workload) => workload.startsWith('Deployment '))
  const [one] = [named, deployments].find(({length}) => length === 1) ?? []
  return one ?? null
}

const folderOf = (file: string): string => file.replace(/[^/]*$/, '')

/** Why a source is not taken as it stands; null where it is. */
function whyLeft(source: Source, all: readonly Source[], service: string | null): string | null {
  if (source.trouble !== null) return source.trouble
  if (source.kind === 'kubernetes') {
    const workloads = [...new Set(all.flatMap(({workloads}) => workloads))]
    const ours = serviceAmong(workloads, service)
    if (workloads.length > 0 && ours === null) return `which of ${workloads.length} workloads is the service?`
    const [other] = source.workloads.filter((workload) => workload !== ours)
    return other === undefined ? null : `it starts ${other}`
  }
  const folders = new Set(all.filter(({kind}) => kind === source.kind).map(({file}) => folderOf(file)))
  return folders.size > 1 ? `such files stand in ${folders.size} folders: which is the service's?` : null
}

/** Where the service answers on this machine, as compose publishes it. */
function targetIn(sources: readonly Source[], service: string | null): Told | null {
  const composed = sources.filter(({kind}) => kind === 'compose')
  const one = theOne(
    composed.flatMap(({published}) => published),
    service,
  )
  const file = composed.find(({published}) => one !== null && published.includes(one))?.file
  // The literal address: of a name nobody can say where it leads.
  return one === null || file === undefined
    ? null
    : {value: `http://127.0.0.1:${one.port}`, from: `${file} publishes \`${one.service}\` there`}
}

const answersHere = (name: string): boolean => ['development', 'local'].some((word) => sameEnvironment(word, name))

/** The environments that a project's own files speak of, what serves people first. */
export function environmentsIn(sources: readonly Source[], service: string | null): FoundEnvironment[] {
  return namesOf(sources).map((name) => {
    const all = sourcesFor(name, sources)
    const judged = all.map((source) => ({source, why: whyLeft(source, all, service)}))
    const taken = judged.flatMap(({source, why}) => (why === null ? [source] : []))
    return {
      name,
      target: answersHere(name) ? targetIn(taken, service) : null,
      config: taken.map(({file}) => file),
      left: judged.flatMap(({source: {file}, why}) => (why === null ? [] : [{file, why}])),
    }
  })
}
