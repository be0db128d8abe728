import type {EnvironmentName} from './files.ts'

export const roles = ['viewer', 'operator', 'admin', 'no-role'] as const
export type Role = (typeof roles)[number]

/** Somebody whom an environment knows, by tenant and role. */
export interface Person {
  tenant: string
  role: Role
}

// The tenant demo is there to be tried: nobody is served by it.
const tenants: Readonly<Record<EnvironmentName, readonly string[]>> = {
  production: ['acme', 'globex', 'demo'],
  staging: ['acme', 'demo'],
}

/** Everybody who holds a credential of an environment. */
export const peopleOf = (environment: EnvironmentName): Person[] =>
  tenants[environment].flatMap((tenant) => roles.map((role) => ({tenant, role})))

/** The tenants whose artifacts or tables answer real callers. */
export const servedTenants = (environment: EnvironmentName): string[] =>
  tenants[environment].filter((tenant) => tenant !== 'demo')
