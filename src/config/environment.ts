import {
  type ConfigSource,
  type CredentialSource,
  type Environment,
  type Grant,
  noTenant,
  type Position,
  type Problem,
  problem,
  type ReleaseSource,
  spanOf,
  type Tenant,
} from '../model/index.ts'
import type {AuthoredEnvironment, AuthoredSource} from './schema.ts'

/** The place of something in an environment, by its path below it. */
export type PlaceOf = (...path: (string | number)[]) => Position

const source = (authored: AuthoredSource): ConfigSource => {
  if (typeof authored === 'string') return {file: authored, optional: false, values: {}}
  return 'file' in authored ? {...authored, values: {}} : {file: null, optional: false, values: authored.values}
}

type Say = (slug: Problem['slug'], message: string, ...path: (string | number)[]) => null

function credential(
  name: string,
  authored: AuthoredEnvironment['credentials'][string],
  say: Say,
): CredentialSource | null {
  const short = typeof authored === 'string' ? /^\$\{([A-Za-z_]\w*)\}$/.exec(authored)?.[1] : undefined
  if (typeof authored === 'string') {
    if (short !== undefined) return {variable: short, file: null, header: 'Authorization', scheme: 'Bearer'}
    return say(
      'wrong-value',
      `Unexpected text at \`credentials.${name}\`, expected \`\${VARIABLE}\`: a secret is never written down here`,
      'credentials',
      name,
    )
  }
  const {variable = null, file = null, header} = authored
  if ((variable === null) === (file === null)) {
    return say(
      'wrong-value',
      `Unexpected credential \`${name}\`, expected either \`variable\` or \`file\``,
      'credentials',
      name,
    )
  }
  if (variable !== null && !/^[A-Za-z_]\w*$/.test(variable)) {
    return say(
      'wrong-value',
      `Unexpected text at \`credentials.${name}.variable\`, expected the name of a variable`,
      'credentials',
      name,
      'variable',
    )
  }
  if (!/^[A-Za-z0-9-]+$/.test(header)) {
    return say(
      'wrong-value',
      `Unexpected text at \`credentials.${name}.header\`, expected the name of a header`,
      'credentials',
      name,
      'header',
    )
  }
  const scheme = authored.scheme ?? (header.toLowerCase() === 'authorization' ? 'Bearer' : null)
  return {variable, file, header, scheme: scheme === '' ? null : scheme}
}

function httpGrant(text: string): Grant | null {
  const [, method, where] = /^([A-Z]+) +(\S+)$/.exec(text.trim()) ?? []
  if (method === undefined || where === undefined || /\*./.test(where)) return null
  if (/^\/(?!\/)/.test(where)) return {door: 'http', method, origin: null, path: where}
  const url = URL.canParse(where) ? new URL(where) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.hash !== '') return null
  return {door: 'http', method, origin: url.origin, path: `${url.pathname}${url.search}`}
}

const releaseOf = (release: AuthoredEnvironment['release']): ReleaseSource | null => {
  if (release === undefined) return null
  return typeof release === 'string'
    ? {given: release}
    : {path: release.from.replace(/^GET /, ''), field: release.field}
}

function tenantsOf({tenants}: AuthoredEnvironment, say: Say): Tenant[] {
  if (tenants.length === 0) return [{id: noTenant, facts: {}, config: [], target: null}]
  const seen = new Set<string>()
  return tenants.map(({id, facts, config, target = null}, index) => {
    if (seen.has(id))
      say('wrong-value', `Unexpected second tenant \`${id}\`, expected each id once`, 'tenants', index, 'id')
    seen.add(id)
    return {id, facts, config: config.map(source), target}
  })
}

/** An environment as authored → completed, with what is wrong in it. */
export function environmentOf(
  name: string,
  authored: AuthoredEnvironment,
  placeOf: PlaceOf,
): {environment: Environment; problems: Problem[]} {
  const problems: Problem[] = []
  const say: Say = (slug, message, ...path) => {
    problems.push(problem(slug, message, placeOf(...path)))
    return null
  }
  const allow = authored.allow.flatMap((line, index) => {
    if ('file' in line) return {door: 'file' as const, folder: line.file.replace(/\/+$/, '')}
    const grant = httpGrant(line.http)
    const wanted = 'expected `METHOD /path` or `METHOD https://host/path`, with `*` at the end alone'
    return grant ?? say('wrong-value', `Unexpected line in \`allow\`, ${wanted}`, 'allow', index, 'http') ?? []
  })
  const credentials = Object.entries(authored.credentials).flatMap(([id, each]) => {
    const read = credential(id, each, say)
    return read === null ? [] : [[id, read] as const]
  })
  const environment: Environment = {
    name,
    target: authored.target ?? null,
    release: releaseOf(authored.release),
    config: authored.config.map(source),
    facts: authored.facts,
    tenants: tenantsOf(authored, say),
    credentials: Object.fromEntries(credentials),
    allow,
    freshFor: spanOf(authored.fresh_for) ?? 0,
    budget: authored.budget ?? null,
  }
  return {environment, problems}
}
