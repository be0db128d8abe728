/** Who asks, as a provider vouches for it; the tenant may still come from the header. */
export interface Identity {
  tenant: string | undefined
  subject: string
  kind: 'user' | 'api_key' | 'anonymous'
  roles: readonly string[]
}

/** Who asks, for which tenant. */
export interface Caller extends Identity {
  tenant: string
}
