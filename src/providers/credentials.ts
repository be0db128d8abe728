import {DoorClosed, type Environment} from '../model/index.ts'
import type {Redactor} from './redactor.ts'

export interface Credential {
  header: string
  value: string
}

interface World {
  environment: Environment
  env: Readonly<Record<string, string | undefined>>
  redactor: Redactor
  readText: (file: string) => Promise<string | null>
}

/** Gives credentials by name, each read when it is first asked for and known to the redactor from then on. */
export function makeCredentials({environment, env, redactor, readText}: World): (name: string) => Promise<Credential> {
  const known = new Map<string, Promise<Credential>>()

  async function read(name: string): Promise<Credential> {
    const source = environment.credentials[name]
    if (source === undefined) {
      const next = `declare \`${name}\` under \`credentials\` of \`${environment.name}\` in \`proofmark.yaml\``
      throw new DoorClosed(
        'credential',
        name,
        `Unexpected credential \`${name}\`, expected one of \`${environment.name}\``,
        next,
      )
    }
    const {variable, file, header, scheme} = source
    const secret = (variable !== null ? env[variable] : file !== null ? await readText(file) : null)?.trim()
    if (!secret) {
      const [kind, where] = variable === null ? ['file', file] : ['variable', variable]
      const next = `${variable === null ? 'write' : 'set'} \`${where}\``
      throw new DoorClosed(
        'credential',
        `${kind} ${where}`,
        `Unexpected absence of the ${kind} \`${where}\`, expected the credential \`${name}\` in it`,
        next,
      )
    }
    redactor.add(secret)
    return {header: header.toLowerCase(), value: scheme === null ? secret : `${scheme} ${secret}`}
  }

  return (name) => {
    const found = known.get(name) ?? read(name)
    known.set(name, found)
    return found
  }
}
