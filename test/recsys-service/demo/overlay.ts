import {rmSync} from 'node:fs'
import {parseEnv} from 'node:util'
import {demoFiles, type EnvironmentName, readIfThere, writePrivate} from './files.ts'

type Variables = Record<string, string>

/** The variables that breaks have put on top of an environment's manifests. */
export function readOverlay(home: string, environment: EnvironmentName): Variables {
  const values = parseEnv(readIfThere(demoFiles(home).overlay(environment)) ?? '')
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

/** Puts more variables on top; those of an earlier break stay. */
export function addToOverlay(home: string, environment: EnvironmentName, variables: Readonly<Variables>): void {
  const lines = Object.entries({...readOverlay(home, environment), ...variables}).map(
    ([name, value]) => `${name}='${value}'`,
  )
  writePrivate(demoFiles(home).overlay(environment), `${lines.join('\n')}\n`)
}

export function removeOverlay(home: string, environment: EnvironmentName): void {
  rmSync(demoFiles(home).overlay(environment), {force: true})
}
