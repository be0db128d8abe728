import {StartRefused} from './refused.ts'
import type {JwtSettings, Settings} from './settings.ts'

/** Refuses the start (exit 1) for the first setting that the service does not run with. */
export function refuseUnsafe(settings: Settings): void {
  const reason = unsafeReasons(settings)[0]
  if (reason !== undefined) throw new StartRefused(1, reason)
}

function unsafeReasons({auth, jwt, apiKeys, artifact, exposureLog, auditLog}: Settings): string[] {
  const rows: [boolean, string][] = [
    [
      jwt.enabled && auth.devEnabled,
      'Unexpected `DEV_AUTH_ENABLED` together with `JWT_AUTH_ENABLED`, expected one of them',
    ],
    [
      auth.required && !jwt.enabled && !apiKeys.enabled && !auth.devEnabled,
      'Unexpected `AUTH_REQUIRED` without a provider, expected `JWT_AUTH_ENABLED` or `API_KEY_ENABLED`',
    ],
    [apiKeys.enabled && apiKeys.header === '', 'Unexpected empty `API_KEY_HEADER`, expected the name of a header'],
    [
      artifact.enabled && artifact.manifestTemplate === '',
      'Unexpected empty `RECSYS_ARTIFACT_MANIFEST_TEMPLATE`, expected one, since `RECSYS_ARTIFACT_MODE_ENABLED` is on',
    ],
    [
      exposureLog.enabled && exposureLog.path === '',
      'Unexpected empty `EXPOSURE_LOG_PATH`, expected a path, since `EXPOSURE_LOG_ENABLED` is on',
    ],
    [
      auditLog.enabled && auditLog.path === '',
      'Unexpected empty `AUDIT_LOG_PATH`, expected a path, since `AUDIT_LOG_ENABLED` is on',
    ],
  ]
  return [...(jwt.enabled ? jwtReasons(jwt) : []), ...rows.filter(([holds]) => holds).map(([, reason]) => reason)]
}

function jwtReasons(jwt: JwtSettings): string[] {
  const url = URL.parse(jwt.jwksUrl)
  const host = url?.hostname ?? ''
  const rows: [boolean, string][] = [
    [jwt.jwksUrl === '', 'Unexpected empty `JWT_JWKS_URL`, expected a URL, since `JWT_AUTH_ENABLED` is on'],
    [jwt.issuer === '', 'Unexpected empty `JWT_ISSUER`, expected an issuer, since `JWT_AUTH_ENABLED` is on'],
    [jwt.audience === '', 'Unexpected empty `JWT_AUDIENCE`, expected an audience, since `JWT_AUTH_ENABLED` is on'],
    [url === null, 'Unexpected `JWT_JWKS_URL`, expected a URL'],
    [
      url?.protocol !== 'https:' && !jwt.allowInsecure,
      'Unexpected protocol of `JWT_JWKS_URL`, expected `https`, since `AUTH_ALLOW_INSECURE_JWKS` is off',
    ],
    [
      jwt.allowedHosts.length > 0 && !jwt.allowedHosts.includes(host),
      `Unexpected host \`${host}\` of \`JWT_JWKS_URL\`, expected one that \`AUTH_JWKS_ALLOWED_HOSTS\` lists`,
    ],
    [
      jwt.algorithms.some((name) => name.toLowerCase() === 'none'),
      'Unexpected algorithm `none` in `JWT_ALLOWED_ALGORITHMS`, expected asymmetric ones',
    ],
  ]
  return rows.filter(([holds]) => holds).map(([, reason]) => reason)
}
