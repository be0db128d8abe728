import {randomBytes} from 'node:crypto'
import {existsSync} from 'node:fs'
import {calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT} from 'jose'
import {deployEnvironment} from '../environment.ts'
import {
  type Demo,
  demoFiles,
  deployFolder,
  type EnvironmentName,
  environments,
  readIfThere,
  writePrivate,
} from './files.ts'
import {type Person, peopleOf} from './people.ts'

const algorithm = 'ES256'

/** Makes the demo's tokens and API keys unless they are there. */
export async function ensureCredentials(demo: Demo): Promise<void> {
  const {jwks, credential} = demoFiles(demo.home)
  const all = environments.flatMap((environment) => peopleOf(environment).map((one) => credential(environment, one)))
  if ([jwks, ...all].every((path) => existsSync(path))) return
  await makeCredentials(demo)
}

/** Makes the demo's tokens and API keys anew; the issuer's private key is never written anywhere. */
export async function makeCredentials(demo: Demo): Promise<void> {
  const {credential} = demoFiles(demo.home)
  await makeTokens(demo)
  for (const person of peopleOf('staging'))
    writePrivate(credential('staging', person), randomBytes(24).toString('base64url'))
}

async function makeTokens({root, home}: Demo): Promise<void> {
  const files = demoFiles(home)
  const {publicKey, privateKey} = await generateKeyPair(algorithm)
  const jwk = await exportJWK(publicKey)
  const kid = await calculateJwkThumbprint(jwk)
  const {JWT_ISSUER: issuer = '', JWT_AUDIENCE: audience = ''} = deployEnvironment(deployFolder('production', root))

  const sign = ({tenant, role}: Person) =>
    new SignJWT({tenant_id: tenant, ...(role === 'no-role' ? {} : {roles: [role]})})
      .setProtectedHeader({alg: algorithm, kid})
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(`demo-${tenant}-${role}`)
      .setIssuedAt()
      .setExpirationTime('30d')
      .sign(privateKey)

  writePrivate(files.jwks, JSON.stringify({keys: [{...jwk, kid, alg: algorithm, use: 'sig'}]}))
  for (const person of peopleOf('production')) writePrivate(files.credential('production', person), await sign(person))
}

/** The header by which somebody shows who they are; empty when there is no such credential. */
export function headersOf(home: string, environment: EnvironmentName, person: Person): Record<string, string> {
  const secret = readIfThere(demoFiles(home).credential(environment, person)) ?? ''
  return environment === 'staging' ? {'x-api-key': secret} : {authorization: `Bearer ${secret}`}
}
