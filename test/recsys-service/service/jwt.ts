import {type JWTPayload, jwtVerify} from 'jose'
import type {Identity} from './identity.ts'
import type {KeySet} from './jwks.ts'
import {Problem} from './problem.ts'
import type {Settings} from './settings.ts'

const asymmetric = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']
const skewSeconds = 30

/** Verifies a bearer token; whatever is wrong with it, the client learns only that it is not valid. */
export function jwtVerifier({jwt, auth}: Settings, keys: KeySet, now: () => Date) {
  const verify = async (token: string) => {
    const {payload} = await jwtVerify(token, keys.find, {
      issuer: jwt.issuer,
      audience: jwt.audience,
      algorithms: jwt.algorithms.length > 0 ? jwt.algorithms : asymmetric,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: skewSeconds,
      currentDate: now(),
    })
    return payload
  }

  return async (token: string): Promise<Identity> => {
    const payload = await verify(token).catch(() => {
      throw new Problem(401, '', 'invalid authentication token')
    })
    const {sub: subject = ''} = payload
    const tenant = firstText(payload, auth.tenantClaims)
    return {tenant, subject, kind: 'user', roles: rolesOf(payload, auth.roleClaims)}
  }
}

function firstText(payload: JWTPayload, names: readonly string[]): string | undefined {
  return names
    .map((name) => claimOf(payload, name))
    .filter((value) => typeof value === 'string')
    .find((value) => value !== '')
}

function rolesOf(payload: JWTPayload, names: readonly string[]): string[] {
  return names
    .flatMap((name) => claimOf(payload, name))
    .filter((value) => typeof value === 'string')
    .flatMap((value) => value.split(/[\s,]+/))
}

/** A claim by its whole name, or else by its dotted path. */
function claimOf(payload: JWTPayload, name: string): unknown {
  if (Object.hasOwn(payload, name)) return payload[name]
  return name.split('.').reduce<unknown>((value, key) => ownValue(value, key), payload)
}

function ownValue(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined
}
