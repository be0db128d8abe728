/** What is wrong with a certificate, by the code that TLS gives. */
const reasons: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  CERT_REVOKED: 'it was revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its authority is self-signed and not trusted here',
  UNABLE_TO_GET_ISSUER_CERT: 'its authority is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its authority is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its chain is incomplete',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is for another host',
  CERT_UNTRUSTED: 'it is not trusted here',
  INVALID_PURPOSE: 'it is not made for a server',
  CERT_CHAIN_TOO_LONG: 'its chain is too long',
}

/** Why a certificate is refused, or null when the code is about something else. */
export const certificateReason = (code: string): string | null => reasons[code] ?? null

/** Codes of a handshake that failed before any certificate could be looked at. */
export const isHandshake = (code: string): boolean => code === 'EPROTO' || code.startsWith('ERR_SSL_')
