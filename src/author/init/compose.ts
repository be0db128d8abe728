import {posix} from 'node:path'
import {at, entriesAt, foreignYaml, textAt} from './foreign.ts'

/** Whether a file is a compose file, by its name. */
export const isComposeFile = (file: string): boolean =>
  /^(docker-)?compose([.-][\w.-]+)?\.ya?ml$/i.test(posix.basename(file))

/** A service of a compose file that answers on this machine. */
export interface Published {
  service: string
  port: number
  /** Whether it is built here, so that it is ours. */
  built: boolean
}

/** Images that keep or move data: nobody's service under judgement. */
const stores =
  /(^|\/)(postgres|postgis|timescale\w*|mysql|mariadb|mongo|redis|valkey|memcached|rabbitmq|kafka|cp-kafka|zookeeper|nats|elasticsearch|opensearch|minio|vault|consul|localstack|mailhog|mailpit|jaeger|all-in-one|prometheus|grafana|adminer|pgadmin\d*)(?=[:@-]|$)/i

const filled = (text: string): string => text.replaceAll(/\$\{\w+:?-([^}]*)\}/g, '$1')

/** The port of this machine that a line of `ports` publishes; null where it is a range, no TCP, or not certain. */
function portOf(line: unknown): number | null {
  const protocol = textAt(line, 'protocol') ?? 'tcp'
  const text = typeof line === 'string' ? filled(line) : null
  const published = at(line, 'published')
  const written = text === null ? String(published ?? '') : (/(?:^|:)(\d+):\d+(?:\/tcp)?$/.exec(text)?.[1] ?? '')
  const port = /^\d+$/.test(filled(written)) ? Number(filled(written)) : 0
  return protocol === 'tcp' && port > 0 && port < 65_536 ? port : null
}

/** What a compose file publishes; null where it is none. Its first port stands for a service. */
export function publishedBy(text: string): Published[] | null {
  const [data] = foreignYaml(text) ?? []
  if (typeof at(data, 'services') !== 'object') return null
  return entriesAt(data, 'services').flatMap(([service, declared]) => {
    const ports = entriesAt(declared, 'ports').flatMap(([, line]) => portOf(line) ?? [])
    const [port] = ports
    if (port === undefined || stores.test(textAt(declared, 'image') ?? '')) return []
    return [{service, port, built: at(declared, 'build') !== undefined}]
  })
}

/** The one service that can be meant: of that name, or the only one that is built here, or the only one. */
export function theOne(all: readonly Published[], name: string | null): Published | null {
  const named = all.filter(({service}) => service === name)
  const built = all.filter(({built}) => built)
  const [one] = [named, built, all].find(({length}) => length === 1) ?? []
  return one ?? null
}
