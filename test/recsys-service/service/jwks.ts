import {createPublicKey} from 'node:crypto'
import {readFile} from 'node:fs/promises'
import {createLocalJWKSet, createRemoteJWKSet, type JWTVerifyGetKey} from 'jose'
import {z} from 'zod'

/** The issuer's keys: `find` serves a token's verification, `usable` counts the keys that can verify one. */
export interface KeySet {
  find: JWTVerifyGetKey
  usable(): Promise<number>
}

const keySetSchema = z.looseObject({keys: z.array(z.looseObject({kty: z.string()})).max(100)})
type KeySetDocument = z.infer<typeof keySetSchema>

/** A file that stands for what the JWKS URL would answer, read anew each time. */
export function fileKeys(path: string): KeySet {
  const read = async () => keySetSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  return {
    find: async (header, token) => createLocalJWKSet(await read())(header, token),
    usable: () => read().then(countUsable, () => 0),
  }
}

/** The JWKS URL itself. */
export function remoteKeys(url: string): KeySet {
  const remote = createRemoteJWKSet(new URL(url), {timeoutDuration: 2_000})
  const read = async () => {
    await remote.reload()
    return keySetSchema.parse(remote.jwks())
  }
  return {find: remote, usable: () => read().then(countUsable, () => 0)}
}

// A symmetric key is no public one, and a private key that everybody can read proves nothing.
function countUsable({keys}: KeySetDocument): number {
  return keys.filter((key) => !('d' in key) && isPublicKey(key)).length
}

function isPublicKey(key: KeySetDocument['keys'][number]): boolean {
  try {
    return createPublicKey({key, format: 'jwk'}).type === 'public'
  } catch {
    return false
  }
}
