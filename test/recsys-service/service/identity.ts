/** Who asks, as a provider vouches for it; the tenant may still come from the header. */
export interface Identity {
  tenant: string | undefined
  roles: readonly string[]
}

/** Who asks, for which tenant. */
export interface Caller {
  tenant: string
  roles: readonly string[]
}
