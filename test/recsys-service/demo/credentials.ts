import {randomBytes} from 'node:crypto'
import {existsSync} from 'node:fs'
import {calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT} from 'jose'
import {deployEnvironment} from '../environment.ts'
import {demoFiles, deployFolder, writePrivate} from './files.ts'

const algorithm = 'ES256'

/** Makes the demo's tokens and API key unless they are there. */
export async function ensureCredentials(home: string): Promise<void> {
  const {jwks, token, globexToken, noRoleToken, operatorToken, apiKey, operatorKey} = demoFiles(home)
  const all = [jwks, token, globexToken, noRoleToken, operatorToken, apiKey, operatorKey]
  if (all.every((path) => existsSync(path))) return
  await makeCredentials(home)
}

/** Makes the demo's tokens and API key anew; the issuer's private key is never written anywhere. */
export async function makeCredentials(home: string): Promise<void> {
  await makeTokens(home)
  const {apiKey, operatorKey} = demoFiles(home)
  for (const file of [apiKey, operatorKey]) writePrivate(file, randomBytes(24).toString('base64url'))
}

async function makeTokens(home: string): Promise<void> {
  const files = demoFiles(home)
  const {publicKey, privateKey} = await generateKeyPair(algorithm)
  const jwk = await exportJWK(publicKey)
  const kid = await calculateJwkThumbprint(jwk)
  const {JWT_ISSUER: issuer = '', JWT_AUDIENCE: audience = ''} = deployEnvironment(deployFolder('production'))

  const sign = (subject: string, claims: Record<string, unknown>) =>
    new SignJWT(claims)
      .setProtectedHeader({alg: algorithm, kid})
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime('30d')
      .sign(privateKey)

  writePrivate(files.jwks, JSON.stringify({keys: [{...jwk, kid, alg: algorithm, use: 'sig'}]}))
  writePrivate(files.token, await sign('demo-acme', {tenant_id: 'acme', roles: ['viewer']}))
  writePrivate(files.globexToken, await sign('demo-globex', {tenant_id: 'globex', roles: ['viewer']}))
  // The tenant demo is there to be tried: nobody is served by it.
  writePrivate(files.operatorToken, await sign('demo-operator', {tenant_id: 'demo', roles: ['operator']}))
  writePrivate(files.noRoleToken, await sign('demo-no-role', {tenant_id: 'acme'}))
}
